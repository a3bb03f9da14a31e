import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { sessionQueries } from '#api/session.ts'
import type { Session } from '#lib/contract.ts'
import { shareSession } from './session-tabs.ts'
import { makeSession } from '#lib/testing/session.ts'

const session = (account: string) => makeSession({ account: { id: account, name: account } })
const { queryKey } = sessionQueries.current()

const channels: BroadcastChannel[] = []
const openTab = () => {
  const channel = new BroadcastChannel('session-tabs.test')
  channels.push(channel)
  const client = new QueryClient()
  const lookAgain = vi.spyOn(client, 'invalidateQueries').mockResolvedValue()
  const say = vi.spyOn(channel, 'postMessage')
  shareSession(client, channel)
  return { client, lookAgain, say }
}
afterEach(() => {
  for (const channel of channels.splice(0)) channel.close()
})

test('a switch of account in one tab makes the other look again', async () => {
  const one = openTab()
  const other = openTab()
  one.client.setQueryData<Session | null>(queryKey, session('a'))
  expect(one.say).not.toHaveBeenCalled() // the first look is no change
  one.client.setQueryData<Session | null>(queryKey, session('b'))
  expect(one.say).toHaveBeenCalledTimes(1)
  await vi.waitFor(() => expect(other.lookAgain).toHaveBeenCalledWith({ queryKey }))
  expect(one.lookAgain).not.toHaveBeenCalled()
})

test('finding out what another tab did is no news of its own', () => {
  const { client, say } = openTab()
  client.setQueryData<Session | null>(queryKey, session('a'))
  client.setQueryData<Session | null>(queryKey, session('a'))
  expect(say).not.toHaveBeenCalled()
})

test('signing out is told', () => {
  const { client, say } = openTab()
  client.setQueryData<Session | null>(queryKey, session('a'))
  client.setQueryData<Session | null>(queryKey, null)
  expect(say).toHaveBeenCalledTimes(1)
})
