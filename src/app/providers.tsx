import { lazy, Suspense } from 'react'
import { RouterProvider as AriaRouterProvider } from 'react-aria-components'
import { type NavigateOptions, Outlet, useHref, useNavigate } from 'react-router'

import { LiveRegion } from '#ui/announcer.tsx'

import { NavigationProgress } from './navigation-progress.tsx'

declare module 'react-aria-components' {
  interface RouterConfig {
    routerOptions: NavigateOptions
  }
}

/** Messages come after an act, never with the first paint: the code that shows them can follow. */
const ToastRegion = lazy(async () => ({ default: (await import('#ui/toast-region.tsx')).ToastRegion }))

/** What the component kit needs around every page. The live region and the messages outlive every navigation. */
export function Providers() {
  const navigate = useNavigate()
  return (
    <AriaRouterProvider navigate={(path, options) => void navigate(path, options)} useHref={useHref}>
      <NavigationProgress />
      <Outlet />
      <Suspense fallback={null}>
        <ToastRegion />
      </Suspense>
      <LiveRegion />
    </AriaRouterProvider>
  )
}
