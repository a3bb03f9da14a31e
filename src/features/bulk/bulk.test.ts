import { expect, test } from 'vitest'
import type { CatalogEntry } from '#api/catalog-entry.ts'
import { Image } from '#api/schemas.ts'
import { makeSession } from '#lib/testing/session.ts'
import { chosenAct, noDetails } from './bulk-choice.ts'
import { planBulk } from './bulk-plan.ts'

const session = makeSession()
const entry = (id: string, fields: Record<string, unknown> = {}): CatalogEntry => ({
  region: 'north',
  list: 'default',
  image: Image.parse({
    id,
    name: id,
    status: 'active',
    visibility: 'private',
    owner: 'p1',
    created_at: '2026-01-01T00:00:00Z',
    ...fields,
  }),
})

test('the plan tells what changes, what is so already, and what is refused and why', () => {
  const entries = [
    entry('a'),
    entry('b', { protected: true }),
    entry('c', { owner: 'p2' }),
    entry('d', { owner: 'p2' }),
    entry('e', { owner: 'p3', protected: true }),
  ]
  const { todo, already, refused } = planBulk({ kind: 'protect', isProtected: true }, entries, session)
  expect(todo.map(({ image }) => image.id)).toEqual(['a'])
  expect(already.map(({ image }) => image.id)).toEqual(['b'])
  expect(refused.map((group) => [group.entries.length, group.reason])).toEqual([
    [3, 'The image belongs to another project; only its owner can change it.'],
  ])
})

test('the most frequent reason comes first', () => {
  const entries = [
    entry('a', { protected: true }),
    entry('b', { owner: 'p2' }),
    entry('c', { owner: 'p2' }),
    entry('d'),
  ]
  const { todo, refused } = planBulk({ kind: 'delete' }, entries, session)
  expect(todo).toHaveLength(1)
  expect(refused.map((group) => group.entries.length)).toEqual([2, 1])
})

test('what is missing for an act is said', () => {
  expect(chosenAct('set', noDetails)).toMatchObject({ ok: false })
  expect(chosenAct('tag', { ...noDetails, tags: ' , ' })).toEqual({ ok: false, reason: 'Type one or more tags.' })
  expect(chosenAct('untag', { ...noDetails, tags: 'a, b,a' })).toEqual({
    ok: true,
    act: { kind: 'untag', tags: ['a', 'b'] },
  })
  expect(chosenAct('public', noDetails)).toEqual({ ok: true, act: { kind: 'visibility', visibility: 'public' } })
})
