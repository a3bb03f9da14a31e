import { expect, test } from 'vitest'
import { runAll } from './run-all.ts'

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

test('every item once, never more at a time than allowed', async () => {
  let running = 0
  let most = 0
  const done: number[] = []
  const items = Array.from({ length: 40 }, (_, index) => index)
  const left = await runAll(
    items,
    async (item) => {
      running += 1
      most = Math.max(most, running)
      await turn()
      running -= 1
      done.push(item)
    },
    { limit: 6 },
  )
  expect(done.toSorted((a, b) => a - b)).toEqual(items)
  expect({ most, left }).toEqual({ most: 6, left: [] })
})

test('an abort begins nothing further and says what was left', async () => {
  const stop = new AbortController()
  const begun: number[] = []
  const left = await runAll(
    [1, 2, 3, 4, 5],
    async (item) => {
      begun.push(item)
      if (item === 2) stop.abort()
      await turn()
    },
    { limit: 2, signal: stop.signal },
  )
  expect({ begun, left }).toEqual({ begun: [1, 2], left: [3, 4, 5] })
})

test('work that throws ends the run', async () => {
  const begun: number[] = []
  const run = runAll(
    [1, 2, 3],
    async (item) => {
      begun.push(item)
      await turn()
      throw new Error('a bug')
    },
    { limit: 1 },
  )
  await expect(run).rejects.toThrow('a bug')
  expect(begun).toEqual([1])
})
