import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { commonProperties } from './common-properties.ts'
import { vocabularyQuery } from './metadefs.ts'
import { readPasted } from './pasted-properties.ts'
import { makeVocabulary, meaningCaution, type PropertyMeaning } from './vocabulary.ts'

afterEach(() => vi.unstubAllGlobals())

/** A cloud that answers by path below `/v2`, and says what it was asked. */
function cloudOf(answers: Record<string, unknown>) {
  const asked: string[] = []
  vi.stubGlobal('document', { baseURI: 'http://dashboard.test/' })
  vi.stubGlobal('fetch', (input: URL) => {
    const path = decodeURIComponent(`${input.pathname}${input.search}`.split('/v2')[1] ?? '')
    asked.push(path)
    const answer = answers[path]
    return Promise.resolve(answer === undefined ? new Response('', { status: 404 }) : Response.json(answer))
  })
  return asked
}

const read = (flavour: 'rackspace' | 'openstack') => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return client.fetchQuery(vocabularyQuery(makeSession({ flavour }), 'north'))
}

const LIST = '/metadefs/namespaces?resource_types=OS::Glance::Image&limit=100'

test('definitions come from every page of namespaces, grouped, with objects as groups and the server’s prefixes', async () => {
  cloudOf({
    [LIST]: { namespaces: [{ namespace: 'B' }], next: '/v2/whatever' },
    [`${LIST}&marker=B`]: { namespaces: [{ namespace: 'A' }] },
    '/metadefs/namespaces/A?resource_type=OS::Glance::Image': {
      namespace: 'A',
      display_name: 'Hardware',
      description: 'Of the guest',
      properties: {
        hw_cores: { title: 'Cores', type: 'integer', minimum: 1, default: 1 },
        hw_on: { title: 'On', type: 'boolean' },
        hw_modes: { title: 'Modes', type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
      },
      objects: [{ name: 'Extra', properties: { hw_cores: { title: 'Again' }, hw_x: { enum: ['1', 2] } } }],
      tags: [{ name: 'gold' }],
    },
    '/metadefs/namespaces/B?resource_type=OS::Glance::Image': { namespace: 'B', tags: [{ name: 'gold' }] },
  })
  const { groups, tags, byKey } = await read('openstack')
  expect(groups.map(({ title, properties }) => [title, properties.map(({ key }) => key)])).toEqual([
    ['Hardware', ['hw_cores', 'hw_on', 'hw_modes']],
    ['Hardware: Extra', ['hw_x']],
  ])
  expect(tags).toEqual(['gold'])
  expect(byKey.get('hw_cores')).toMatchObject({ title: 'Cores', type: 'integer', minimum: 1, usual: '1' })
  expect(byKey.get('hw_modes')).toMatchObject({ type: 'list', choices: ['a', 'b'] })
  expect(byKey.get('hw_x')).toMatchObject({ title: 'hw_x', type: 'string', choices: ['1', '2'] })
})

test('a cloud without definitions, and Rackspace without being asked, has the common ones', async () => {
  const asked = cloudOf({ [LIST]: { namespaces: [] } })
  expect((await read('openstack')).byKey.has('hw_disk_bus')).toBe(true)
  expect(asked).toEqual([LIST])
  cloudOf({})
  expect((await read('openstack')).byKey.has('hw_disk_bus')).toBe(true)
  expect((await read('rackspace')).byKey.get('os_distro')?.choices).toContain('freebsd')
})

test('the common properties explain each key once', () => {
  for (const flavour of ['rackspace', 'openstack'] as const) {
    const keys = commonProperties(flavour).flatMap(({ properties }) => properties.map(({ key }) => key))
    expect(new Set(keys).size).toBe(keys.length)
    expect(makeVocabulary(commonProperties(flavour)).byKey.size).toBe(keys.length)
  }
})

describe('values that are unusual', () => {
  const meaning = (more: Partial<PropertyMeaning>): PropertyMeaning => ({
    key: 'k',
    title: 'k',
    description: '',
    type: 'string',
    choices: [],
    ...more,
  })
  test.each<[string, Partial<PropertyMeaning>, RegExp | null]>([
    ['anything', {}, null],
    ['', { type: 'integer' }, null],
    ['4', { type: 'integer', minimum: 1, maximum: 4 }, null],
    ['0', { type: 'integer', minimum: 1 }, /1 or more/],
    ['5', { type: 'integer', maximum: 4 }, /4 or less/],
    ['1.5', { type: 'integer' }, /whole number/],
    ['1.5', { type: 'number' }, null],
    ['four', { type: 'number' }, /a number/],
    ['True', { type: 'boolean' }, null],
    ['maybe', { type: 'boolean' }, /true or false/],
    ['kvm', { choices: ['kvm', 'qemu'] }, null],
    ['vbox', { choices: ['kvm', 'qemu'] }, /“vbox” is none/],
    ['a, b', { type: 'list', choices: ['a', 'b'] }, null],
    ['a,c', { type: 'list', choices: ['a', 'b'] }, /“c” is none/],
  ])('%j %j', (text, more, words) => {
    expect(meaningCaution(text, meaning(more)) ?? 'usual').toMatch(words ?? /^usual$/)
  })
})

describe('pasted text', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['os_distro=ubuntu\n\n# a note\r\n note = two words ', { os_distro: 'ubuntu', note: 'two words' }, []],
    ['--property os_distro=\'ubuntu\' \\\n--property "note=a b"', { os_distro: 'ubuntu', note: 'a b' }, []],
    ['a=b=c\na=d', { a: 'd' }, []],
    ['empty=', { empty: '' }, []],
    ['nothing here\n=x\nok=1', { ok: '1' }, ['Line 1 is no key=value.', 'Line 2 is no key=value.']],
    ['{"a":"x","n":3,"b":true,"gone":null}', { a: 'x', n: '3', b: 'true' }, []],
    ['{"properties":{"a":"x"},"tags":["t"]}', { a: 'x' }, ['tags is a list, not a text.']],
    ['', {}, []],
  ])('%j', (text, properties, problems) => {
    const pasted = readPasted(text)
    expect(Object.fromEntries(pasted.properties)).toEqual(properties)
    expect(pasted.problems).toEqual(problems)
  })
  test('JSON that is none says so', () => {
    expect(readPasted('{"a":').problems[0]).toMatch(/^This is not valid JSON/)
  })
})
