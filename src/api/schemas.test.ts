import { replaceEqualDeep } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { Image, imageEntity, imageFieldNames, ImagePage } from './schemas.ts'

/** As Rackspace answers: what is null is left out. */
const bare = { id: 'i1', status: 'active', visibility: 'private', created_at: '2026-01-01T00:00:00Z' }

/** As upstream answers: every base field is there. */
const full = {
  ...bare,
  name: null,
  protected: true,
  os_hidden: false,
  owner: 'p1',
  tags: ['a'],
  size: 11,
  virtual_size: null,
  checksum: null,
  os_hash_algo: null,
  os_hash_value: null,
  disk_format: 'raw',
  container_format: 'bare',
  min_disk: 0,
  min_ram: 0,
  updated_at: '2026-01-01T00:00:00Z',
  self: '/v2/images/i1',
  os_distro: 'debian',
}

test.each([
  ['with nulls left out', bare],
  ['with every field', full],
  ['with nested values', { ...bare, locations: [{ url: 'u', metadata: { store: 's' } }] }],
  ['with properties named like methods of every object', { ...bare, constructor: 'c', toString: 't' }],
])('an image %s has the keys that were sent and no other', (_, sent) => {
  const image = Image.parse(sent)
  expect(Object.keys(image)).toEqual(Object.keys(sent))
  expect(JSON.stringify(image)).toBe(JSON.stringify(sent))
  expect(imageEntity(image)).toStrictEqual(sent)
  expect(imageEntity(image)).not.toBe(image)
})

test('a property called __proto__ is a property', () => {
  const text = `{"id":"i1","status":"active","visibility":"private","created_at":"2026","__proto__":"x"}`
  expect(JSON.stringify(Image.parse(JSON.parse(text)))).toBe(text)
})

test('what was not sent reads as its default', () => {
  const image = Image.parse(bare)
  expect(Object.fromEntries(imageFieldNames.map((name) => [name, image[name]]))).toEqual({
    ...bare,
    name: null,
    protected: false,
    os_hidden: false,
    owner: null,
    tags: [],
    size: null,
    virtual_size: null,
    checksum: null,
    os_hash_algo: null,
    os_hash_value: null,
    disk_format: null,
    container_format: null,
    min_disk: 0,
    min_ram: 0,
    updated_at: null,
    stores: undefined,
  })
})

test('a stored copy, parsed again, is the same image', () => {
  const image = Image.parse(structuredClone(Image.parse(bare)))
  expect(Object.keys(image)).toEqual(Object.keys(bare))
  expect(image.tags).toEqual([])
})

test.each([
  [{ ...bare, id: 7 }, ['images', 0, 'id']],
  [{ ...bare, tags: ['a', 1] }, ['images', 0, 'tags', 1]],
  [{ ...bare, protected: null }, ['images', 0, 'protected']],
  [{ id: 'i1' }, ['images', 0, 'status']],
  [null, ['images', 0]],
  [[], ['images', 0]],
])('%j is no image, and the failure says where', (sent, path) => {
  const { error } = ImagePage.safeParse({ images: [sent] })
  expect(error?.issues[0]?.path).toEqual(path)
})

test('the query cache does not make a plain object of it', () => {
  const before = { image: Image.parse(bare) }
  const after = { image: Image.parse({ ...bare, status: 'queued' }) }
  expect(replaceEqualDeep(before, after).image).toBe(after.image)
})
