import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { Image } from '#api/schemas.ts'
import { makeSession } from '#lib/testing/session.ts'
import { BulkRun, tally } from './bulk-run.ts'

const COUNT = 100

test('what becomes of many images is told together, and the end is told at once', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 404 })))
  const entries = Array.from({ length: COUNT }, (_one, index) => ({
    region: 'north',
    list: 'default' as const,
    image: Image.parse({
      id: `i${index}`,
      status: 'active',
      visibility: 'private',
      owner: 'p1',
      created_at: '2026-01-01T00:00:00Z',
    }),
  }))
  const act = { kind: 'protect', isProtected: true } as const
  const run = new BulkRun({ client: new QueryClient(), session: makeSession(), act, entries })
  const told: string[] = []
  run.subscribe(() => told.push(run.snapshot().phase))
  await run.start()
  expect(told.at(-1)).toBe('over')
  expect(tally(run.snapshot()).failed).toBe(COUNT)
  // Each image runs and fails: told one by one, it would be twice their number.
  expect(told.length).toBeLessThan(COUNT)
  vi.unstubAllGlobals()
})
