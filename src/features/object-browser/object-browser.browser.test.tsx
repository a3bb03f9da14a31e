import { QueryClientProvider } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { makeQueryClient } from '#api/query-client.ts'
import type { ObjectRef } from '#api/object-store-names.ts'
import { makeSession } from '#lib/testing/session.ts'
import { ObjectBrowser, type StoragePlace } from './object-browser.tsx'

afterEach(() => vi.restoreAllMocks())

const onPlace = vi.fn<(next: StoragePlace) => void>()
const onChoose = vi.fn<(chosen: ObjectRef) => void>()

function open(container: string | null, rows: object[]) {
  vi.spyOn(window, 'fetch').mockImplementation(() => Promise.resolve(Response.json(rows)))
  return render(
    <QueryClientProvider client={makeQueryClient(() => {})}>
      <ObjectBrowser
        session={makeSession()}
        region="north"
        place={{ container, folder: '' }}
        onPlace={onPlace}
        chosen={null}
        onChoose={onChoose}
      />
    </QueryClientProvider>,
  )
}

test('a container opens wherever its row is pressed, on its size too', async () => {
  const screen = await open(null, [{ name: 'uploads', count: 2, bytes: 2048 }])
  await screen.getByText('2 KiB').click()
  expect(onPlace).toHaveBeenCalledWith({ container: 'uploads', folder: '' })
})

test('an object is chosen wherever its row is pressed, on its size too', async () => {
  const row = {
    name: 'web.vhd',
    bytes: 1536,
    hash: 'h',
    content_type: 'x/y',
    last_modified: '2026-11-20T10:00:00.000000',
  }
  const screen = await open('uploads', [row])
  await screen.getByText('1.5 KiB').click()
  expect(onChoose).toHaveBeenCalledWith({ container: 'uploads', name: 'web.vhd' })
})
