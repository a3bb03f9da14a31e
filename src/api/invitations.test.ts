import { expect, test } from 'vitest'
import { nextLook } from './invitations.ts'

test('a look that costs more comes less often', () => {
  expect(nextLook({ sent: 0 })).toBe(60_000)
  expect(nextLook({ sent: 500 })).toBe(60_000)
  expect(nextLook({ sent: 2_001 })).toBe(300_000)
})
