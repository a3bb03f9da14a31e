import { describe, expect, test } from 'vitest'
import { pick, randomFrom } from './fixtures.ts'
import { naturalKey } from './natural-key.ts'

const inOrder = (...names: string[]) =>
  names.toSorted((one, two) => {
    if (naturalKey(one) === naturalKey(two)) return 0
    return naturalKey(one) < naturalKey(two) ? -1 : 1
  })

describe('naturalKey', () => {
  test.each([
    [['node-2', 'node-9', 'node-10', 'node-100']],
    [['Ubuntu 8.04', 'Ubuntu 10.04', 'ubuntu 18.04', 'Ubuntu 22.04', 'Ubuntu 22.10']],
    [['a', 'a1', 'a1b2', 'a1b10', 'a2', 'ab']],
    [['2025-01-09', '2025-01-10', '2025-11-01']],
    [['0', '1', '5', '10', '99999999999999999998', '99999999999999999999', '100000000000000000000']],
    [['.cfg', '1st', 'alpha']],
    [['cafe 1', 'Café 2', 'cafe 3', 'caff']],
    [['image', 'image 0', 'image 1']],
  ])('%j are in order', (names) => expect(inOrder(...names.toReversed())).toEqual(names))

  test('letter case, accents and leading zeros make no difference', () => {
    expect(naturalKey('ÉCOLE 007')).toBe(naturalKey('école 7'))
    expect(naturalKey('école')).toBe(naturalKey('e\u0301cole'))
    expect(naturalKey('v000')).toBe(naturalKey('v0'))
  })

  test('a run of 255 digits is above every shorter one', () => {
    expect(inOrder('9'.repeat(255), '9'.repeat(254), '8'.repeat(255))).toEqual([
      '9'.repeat(254),
      '8'.repeat(255),
      '9'.repeat(255),
    ])
  })

  test('right-to-left names, markup and half surrogates have keys', () => {
    expect(inOrder('تصویر ۲', '<b>1</b>', '\ud800', '')).toEqual(['', '<b>1</b>', 'تصویر ۲', '\ud800'])
  })

  test('agrees with the numeric collation for letters and numbers', () => {
    const collation = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
    const random = randomFrom(7)
    const parts = ['a', 'B', 'b', 'web', 'x', '0', '1', '9', '10', '007', '123'] as const
    const name = () => Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(random, parts)).join('')
    for (let turn = 0; turn < 2_000; turn += 1) {
      const [one, two] = [name(), name()]
      const [first, second] = [naturalKey(one), naturalKey(two)]
      const byKey = first === second ? 0 : first < second ? -1 : 1
      expect(byKey, `${one} and ${two}`).toBe(Math.sign(collation.compare(one, two)))
    }
  })
})
