import { expect, test } from 'vitest'
import { Image } from '#api/schemas.ts'
import { doubts, tellingProperties } from './offer-facts.ts'

const image = (fields: Record<string, unknown> = {}) =>
  Image.parse({ id: 'i', status: 'active', visibility: 'shared', created_at: '2026-01-01T00:00:00Z', ...fields })

test('the properties that tell most come first, and the rest is counted', () => {
  const { shown, more } = tellingProperties(
    image({ zebra: '1', vm_mode: 'hvm', description: 'Portal', os_distro: 'debian', architecture: ' ' }),
  )
  expect(shown).toEqual([
    { key: 'description', value: 'Portal' },
    { key: 'vm_mode', value: 'hvm' },
  ])
  expect(more).toBe(2)
})

test('an image without data, or without a checksum, is doubted', () => {
  expect(doubts(image({ checksum: 'ab' }))).toEqual([])
  expect(doubts(image({ status: 'deactivated', os_hash_value: 'ab' }))).toEqual([
    expect.stringContaining('deactivated'),
  ])
  expect(doubts(image())).toEqual([expect.stringContaining('no checksum')])
})
