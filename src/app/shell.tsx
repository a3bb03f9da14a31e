import { lazy, Suspense } from 'react'
import { Outlet, useParams } from 'react-router'

import { useSession } from '#api/use-session.ts'
import { ALL_REGIONS } from '#lib/paths.ts'
import { BrandMark } from '#ui/brand.tsx'

import { AccountMenu } from './account-menu.tsx'
import { NavigationDrawer } from './navigation-drawer.tsx'
import { ProjectSelect } from './project-select.tsx'
import { Rail } from './rail.tsx'
import { RegionSelect } from './region-select.tsx'
import { SessionClock } from './session-clock.tsx'
import { SessionGate, type SessionGateProps } from './session-gate.tsx'
import { ThemeMenu } from './theme-menu.tsx'
import { useMainFocus } from './use-main-focus.ts'

/** It follows what runs, which may begin after the first paint. */
const TransferTray = lazy(async () => ({ default: (await import('./transfer-tray.tsx')).TransferTray }))
/** Nobody presses keys before there is something to see. */
const QuickAccess = lazy(async () => ({ default: (await import('./quick-access.tsx')).QuickAccess }))

/** News may begin after it as well. */
const SharingNews = lazy(async () => ({ default: (await import('./sharing-news.tsx')).SharingNews }))

/** The frame of every page behind the sign-in: rail on the left, bar on top, the page in the rest. */
export function Shell({ Renewal }: Pick<SessionGateProps, 'Renewal'>) {
  return (
    <SessionGate Renewal={Renewal}>
      <Frame />
    </SessionGate>
  )
}

function Frame() {
  const session = useSession()
  const { cloudLabel, expiresAt, regions, defaultRegion } = session
  const params = useParams()
  // Pages without a region in their URL (not found) still need links that lead somewhere.
  const isKnown = params.region === ALL_REGIONS ? regions.length > 1 : regions.includes(params.region ?? '')
  const region = isKnown ? params.region : (defaultRegion ?? regions[0])
  const mainRef = useMainFocus()

  return (
    <div className="flex h-dvh min-h-0">
      <a
        href="#main"
        onClick={(event) => {
          // The base element would turn the fragment into a navigation to the root.
          event.preventDefault()
          mainRef.current?.focus()
        }}
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>

      <aside className="flex w-12 shrink-0 flex-col border-r border-line p-2 max-sm:hidden lg:w-52">
        <div className="mb-3 flex h-8 items-center gap-2 px-1 font-semibold tracking-tight">
          <BrandMark />
          <span className="max-lg:sr-only">Cloud Images</span>
        </div>
        {region !== undefined && <Rail region={region} />}
      </aside>

      <Suspense fallback={null}>
        <SharingNews session={session} />
      </Suspense>

      <div className="flex min-w-0 flex-1 flex-col">
        <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-2 sm:px-3">
          <NavigationDrawer region={region} />
          <div className="flex min-w-0 flex-1 items-center">
            <span className="truncate px-1 font-semibold max-md:hidden">{cloudLabel}</span>
            <Slash className="max-md:hidden" />
            {region !== undefined && <RegionSelect region={region} />}
            <span className="flex min-w-0 items-center max-sm:hidden">
              <Slash />
              <ProjectSelect />
            </span>
          </div>
          {region !== undefined && (
            // Room is kept for it: what stands beside it does not move.
            <Suspense fallback={<span className="w-9 md:w-32" />}>
              <QuickAccess session={session} region={region} />
            </Suspense>
          )}
          {region !== undefined && (
            <Suspense fallback={null}>
              <TransferTray session={session} region={region} />
            </Suspense>
          )}
          <SessionClock expiresAt={expiresAt} />
          <ThemeMenu />
          <AccountMenu />
        </header>
        <main
          ref={mainRef}
          id="main"
          tabIndex={-1}
          // Positioned: what is hidden from sight below the fold would else lengthen the window, not this.
          className="relative flex min-h-0 flex-1 flex-col overflow-auto bg-surface outline-none"
        >
          <Outlet />
        </main>
      </div>
    </div>
  )
}

function Slash({ className = '' }: { className?: string }) {
  return (
    <span aria-hidden className={`px-0.5 text-line-strong ${className}`}>
      /
    </span>
  )
}
