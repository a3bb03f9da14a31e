import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy } from 'react'
import { createBrowserRouter, Outlet } from 'react-router'

import { basePath } from '#app/base-path.ts'
import { BootScreen } from '#app/boot-screen.tsx'
import { homeLoader } from '#app/home-loader.ts'
import { RootError } from '#app/root-error.tsx'
import { requireSession } from '#app/session-gate.tsx'
import { spansRegions } from '#app/spans-regions.ts'

const Renewal = lazy(async () => ({ default: (await import('#pages/session-renewal.tsx')).Component }))
const frame = async () => {
  const { Shell } = await import('#app/shell.tsx')
  return () => <Shell Renewal={Renewal} />
}

/**
 * Every URL of the app; `#lib/paths.ts` spells the same URLs for links. A page's code arrives with the page, and the
 * frame's with the first page: the entry holds only what decides which code is needed.
 */
export const makeRouter = (client: QueryClient) =>
  createBrowserRouter(
    [
      {
        Component: () => (
          <QueryClientProvider client={client}>
            <Outlet />
          </QueryClientProvider>
        ),
        HydrateFallback: BootScreen,
        ErrorBoundary: RootError,
        children: [
          {
            lazy: { Component: async () => (await import('#app/providers.tsx')).Providers },
            children: [
              {
                path: 'sign-in',
                lazy: {
                  loader: async () => (await import('#pages/sign-in.tsx')).loader(client),
                  Component: async () => (await import('#pages/sign-in.tsx')).Component,
                },
              },
              {
                middleware: [requireSession(client)],
                lazy: { Component: frame },
                children: [
                  {
                    lazy: { ErrorBoundary: async () => (await import('#app/error-boundary.tsx')).RouteError },
                    children: [
                      {
                        index: true,
                        loader: homeLoader(client),
                        lazy: { Component: async () => (await import('#app/no-region.tsx')).NoRegion },
                      },
                      {
                        path: ':region',
                        lazy: { Component: async () => (await import('#app/known-region.tsx')).KnownRegion },
                        children: [
                          {
                            path: 'images',
                            handle: spansRegions,
                            lazy: { Component: async () => (await import('#pages/images.tsx')).Component },
                          },
                          {
                            path: 'images/:imageId',
                            lazy: { Component: async () => (await import('#pages/image.tsx')).Component },
                          },
                          {
                            path: 'transfers',
                            handle: spansRegions,
                            lazy: { Component: async () => (await import('#pages/transfers.tsx')).Component },
                          },
                          {
                            path: 'transfers/import',
                            lazy: { Component: async () => (await import('#pages/import.tsx')).Component },
                          },
                          {
                            path: 'transfers/export',
                            lazy: { Component: async () => (await import('#pages/export.tsx')).Component },
                          },
                          {
                            path: 'transfers/files',
                            lazy: { Component: async () => (await import('#pages/objects.tsx')).Component },
                          },
                          {
                            path: 'transfers/:transferId',
                            lazy: { Component: async () => (await import('#pages/transfer.tsx')).Component },
                          },
                          {
                            path: 'sharing',
                            handle: spansRegions,
                            lazy: { Component: async () => (await import('#pages/sharing.tsx')).Component },
                          },
                          {
                            path: 'invitations',
                            handle: spansRegions,
                            lazy: { Component: async () => (await import('#pages/invitations.tsx')).Component },
                          },
                          {
                            path: 'invitations/:imageId',
                            lazy: { Component: async () => (await import('#pages/invitation.tsx')).Component },
                          },
                          {
                            path: 'compare',
                            handle: spansRegions,
                            lazy: { Component: async () => (await import('#pages/compare.tsx')).Component },
                          },
                        ],
                      },
                      {
                        path: '*',
                        lazy: { Component: async () => (await import('#app/error-boundary.tsx')).PageNotFound },
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
    { basename: basePath || '/' },
  )
