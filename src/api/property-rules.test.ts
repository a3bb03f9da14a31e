import { describe, expect, test } from 'vitest'
import type { Flavour } from '#lib/contract.ts'
import { makeSession } from '#lib/testing/session.ts'
import { readImageSchema } from './image-schema.ts'
import { valuesOf } from './image-values.ts'
import { countProblem, keyCaution, newKeyProblem, tagProblem, valueCaution, valueProblem } from './property-checks.ts'
import { cautionFor, mayChange, type Origin, originOf, type RuleContext } from './property-rules.ts'
import { Image } from './schemas.ts'

const image = (fields: Record<string, unknown> = {}) =>
  Image.parse({
    id: 'i',
    status: 'active',
    visibility: 'private',
    owner: 'p1',
    created_at: '2026-01-01T00:00:00Z',
    ...fields,
  })

const schema = readImageSchema({
  properties: {
    size: { readOnly: true },
    os_hash: { description: 'Digest (READ-ONLY)' },
    disk_format: { enum: [null, 'raw', 'qcow2'], description: 'Format of\n  the disk' },
    note: { description: 'A note' },
  },
  additionalProperties: { type: 'string' },
})

const context = (flavour: Flavour, more: Partial<RuleContext> = {}): RuleContext => ({
  session: makeSession({ flavour, roles: flavour === 'rackspace' ? ['identity:user-admin'] : ['member'] }),
  image: image(),
  schema,
  learned: new Map(),
  ...more,
})

const reason = (key: string, about: RuleContext) => {
  const verdict = mayChange(key, about)
  return verdict.ok ? null : verdict.reason
}

test('the schema says what is read-only in either dialect, which values there are, and what a key means', () => {
  expect([...schema.readOnly]).toEqual(['size', 'os_hash'])
  expect(schema.choices.get('disk_format')).toEqual(['raw', 'qcow2'])
  expect(schema.descriptions.get('os_hash')).toBe('Digest')
  expect(schema.descriptions.get('disk_format')).toBe('Format of the disk')
  expect(schema.isOpen).toBe(true)
  expect(readImageSchema({ properties: {}, additionalProperties: false }).isOpen).toBe(false)
})

test.each<[string, Flavour, Origin]>([
  ['name', 'openstack', 'base'],
  ['checksum', 'openstack', 'system'],
  ['os_glance_failed_import', 'openstack', 'system'],
  ['os_distro', 'rackspace', 'yours'],
  ['com.rackspace__1__options', 'rackspace', 'provider'],
  ['com.rackspace__1__options', 'openstack', 'yours'],
  ['org.openstack__1__os_version', 'rackspace', 'provider'],
])('%s on %s is %s', (key, flavour, origin) => {
  expect(originOf(key, flavour)).toBe(origin)
})

describe('what may be changed', () => {
  test.each<[string, RuleContext]>([
    ['os_distro', context('openstack')],
    ['min_disk', context('rackspace')],
    ['org.openstack__1__x', context('openstack')],
    ['com.rackspace__1__options', context('openstack')],
    ['disk_format', context('rackspace')],
    ['disk_format', context('openstack', { image: image({ status: 'queued' }) })],
    ['os_hidden', context('openstack')],
    // Protections that nobody documents: the cloud is asked.
    ['image_type', context('rackspace')],
  ])('%s', (key, about) => {
    expect(reason(key, about)).toBeNull()
  })

  test.each<[string, RuleContext, RegExp]>([
    ['os_glance_import_task', context('openstack'), /own imports/],
    ['checksum', context('openstack'), /Only the cloud writes/],
    ['deleted_at', context('openstack'), /reserves/],
    ['os_hash', context('openstack'), /read-only/],
    ['com.rackspace__1__source', context('rackspace'), /Only Rackspace/],
    ['org.openstack__1__os_distro', context('rackspace'), /Rackspace reserves/],
    ['disk_format', context('openstack'), /only while the image has none/],
    ['os_hidden', context('rackspace'), /no hidden images/],
    ['visibility', context('openstack'), /Actions menu/],
    ['note', context('openstack', { learned: new Map([['note', 'The cloud refused it.']]) }), /refused/],
    ['note', context('openstack', { image: image({ owner: 'other' }) }), /belongs to another project/],
    ['note', context('openstack', { session: makeSession({ roles: ['reader'] }) }), /Your role \(observer\)/],
    [
      'note',
      context('rackspace', { session: makeSession({ flavour: 'rackspace', roles: ['cloudImages:creator'] }) }),
      /Your role \(creator\)/,
    ],
  ])('not %s: %#', (key, about, words) => {
    expect(reason(key, about)).toMatch(words)
  })

  test('a format that may be changed although there is data comes with a warning', () => {
    expect(cautionFor('disk_format', context('rackspace'))).toMatch(/no longer boot/)
    expect(cautionFor('disk_format', context('rackspace', { image: image({ status: 'queued' }) }))).toBeNull()
    expect(cautionFor('min_disk', context('rackspace'))).toBeNull()
  })
})

