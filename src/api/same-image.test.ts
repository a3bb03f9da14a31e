import { expect, test } from 'vitest'
import { isSameImage } from './same-image.ts'
import { Image } from './schemas.ts'

const image = (fields: Record<string, unknown> = {}) =>
  Image.parse({
    id: 'i1',
    status: 'active',
    visibility: 'private',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    tags: ['a', 'b'],
    os_distro: 'debian',
    ...fields,
  })

test('two answers with the same content are the same', () => {
  expect(isSameImage(image(), image())).toBe(true)
})

test.each([
  { status: 'queued' },
  { name: 'n' },
  { tags: ['a'] },
  { tags: ['a', 'c'] },
  { os_distro: 'ubuntu' },
  { os_distro: undefined },
  { os_distro: null },
  { extra: '' },
  { min_disk: 1 },
])('%j is another, though updated_at is not', (change) => {
  expect(isSameImage(image(), image(change))).toBe(false)
  expect(isSameImage(image(change), image())).toBe(false)
})

test('one property in place of another is a change', () => {
  expect(isSameImage(image({ a: '1' }), image({ b: '1' }))).toBe(false)
  expect(isSameImage(image({ name: null }), image({ b: '1' }))).toBe(false)
  expect(isSameImage(image({ b: '1' }), image({ name: null }))).toBe(false)
})
