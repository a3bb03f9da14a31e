import { RouterProvider as AriaRouterProvider } from 'react-aria-components'
import { type NavigateOptions, Outlet, useHref, useNavigate } from 'react-router'

import { LiveRegion } from '#ui/announcer.tsx'
import { ToastRegion } from '#ui/toast.tsx'

import { NavigationProgress } from './navigation-progress.tsx'

declare module 'react-aria-components' {
  interface RouterConfig {
    routerOptions: NavigateOptions
  }
}

/** What the component kit needs around every page. The live region and the messages outlive every navigation. */
export function Providers() {
  const navigate = useNavigate()
  return (
    <AriaRouterProvider navigate={(path, options) => void navigate(path, options)} useHref={useHref}>
      <NavigationProgress />
      <Outlet />
      <ToastRegion />
      <LiveRegion />
    </AriaRouterProvider>
  )
}
