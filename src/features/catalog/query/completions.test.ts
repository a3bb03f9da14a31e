import { describe, expect, test } from 'vitest'

import { type CompletionSource, completionsAt } from './completions.ts'
import { parseQuery } from './parse-query.ts'
import { nastyTexts, queryPieces, randomText } from './query-fixtures.ts'

const present = new Map<string, Map<string, number>>([
  [
    'status',
    new Map([
      ['queued', 3],
      ['active', 900],
      ['acting_up', 1],
      ['pending_delete', 2],
    ]),
  ],
  [
    'tag',
    new Map([
      ['gold', 1200],
      ['golden, old', 7],
      ['old', 30],
    ]),
  ],
  ['visibility', new Map([['public', 12]])],
  ['ownership', new Map([['mine', 40]])],
])

const source: CompletionSource = {
  properties: [
    { key: 'os_version', count: 20, values: [] },
    {
      key: 'os_distro',
      count: 4100,
      values: [
        ['ubuntu', 3000],
        ['debian', 1000],
        ['Red Hat', 100],
      ],
    },
    { key: 'odd key', count: 1, values: [['x', 1]] },
    { key: 'size', count: 2, values: [['xl', 2]] },
    { key: 'trait:HW_GPU', count: 5, values: [['required', 5]] },
  ],
  values: (facet) => present.get(facet) ?? [],
}

/** With the cursor at the `|`: what is replaced, and what is offered. */
const offered = (marked: string) => {
  const cursor = marked.indexOf('|')
  const text = marked.replace('|', '')
  const completions = completionsAt(text, cursor, source)
  if (!completions) return null
  const { replace, items } = completions
  return { replaces: text.slice(replace.start, replace.end), inserts: items.map(({ insert }) => insert) }
}

describe('completionsAt', () => {
  test.each<[string, string, string[]]>([
    ['sta|', 'sta', ['status:']],
    ['web STA|', 'STA', ['status:']],
    ['-sta|', 'sta', ['status:']],
    ['st|', 'st', ['status:', 'store:']],
    ['os|', 'os', ['os:', 'os_hash_algo:', 'os_distro:', 'os_version:']],
    ['distr|', 'distr', ['os_distro:']],
    ['odd|', 'odd', ['"odd key":']],
    ['siz|', 'siz', ['size:', 'property.size:']],
    ['trait|', 'trait', ['"trait:HW_GPU":']],
    ['trait:H|', 'trait:H', ['"trait:HW_GPU":']],
    ['web sta| db', 'sta', ['status:']],
    ['st|at', 'stat', ['status:', 'store:']],
    [
      'status:|',
      '',
      [
        'active',
        'queued',
        'pending_delete',
        'acting_up',
        'saving',
        'uploading',
        'importing',
        'deactivated',
        'killed',
        'deleted',
      ],
    ],
    ['status:ac|', 'ac', ['active', 'acting_up', 'deactivated']],
    ['status:active,q|', 'q', ['queued']],
    [
      'status:active,|,killed',
      '',
      ['queued', 'pending_delete', 'acting_up', 'saving', 'uploading', 'importing', 'deactivated', 'deleted'],
    ],
    ['tag:g|', 'g', ['gold', '"golden, old"']],
    ['tag:"golde|', '"golde', ['"golden, old"']],
    ['tag:ol|', 'ol', ['old', 'gold', '"golden, old"']],
    ['os_distro:|', '', ['ubuntu', 'debian', '"Red Hat"']],
    ['-os_distro:re|', 're', ['"Red Hat"']],
    ['"odd key":|', '', ['x']],
    ['property.size:|', '', ['xl']],
    ['is:pub|', 'pub', ['public']],
    ['owner:m|', 'm', ['mine']],
    ['has:chec|', 'chec', ['checksum']],
    ['has:odd|', 'odd', ['"odd key"']],
    ['protected:|', '', ['yes', 'no']],
    ['size:|', '', ['>1GiB', '>10GiB', '<1GiB', '1GiB..10GiB']],
    ['size:>2|', '>2', ['>2GiB', '>2MiB', '>2TiB', '>2KiB', '>2GB', '>2MB', '>2TB', '>2KB']],
    ['size:1..2g|', '1..2g', ['1..2GiB', '1..2GB']],
    ['updated:<|', '<', ['<24h', '<7d', '<30d']],
    ['updated:>3|', '>3', ['>3d', '>3h', '>3w', '>3mo', '>3y', '>3m']],
  ])('%j', (marked, replaces, inserts) => expect(offered(marked)).toEqual({ replaces, inserts }))

  test.each(['|', 'web|', 'web |', 'sta |', '|sta', '"sta|', 'nokey:x|', 'name:x|', 'status|:x'])(
    'nothing at %j',
    (marked) => expect(offered(marked)).toBeNull(),
  )

  test('an offer says what it means and how many images have it', () => {
    const items = completionsAt('status:pend', 11, source)?.items
    expect(items).toEqual([{ insert: 'pending_delete', label: 'pending_delete', detail: '2', kind: 'value' }])
    expect(completionsAt('owner:shared', 12, source)?.items[0]).toMatchObject({ detail: '0' })
    expect(completionsAt('tag:gol', 7, source)?.items[0]).toMatchObject({
      label: 'gold',
      detail: '1,200',
      kind: 'value',
    })
    expect(completionsAt('distro', 6, source)?.items[0]).toMatchObject({
      detail: 'Property of 4,100 images',
      kind: 'key',
    })
    expect(completionsAt('size:>2G', 8, source)?.items[0]).toMatchObject({ detail: 'over 2 GiB', kind: 'operator' })
  })

  test('whatever is taken is understood', () => {
    const known = { hasProperty: (key: string) => Array.from(source.properties).some((one) => one.key === key) }
    for (const key of [
      'status:',
      'tag:',
      'os_distro:',
      'is:',
      'has:',
      'size:',
      'min_disk:',
      'updated:',
      'owner:',
      'list:',
    ]) {
      const completions = completionsAt(key, key.length, source)
      expect(completions?.items.length).toBeGreaterThan(0)
      for (const { insert } of completions?.items ?? []) {
        const { terms, problems } = parseQuery(key + insert, known)
        expect([key + insert, terms.length, problems]).toEqual([key + insert, 1, []])
      }
    }
  })

  test('any cursor in any text has an answer that replaces a part of it', () => {
    const random = Array.from({ length: 200 }, (_, seed) => randomText(seed + 1, queryPieces))
    for (const text of [...nastyTexts, ...random]) {
      for (let cursor = 0; cursor <= text.length; cursor += 1) {
        const replace = completionsAt(text, cursor, source)?.replace ?? { start: cursor, end: cursor }
        expect([text, replace.start <= cursor && cursor <= replace.end && replace.end <= text.length]).toEqual([
          text,
          true,
        ])
      }
    }
  })
})
