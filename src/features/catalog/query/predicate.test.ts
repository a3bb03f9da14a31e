import { describe, expect, test } from 'vitest'

import { parseQuery } from './parse-query.ts'
import { predicateOf } from './predicate.ts'
import { makeEntry, viewer } from './query-fixtures.ts'

const now = Date.UTC(2026, 4, 10, 12)
const gib = 2 ** 30

const entries = {
  ubuntu: makeEntry({
    id: 'AAAA-1',
    name: 'Web Server',
    visibility: 'public',
    owner: 'provider',
    os_distro: 'ubuntu',
    os_version: '24.04',
    size: 2 * gib,
    min_disk: 20,
    min_ram: 2048,
    disk_format: 'qcow2',
    container_format: 'bare',
    tags: ['Gold', 'a, b'],
    protected: true,
    checksum: 'd41d',
    os_hash_algo: 'sha512',
    os_hash_value: 'cf83',
    stores: 'ceph,file',
    created_at: '2026-05-01T00:00:00Z',
    updated_at: '2026-05-10T11:30:00Z',
  }),
  mine: makeEntry({
    id: 'bbbb-2',
    name: null,
    owner: 'me-1',
    status: 'queued',
    size: null,
    'odd key': 'x*y',
    os_distro: 'Ubuntu',
    os_version: '9',
    created_at: '2026-05-01T00:00:00Z',
    updated_at: '2026-05-08T12:00:00Z',
  }),
  shared: makeEntry(
    {
      id: 'cccc-3',
      name: 'E\u0301cole 19"',
      visibility: 'shared',
      owner: '12345',
      status: 'saving',
      size: 500e6,
      os_distro: 'myOS',
      os_version: 'rolling',
      created_at: '2026-04-30T23:59:59Z',
      updated_at: '2026-05-10T11:30:00.500000',
      os_hidden: true,
    },
    { region: 'LON', list: 'pending' },
  ),
}
type Name = keyof typeof entries
const names: Name[] = ['ubuntu', 'mine', 'shared']
const all = names

const found = (text: string): Name[] => {
  const { terms, problems } = parseQuery(text, { hasProperty: () => true })
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const tests = terms.map((term) => predicateOf(term, { viewer, now }))
  return names.filter((name) => tests.every((holds) => holds(entries[name])))
}

