import { expect, test } from 'vitest'
import { emptyDraft, followUpFor, nameFrom, readProperties, readTags, recordFields, uploadWay } from './import-draft.ts'

test.each([
  ['os_distro=debian\n\n os_version = 13 \nnote=a=b', { os_distro: 'debian', os_version: '13', note: 'a=b' }, null],
  ['a=1\nb', { a: '1' }, 'Line 2 is not key=value.'],
  ['a=1\na=2', { a: '1' }, 'a is there twice.'],
  ['=x', {}, 'Line 1 is not key=value.'],
  ['owner=me', {}, 'owner is a field of the image, not a property.'],
])('%j is read', (text, properties, problem) => {
  expect(readProperties(text)).toEqual({ properties, problem })
})

test.each([
  ['direct', [], 'direct'],
  ['direct', ['a'], 'direct'],
  ['stage', ['a'], 'stage'],
  ['direct', ['a', 'b'], 'stage'],
] as const)('a file that is to go %s into %j goes %s', (way, stores, expected) => {
  expect(uploadWay({ way, stores: [...stores] })).toBe(expected)
})

test('tags are a set', () => expect(readTags(' web, db,web,, ')).toEqual(['web', 'db']))

test.each([
  ['vhds/web-01.vhd', 'web-01'],
  ['a.b.qcow2', 'a.b'],
  ['plain', 'plain'],
])('%s suggests %s', (file, name) => expect(nameFrom(file)).toBe(name))

const draft = { ...emptyDraft, name: ' web ', diskFormat: 'qcow2', properties: 'k=v', tags: 'gold', isProtected: true }

test('Rackspace’s import takes the name alone: the rest follows', () => {
  expect(followUpFor(draft, ['1'], 'rackspace')).toMatchObject({
    changes: { k: 'v', tags: ['gold'], protected: true },
    members: ['1'],
    state: 'waiting',
  })
  expect(followUpFor(emptyDraft, [], 'rackspace')).toBeNull()
})

test('a record says all but its protection, and is shared when it is to have members', () => {
  expect(followUpFor(draft, [], 'openstack')).toMatchObject({ changes: { protected: true } })
  expect(recordFields(draft, true)).toEqual({
    name: 'web',
    disk_format: 'qcow2',
    container_format: 'bare',
    visibility: 'shared',
    tags: ['gold'],
    k: 'v',
  })
  expect(recordFields(draft, false)['visibility']).toBe('private')
})
