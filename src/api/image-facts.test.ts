import { describe, expect, test } from 'vitest'
import {
  baseKeys,
  customProperties,
  isTransition,
  messageText,
  ownership,
  statusTone,
  statusWords,
  textProperty,
} from './image-facts.ts'
import { Image, imageFieldNames } from './schemas.ts'

const image = (fields: Record<string, unknown> = {}) =>
  Image.parse({ id: 'i1', status: 'active', visibility: 'private', created_at: '2026-01-01T00:00:00Z', ...fields })

describe('ownership', () => {
  test.each([
    ['rackspace', 'me', 'public', 'mine'],
    ['rackspace', 'me', 'private', 'mine'],
    ['openstack', 'me', 'shared', 'mine'],
    ['rackspace', 'them', 'public', 'provider'],
    ['rackspace', null, 'public', 'provider'],
    ['openstack', 'them', 'community', 'community'],
    ['openstack', 'them', 'shared', 'shared-with-me'],
    ['rackspace', 'them', 'private', 'shared-with-me'],
    ['rackspace', null, 'private', 'other'],
    ['openstack', 'them', 'private', 'other'],
    ['openstack', 'them', 'galactic', 'other'],
  ] as const)('on %s, owner %s and visibility %s: %s', (flavour, owner, visibility, expected) => {
    expect(ownership({ owner, visibility }, { account: 'me', flavour })).toBe(expected)
  })

  test('without an account an ownerless image is nobody’s', () => {
    expect(ownership({ owner: null, visibility: 'private' }, { account: null, flavour: 'openstack' })).toBe('other')
  })
})

describe('status', () => {
  test.each(['queued', 'saving', 'uploading', 'importing'])('%s still changes by itself', (status) => {
    expect(isTransition(status)).toBe(true)
    expect(statusTone(status)).toBe('busy')
  })

  test.each(['active', 'deactivated', 'killed', 'deleted', 'pending_delete', 'quarantined', ''])(
    '%j does not',
    (status) => expect(isTransition(status)).toBe(false),
  )

  test('known ones have words', () => expect(statusWords('pending_delete')).toBe('Pending delete'))

  test.each(['quarantined', '<b>ok</b>', 'constructor'])('%s, not known here, is shown as it came', (status) => {
    expect(statusWords(status)).toBe(status)
    expect(statusTone(status)).toBe('neutral')
  })
})

describe('customProperties', () => {
  test('are all keys but the base ones, by key', () => {
    const full = image({
      self: '/v2/images/i1',
      file: '/v2/images/i1/file',
      schema: '/v2/schemas/image',
      direct_url: 'file:///x',
      locations: [],
      stores: 'fast',
      os_hidden: true,
      os_hash_algo: 'sha512',
      os_version: '12',
      os_distro: 'debian',
      Zone: 'z',
      'com.rackspace__1__options': '0',
    })
    expect(customProperties(full)).toEqual([
      { key: 'Zone', value: 'z' },
      { key: 'com.rackspace__1__options', value: '0' },
      { key: 'os_distro', value: 'debian' },
      { key: 'os_version', value: '12' },
    ])
  })

  test('values that are not text are shown as JSON, null is absent', () => {
    expect(customProperties(image({ a: true, b: 1.5, c: { d: ['e'] }, f: null, g: '' }))).toEqual([
      { key: 'a', value: 'true' },
      { key: 'b', value: '1.5' },
      { key: 'c', value: '{"d":["e"]}' },
      { key: 'g', value: '' },
    ])
  })

  test('a bare image has none', () => expect(customProperties(image())).toEqual([]))

  test('every field of the schema is a base key', () => {
    expect(imageFieldNames.filter((key) => !baseKeys.has(key))).toEqual([])
  })
})

test.each([
  ['debian', 'debian'],
  [' debian ', 'debian'],
  ['', null],
  ['  ', null],
  [null, null],
  [7, null],
  [undefined, null],
])('textProperty of %j is %j', (value, expected) => expect(textProperty(image({ key: value }), 'key')).toBe(expected))

test.each([
  ['None', null],
  ['', null],
  [' \n', null],
  [null, null],
  [undefined, null],
  [{}, null],
  ['None of the stores answered', 'None of the stores answered'],
  [' Failed ', 'Failed'],
])('messageText of %j is %j', (message, expected) => expect(messageText(message)).toBe(expected))