describe('predicateOf', () => {
  test.each<[string, Name[]]>([
    ['visibility:public,shared', ['ubuntu', 'shared']],
    ['is:PUBLIC', ['ubuntu']],
    ['-is:public', ['mine', 'shared']],
    ['status:queued', ['mine']],
    ['status:*', all],
    ['status:*ed', ['mine']],
    ['is:transition', ['mine', 'shared']],
    ['is:stuck', ['mine']],
    ['-is:stuck is:transition', ['shared']],
    ['is:stuck,public', ['ubuntu', 'mine']],
    ['kind:unknown', all],
    ['os:ubuntu', ['ubuntu', 'mine']],
    ['os:MYos', ['shared']],
    ['os:other', ['shared']],
    ['format:QCOW2', ['ubuntu']],
    ['format:*', ['ubuntu']],
    ['-format:qcow2', ['mine', 'shared']],
    ['container_format:bare', ['ubuntu']],
    ['os_hash_algo:sha512', ['ubuntu']],
    ['owner:me', ['mine']],
    ['owner:provider', ['ubuntu']],
    ['owner:12345', ['shared']],
    ['owner:me,12345', ['mine', 'shared']],
    ['-owner:me,12345', ['ubuntu']],
    ['owner:shared-with-me', ['shared']],
    ['tag:gold', ['ubuntu']],
    ['tag:"a, b"', ['ubuntu']],
    ['tag:gol', []],
    ['tag:g*', ['ubuntu']],
    ['tag:"g*"', []],
    ['-tag:*', ['mine', 'shared']],
    ['protected:yes', ['ubuntu']],
    ['is:protected', ['ubuntu']],
    ['-is:protected', ['mine', 'shared']],
    ['hidden:yes', ['shared']],
    ['store:file', ['ubuntu']],
    ['region:lon', ['shared']],
    ['list:pending', ['shared']],
    ['name:server', ['ubuntu']],
    ['name:école', ['shared']],
    ['name:19"', ['shared']],
    ['name:web*', ['ubuntu']],
    ['name:*', ['ubuntu', 'shared']],
    ['-has:name', ['mine']],
    ['id:aaaa', ['ubuntu']],
    ['id:AAAA-1', ['ubuntu']],
    ['id:1', []],
    ['id:*1', ['ubuntu']],
    ['checksum:D41D', ['ubuntu']],
    ['checksum:cf83', ['ubuntu']],
    ['checksum:d41', []],
    ['size:2GiB', ['ubuntu']],
    ['size:2147483648', ['ubuntu']],
    ['size:>=2GiB', ['ubuntu']],
    ['size:>2GiB', []],
    ['size:<2GiB', ['shared']],
    ['size:500MB', ['shared']],
    ['size:500MiB', []],
    ['size:400MB..1G', ['shared']],
    ['size:..2GiB', ['ubuntu', 'shared']],
    ['size:*', ['ubuntu', 'shared']],
    ['-size:*', ['mine']],
    ['-size:>1', ['mine']],
    ['min_disk:>=20', ['ubuntu']],
    ['min_disk:0', ['mine', 'shared']],
    ['min_ram:2048', ['ubuntu']],
    ['min_ram:2GiB', ['ubuntu']],
    ['updated:<30d', all],
    ['updated:<1h', ['ubuntu', 'shared']],
    ['updated:<30m', ['ubuntu', 'shared']],
    ['updated:>30m', ['mine']],
    ['updated:<29m', []],
    ['updated:>24h', ['mine']],
    ['updated:1h..3d', ['mine']],
    ['updated:2026-05-08', ['mine']],
    ['updated:2026-05-10T11:30:00Z', ['ubuntu', 'shared']],
    ['updated:>=2026-05-10', ['ubuntu', 'shared']],
    ['created:2026-05', ['ubuntu', 'mine']],
    ['created:<2026-05', ['shared']],
    ['created:<=2026-04', ['shared']],
    ['created:>2026-04', ['ubuntu', 'mine']],
    ['created:2026-04-30..2026-05-01', all],
    ['created:2025', []],
    ['updated:>99999y', []],
    ['updated:<99999y', all],
    ['created:<9999', all],
    ['created:>9999', []],
    ['os_distro:ubuntu', ['ubuntu', 'mine']],
    ['os_distro:ubun', []],
    ['os_distro:*bun*', ['ubuntu', 'mine']],
    ['os_version:>10', ['ubuntu']],
    ['os_version:9..24.04', ['ubuntu', 'mine']],
    ['os_version:<=9,rolling', ['mine', 'shared']],
    ['-os_version:>10', ['mine', 'shared']],
    ['"odd key":"x*y"', ['mine']],
    ['"odd key":*', ['mine']],
    ['has:"odd key"', ['mine']],
    ['has:odd*', ['mine']],
    ['has:os_distro,tags', all],
    ['has:tags', ['ubuntu']],
    ['has:hash,store,min_disk', ['ubuntu']],
    ['has:virtual_size', []],
    ['has:toString', []],
    ['property.status:active', []],
    ['property.constructor:*', []],
    ['-web', ['mine', 'shared']],
    ['-"web server"', ['mine', 'shared']],
    ['-gold', ['mine', 'shared']],
    ['-os_distro=ubuntu', ['shared']],
    ['-cccc', ['ubuntu', 'mine']],
    ['os_distro:ubuntu size:>1 -tag:silver', ['ubuntu']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))

  test('on a Rackspace account, a private image of another owner is shared with it', () => {
    const [term] = parseQuery('owner:shared-with-me', { hasProperty: () => false }).terms
    const entry = makeEntry({ owner: 'other' })
    expect(predicateOf(term!, { viewer: { account: 'me-1', flavour: 'rackspace' }, now })(entry)).toBe(true)
    expect(predicateOf(term!, { viewer, now })(entry)).toBe(false)
  })

  test('a public image of the hidden list is nonstandard on Rackspace', () => {
    const [term] = parseQuery('kind:standard', { hasProperty: () => false }).terms
    const holds = predicateOf(term!, { viewer: { account: 'me-1', flavour: 'rackspace' }, now })
    expect(holds(makeEntry({ visibility: 'public' }))).toBe(true)
    expect(holds(makeEntry({ visibility: 'public' }, { list: 'hidden' }))).toBe(false)
  })

  test('the catalog’s own text of a row serves when there is one', () => {
    const [term] = parseQuery('-web', { hasProperty: () => false }).terms
    const holds = predicateOf(term!, { viewer, now, haystackOf: ({ region }) => (region === 'DFW' ? 'a web' : '') })
    expect([holds(makeEntry()), holds(makeEntry({ name: 'web' }, { region: 'LON' }))]).toEqual([false, true])
  })

  test('a column of more distinct texts than are remembered is still judged right', () => {
    const [term] = parseQuery('name:7', { hasProperty: () => false }).terms
    const holds = predicateOf(term!, { viewer, now })
    const numbers = Array.from({ length: 2_000 }, (_, at) => String(at))
    expect(numbers.filter((name) => holds(makeEntry({ name })))).toEqual(numbers.filter((name) => name.includes('7')))
  })
})
