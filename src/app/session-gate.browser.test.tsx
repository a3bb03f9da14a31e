import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryRouter, Outlet, RouterProvider, useLocation } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'

import { makeQueryClient } from '#api/query-client.ts'
import { settleSessionEnd } from '#api/session-end.ts'
import { type SignedIn, sessionQueries } from '#api/session.ts'
import { useSession } from '#api/use-session.ts'
import type { Session } from '#lib/contract.ts'

import { KnownRegion } from './known-region.tsx'
import { endSession, requireSession, SessionGate } from './session-gate.tsx'
import { makeSession } from '#lib/testing/session.ts'

const session = makeSession()

function SignInPage() {
  const { pathname, search } = useLocation()
  return <p>{`${pathname}${search}`}</p>
}

function Region() {
  return <p>{`${useSession().user.name} in ${useLocation().pathname}`}</p>
}

const Renewal = ({ held }: { held: SignedIn }) => <p>{`${held.user.name}, once more`}</p>
afterEach(() => settleSessionEnd(true))

async function open(path: string, holder: Session | null) {
  const client: QueryClient = makeQueryClient(endSession)
  client.setQueryData(sessionQueries.current().queryKey, holder)
  const loader = vi.fn<() => null>(() => null)
  const router = createMemoryRouter(
    [
      { path: '/sign-in', Component: SignInPage },
      {
        middleware: [requireSession(client)],
        element: (
          <SessionGate Renewal={Renewal}>
            <Outlet />
          </SessionGate>
        ),
        children: [
          {
            path: '/:region',
            Component: KnownRegion,
            children: [{ path: 'images', loader, Component: Region }],
          },
        ],
      },
    ],
    { initialEntries: [path] },
  )
  const screen = await render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
  return { screen, client, loader }
}

const signInFor = (next: string) => `/sign-in?next=${encodeURIComponent(next)}`

test('pages behind the gate have the session', async () => {
  const { screen } = await open('/north/images', session)
  await expect.element(screen.getByText('ada in /north/images')).toBeVisible()
})

test.each([
  ['nobody is signed in', null],
  ['no project is chosen yet', { ...session, account: null }],
])('when %s, the sign-in page keeps the deep link and nothing is loaded', async (_when, holder) => {
  const { screen, loader } = await open('/north/images?visibility=shared&q=a%20b', holder)
  await expect.element(screen.getByText(/^\/sign-in\?next=.*visibility%3Dshared%26q%3Da%2520b$/)).toBeVisible()
  expect(loader).not.toHaveBeenCalled()
})

test('a region that is not the session’s is refused before anything is asked of it', async () => {
  const { screen } = await open('/nowhere/images', session)
  await expect.element(screen.getByRole('heading', { name: /no images in a region called nowhere/ })).toBeVisible()
  await expect.element(screen.getByRole('link', { name: 'south' })).toHaveAttribute('href', '/south/images')
  await expect.element(screen.getByText(/^ada in/)).not.toBeInTheDocument()
})

test('a session that ends is asked for over the page, which stays as it is', async () => {
  const { screen, client } = await open('/north/images?q=web', session)
  await expect.element(screen.getByText('ada in /north/images')).toBeVisible()
  endSession(client)
  await expect.element(screen.getByText('ada, once more')).toBeVisible()
  await expect.element(screen.getByText('ada in /north/images')).toBeVisible()
  settleSessionEnd(true)
  await expect.element(screen.getByText('ada, once more')).not.toBeInTheDocument()
})

test('whoever has signed out, in this tab or another, is led to the sign-in page', async () => {
  const { screen, client } = await open('/north/images?q=web', session)
  await expect.element(screen.getByText('ada in /north/images')).toBeVisible()
  client.setQueryData(sessionQueries.current().queryKey, null)
  await expect.element(screen.getByText(signInFor('/north/images?q=web'))).toBeVisible()
})

test('a session ends by the clock without any call having failed', async () => {
  const soon = new Date(Date.now() + 300).toISOString()
  const { screen } = await open('/south/images', { ...session, expiresAt: soon })
  await expect.element(screen.getByText('ada, once more')).toBeVisible()
})
