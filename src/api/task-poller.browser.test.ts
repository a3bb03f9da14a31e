/** The poller of transfers in a page that comes and goes. */
import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { type Poller, startPoller } from './task-poller.ts'

let poller: Poller | undefined
afterEach(() => {
  poller?.stop()
  vi.restoreAllMocks()
})

const show = (visibility: DocumentVisibilityState) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility)
  document.dispatchEvent(new Event('visibilitychange'))
}

/** Whoever never gives way keeps this from ever coming. */
const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve))

test('a page that is hidden while nothing runs comes to rest, and takes up again when it is shown', async () => {
  const session = makeSession({ user: { id: 'poller', name: 'poller' } })
  const lock = `cloud-images-transfers:${JSON.stringify([session.cloud, 'poller', session.account.id])}`
  const isHeld = async () => (await navigator.locks.query()).held?.some(({ name }) => name === lock) ?? false
  poller = startPoller(new QueryClient(), session)
  await expect.poll(isHeld).toBe(true)
  show('hidden')
  await nextTask()
  await expect.poll(isHeld).toBe(false)
  show('visible')
  await expect.poll(isHeld).toBe(true)
})
