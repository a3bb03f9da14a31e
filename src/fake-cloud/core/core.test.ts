/** The parts that everything else stands on. */
import { describe, expect, test } from 'vitest'

import { createClock } from './clock.ts'
import { hexOf, pick, secret, shareOf, uuidOf } from './ids.ts'
import { OrderedIndex } from './ordered-index.ts'

describe('clock', () => {
  test('a stopped one moves by turning alone', () => {
    const clock = createClock({ start: 1_000, stopped: true })
    clock.turn(500)
    expect(clock.now()).toBe(1_500)
  })

  test('due acts run in order of time, those they register too, and each once', () => {
    const clock = createClock({ start: 0, stopped: true })
    const ran: string[] = []
    clock.at(20, () => ran.push('second'))
    clock.at(10, () => {
      ran.push('first')
      clock.at(15, () => ran.push('between'))
    })
    clock.at(99, () => ran.push('later'))
    clock.settle()
    expect(ran).toEqual([])
    clock.turn(20)
    clock.settle()
    clock.settle()
    expect(ran).toEqual(['first', 'between', 'second'])
  })
})

describe('ids', () => {
  test('depend on the text alone and look like what they stand for', () => {
    expect(uuidOf('a')).toBe(uuidOf('a'))
    expect(uuidOf('a')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(hexOf('a', 128)).toMatch(/^[\da-f]{128}$/)
  })

  test('do not collide over 20,000 texts', () => {
    const ids = new Set(Array.from({ length: 20_000 }, (_, index) => uuidOf(`filler ${index}`)))
    expect(ids.size).toBe(20_000)
  })

  test('shares and picks spread evenly', () => {
    const shares = Array.from({ length: 10_000 }, (_, index) => shareOf(`share ${index}`))
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...shares)).toBeLessThan(1)
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeCloseTo(0.5, 1)
    expect(new Set(shares.map((_, index) => pick(`p${index}`, ['a', 'b', 'c'])))).toEqual(new Set(['a', 'b', 'c']))
  })

  test('secrets are never the same and fit in a header', () => {
    expect(secret(30)).not.toBe(secret(30))
    expect(secret(30)).toMatch(/^[\w-]{40}$/)
  })
})

describe('ordered index', () => {
  interface Row {
    key: number
  }
  const keys = (index: OrderedIndex<Row>, position = 0) => [...index.from(position)].map((row) => row.key)

  test('keeps order through additions and removals', () => {
    const rows = [5, 1, 3].map((key) => ({ key }))
    const index = new OrderedIndex<Row>((a, b) => a.key - b.key, rows)
    index.add({ key: 2 })
    for (const row of rows.slice(0, 1)) index.remove(row)
    expect(keys(index)).toEqual([1, 2, 3])
    expect(keys(index, index.position({ key: 2 }) + 1)).toEqual([3])
  })

  test('removing a row it does not hold changes nothing', () => {
    const index = new OrderedIndex<Row>((a, b) => a.key - b.key, [{ key: 1 }])
    index.remove({ key: 1 })
    expect(keys(index)).toEqual([1])
  })
})
