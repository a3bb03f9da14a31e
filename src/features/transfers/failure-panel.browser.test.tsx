/** The ways on from a transfer that failed: by what is known of it, and never at the cost of data that came since. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'

import { makeTransfer, type Transfer } from '#api/transfers.ts'
import { paths } from '#lib/paths.ts'
import { makeSession } from '#lib/testing/session.ts'

import { FailurePanel } from './failure-panel.tsx'

const session = makeSession({ user: { id: 'panel', name: 'panel' } })
const about = { id: 't', region: 'north', kind: 'import', name: 'web', source: null, follows: 'image' } as const

const show = (fields: Partial<Transfer>) => {
  const transfer = makeTransfer({ ...about, imageId: 'i', phase: 'failed', message: 'It broke', ...fields })
  const router = createMemoryRouter([{ path: '*', element: <FailurePanel session={session} transfer={transfer} /> }])
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
}

/** The image as the service has it. */
function serve(status: string) {
  const deleted: string[] = []
  vi.spyOn(window, 'fetch').mockImplementation((input, init) => {
    if (init?.method === 'DELETE') {
      deleted.push(String(input instanceof Request ? input.url : input))
      return Promise.resolve(new Response(null, { status: 204 }))
    }
    const image = { id: 'i', name: 'web', status, visibility: 'private', created_at: '2026-11-24T13:20:44Z' }
    return Promise.resolve(Response.json(image))
  })
  return deleted
}
afterEach(() => vi.restoreAllMocks())

test('a file that was staged elsewhere can be sent again into the same record', async () => {
  const screen = await show({})
  const link = screen.getByRole('link', { name: 'Upload the file again' })
  await expect.element(link).toHaveAttribute('href', paths.image('north', 'i', 'data'))
  await expect.element(screen.getByRole('button', { name: 'Retry with the same input' })).not.toBeInTheDocument()
})

test('what came from an address is fetched again', async () => {
  const screen = await show({ source: { from: 'url', url: 'http://h/x', stores: [] } })
  await expect.element(screen.getByRole('button', { name: 'Retry with the same input' })).toBeVisible()
  await expect.element(screen.getByRole('link', { name: 'Upload the file again' })).not.toBeInTheDocument()
})

test('the empty record is deleted', async () => {
  const deleted = serve('queued')
  const screen = await show({})
  await screen.getByRole('button', { name: 'Delete the empty record' }).click()
  await screen.getByRole('button', { name: 'Delete record' }).click()
  await expect.poll(() => deleted).toHaveLength(1)
})

test('a record that has its data by now is not deleted as an empty one', async () => {
  const deleted = serve('active')
  const screen = await show({})
  await screen.getByRole('button', { name: 'Delete the empty record' }).click()
  await screen.getByRole('button', { name: 'Delete record' }).click()
  await expect.element(screen.getByText(/is active by now and may hold data/)).toBeVisible()
  expect(deleted).toEqual([])
})
