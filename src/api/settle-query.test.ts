import { type DataTag, QueryClient, type QueryKey, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import type { ApiError } from './errors.ts'
import { settleQuery } from './settle-query.ts'

const queryKey = ['what is read'] as unknown as DataTag<QueryKey, string, ApiError>

test('a reading that began before the write cannot undo it, and a new one is begun for who looks on', async () => {
  const client = new QueryClient()
  const answers: ((text: string) => void)[] = []
  const observer = new QueryObserver(client, {
    queryKey,
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  })
  const stop = observer.subscribe(() => undefined)
  await settleQuery(client, queryKey, () => 'written')
  answers[0]?.('as before')
  await expect.poll(() => answers.length).toBe(2)
  expect(client.getQueryData(queryKey)).toBe('written')
  answers[1]?.('written, and more')
  await expect.poll(() => client.getQueryData(queryKey)).toBe('written, and more')
  stop()
  client.clear()
})

test('nobody reading: the answer is put there, and nothing is asked', async () => {
  const client = new QueryClient()
  client.setQueryData(queryKey, 'before')
  await settleQuery(client, queryKey, (held) => `${held}, then written`)
  expect(client.getQueryData(queryKey)).toBe('before, then written')
  expect(client.getQueryState(queryKey)?.fetchStatus).toBe('idle')
})

test('what was never read stays unread', async () => {
  const client = new QueryClient()
  await settleQuery<string>(client, queryKey, (held) => held)
  expect(client.getQueryState(queryKey)?.data).toBeUndefined()
})