describe('new properties', () => {
  const values = valuesOf(image({ Note: 'x' }))
  test.each(['note', 'a/b~c', 'ünï cöde', '__proto__', 'k'.repeat(255), '😀'.repeat(255)])('%j can be added', (key) => {
    expect(newKeyProblem(key, values, context('openstack'))).toBeNull()
  })
  test.each<[string, RegExp]>([
    ['', /needs a name/],
    [' note', /begin or end with a space/],
    ['a\nb', /control characters/],
    ['k'.repeat(256), /at most 255 characters; this has 256/],
    ['Note', /has a property of this name/],
    ['name', /every image has/],
    ['stores', /Only the cloud/],
    ['size', /Only the cloud/],
    ['location', /reserves/],
    ['os_glanceful', /own imports/],
  ])('%j cannot', (key, words) => {
    expect(newKeyProblem(key, values, context('openstack'))).toMatch(words)
  })
  test('a closed schema allows only what it names', () => {
    const closed = context('openstack', { schema: { ...schema, isOpen: false } })
    expect(newKeyProblem('note', values, closed)).toBeNull()
    expect(newKeyProblem('other', values, closed)).toMatch(/only the properties that its schema names/)
  })
  test('a name that differs in capitals only is cautioned', () => {
    expect(keyCaution('note', values)).toMatch(/Differs from Note in capitals only/)
    expect(keyCaution('Note', values)).toBeNull()
  })
})

describe('values and their number', () => {
  test.each<[string, Parameters<typeof valueProblem>[1], RegExp | null]>([
    ['name', 'n'.repeat(255), null],
    ['name', 'n'.repeat(256), /at most 255/],
    ['min_disk', 0, null],
    ['min_disk', 2 ** 31 - 1, null],
    ['min_disk', 2 ** 31, /whole number/],
    ['min_ram', -1, /whole number/],
    ['min_ram', 1.5, /whole number/],
    ['min_ram', Number.NaN, /whole number/],
    ['tags', ['a', 'b'], null],
    ['tags', Array.from({ length: 129 }, (_, at) => `t${at}`), /at most 128 tags; these are 129/],
    ['tags', ['t'.repeat(256)], /at most 255 characters/],
    ['note', 'v'.repeat(5_000), null],
  ])('%s %#', (key, value, words) => {
    expect(valueProblem(key, value) ?? 'no problem').toMatch(words ?? /^no problem$/)
  })
  test('a tag of nothing but spaces is none', () => {
    expect(tagProblem('  ')).toMatch(/at least one letter/)
  })
  test('characters that many databases cannot hold are cautioned upstream', () => {
    expect(valueCaution('party 🎉', 'openstack')).toMatch(/🎉/)
    expect(valueCaution('party 🎉', 'rackspace')).toBeNull()
    expect(valueCaution('größe 版本', 'openstack')).toBeNull()
  })
  test('128 properties beside what the service writes itself', () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, 'x']))
    expect(countProblem(valuesOf(image({ ...many(128), os_glance_failed_import: '' })))).toBeNull()
    expect(countProblem(valuesOf(image(many(130))))).toMatch(/would have 130. Remove 2/)
  })
})
