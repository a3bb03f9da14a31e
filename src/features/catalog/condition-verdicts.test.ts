import { expect, test, vi } from 'vitest'
import { ConditionVerdicts } from './condition-verdicts.ts'
import { makeEntry } from './query/query-fixtures.ts'

const rows = (version: number, ...sizes: number[]) => ({
  version,
  entries: [...sizes.map((size) => makeEntry({ id: String(size), size })), undefined],
})
const large = () => vi.fn<(entry: { image: { size: number | null } }) => boolean>(({ image }) => (image.size ?? 0) > 1)

test('a condition is asked of each row once, until the rows change', () => {
  const verdicts = new ConditionVerdicts()
  const holds = large()
  expect([...verdicts.of({ key: 'large', holds }, rows(1, 1, 2, 3))]).toEqual([0, 1, 1, 0])
  expect([...verdicts.of({ key: 'large', holds }, rows(1, 1, 2, 3))]).toEqual([0, 1, 1, 0])
  expect(holds).toHaveBeenCalledTimes(3)
  expect([...verdicts.of({ key: 'large', holds }, rows(2, 5))]).toEqual([1, 0])
  expect(holds).toHaveBeenCalledTimes(4)
})

test('the one unused for longest is forgotten first', () => {
  const verdicts = new ConditionVerdicts()
  const first = large()
  const ask = (key: string, holds = large()) => verdicts.of({ key, holds }, rows(1, 2))
  ask('first', first)
  for (const key of ['b', 'c', 'd', 'e', 'f', 'g', 'h']) ask(key)
  ask('first', first)
  expect(first).toHaveBeenCalledTimes(1)
  for (const key of ['i', 'j', 'k', 'l', 'm', 'n', 'o', 'p']) ask(key)
  ask('first', first)
  expect(first).toHaveBeenCalledTimes(2)
})
