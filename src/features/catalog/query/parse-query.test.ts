import { describe, expect, test } from 'vitest'

import { describeTerm } from './describe-term.ts'
import { parseQuery } from './parse-query.ts'
import { predicateOf } from './predicate.ts'
import { makeEntry, nastyTexts, queryPieces, randomText, viewer } from './query-fixtures.ts'
import { plainWords } from './tokens.ts'

const properties = new Set(['os_distro', 'odd key', 'trait:HW', 'a/b.c~d', 'region', 'says "hi"', '-minus'])
const known = { hasProperty: (key: string) => properties.has(key) }

const read = (text: string) => {
  const { text: words, terms, problems } = parseQuery(text, known)
  const chips = terms.map((term) => {
    const { label, value, negated } = describeTerm(term)
    return `${label}${negated ? ' not' : ''}: ${value}`
  })
  return { words, chips, problems: problems.map(({ span, severity }) => [text.slice(span.start, span.end), severity]) }
}

describe('parseQuery', () => {
  test.each<[string, string[]]>([
    ['status:active', ['Status: Active']],
    ['STATUS:Active,"pending delete"', ['Status: Active or Pending delete']],
    ['-status:killed', ['Status not: Killed']],
    ['visibility:public', ['Visibility: Public']],
    ['kind:nonstandard', ['Kind: Nonstandard']],
    ['os:"Red Hat Enterprise Linux",ubuntu', ['Operating system: Red Hat Enterprise Linux or Ubuntu']],
    ['format:qcow2 disk_format:raw', ['Disk format: qcow2', 'Disk format: raw']],
    ['container_format:bare', ['Container format: bare']],
    ['owner:me', ['Owner: Mine']],
    ['owner:me,12345', ['Owner: Mine or 12345']],
    ['owner:shared-with-me,other', ['Owner: Shared with me or Other owners']],
    ['tag:gold,"a, b" tag:web*', ['Tag: gold or a, b', 'Tag: web*']],
    ['store:ceph stores:ceph', ['Store: ceph', 'Store: ceph']],
    ['region:DFW', ['Region: DFW']],
    ['list:pending', ['List: Pending']],
    ['protected:yes', ['Protected: Yes']],
    ['is:protected -is:protected', ['Protected: Yes', 'Protected: No']],
    ['-hidden:yes hidden:TRUE', ['Hidden: No', 'Hidden: Yes']],
    ['is:public,shared', ['Visibility: Public or Shared']],
    ['is:mine is:standard is:active', ['Owner: Mine', 'Kind: Standard', 'Status: Active']],
    ['is:stuck,transition', ['Is: Stuck or In transition']],
    ['is:public,protected', ['Is: Public or Protected']],
    ['-is:stuck', ['Is not: Stuck']],
    ['has:tags,checksum', ['Has: tags or a checksum']],
    ['-has:os_distro', ['Has not: the property os_distro']],
    ['has:hw_*', ['Has: the property hw_*']],
    ['name:web', ['Name: contains “web”']],
    ['name:web*,db*', ['Name: web* or db*']],
    ['id:abc', ['ID: starts with “abc”']],
    ['checksum:*', ['Checksum: any value']],
    ['size:>2GiB', ['Size: over 2 GiB']],
    ['size:500mb..1.5t', ['Size: 500 MB to 1.5 TiB']],
    ['size:0', ['Size: 0 B']],
    ['size:..1k size:1k..', ['Size: at most 1 KiB', 'Size: at least 1 KiB']],
    ['size:<1GB,>=1TB', ['Size: under 1 GB or at least 1 TB']],
    ['virtual_size:* -size:*', ['Virtual size: any value', 'Size not: any value']],
    ['min_disk:>20 min_ram:<=512', ['Min disk: over 20 GiB', 'Min RAM: at most 512 MiB']],
    ['min_ram:2GiB', ['Min RAM: 2 GiB']],
    ['updated:<30d', ['Updated: within 30 days']],
    ['updated:1h', ['Updated: within 1 hour']],
    ['created:>1y', ['Created: more than 1 year ago']],
    ['updated:7d..4w', ['Updated: 7 days to 4 weeks ago']],
    ['updated:..6mo', ['Updated: within 6 months']],
    ['created:2026', ['Created: in 2026']],
    ['created:2026-05', ['Created: in May 2026']],
    ['created:2026-05-03', ['Created: on 3 May 2026']],
    ['created:>2026-05', ['Created: after May 2026']],
    ['created:2026-01..2026-03', ['Created: January 2026 to March 2026']],
    ['created:<=2026-05-03T10:00:00Z', ['Created: until 2026-05-03 10:00:00 UTC']],
    ['created:"2026-05-03 10:00"', ['Created: at 2026-05-03 10:00:00 UTC']],
    ['created_at:*', ['Created: any value']],
    ['os_distro:ubuntu,"Red Hat"', ['os_distro: ubuntu or Red Hat']],
    ['os_distro:*', ['os_distro: any value']],
    ['os_distro:>=20', ['os_distro: at least 20']],
    ['os_distro:20..24', ['os_distro: 20 to 24']],
    ['os_distro:../x', ['os_distro: ../x']],
    ['os_distro:">20"', ['os_distro: >20']],
    ['os_distro:""', ['os_distro: empty']],
    ['"odd key":x', ['odd key: x']],
    ['"says ""hi""":x', ['says "hi": x']],
    ['-"odd key":x', ['odd key not: x']],
    ['"-minus":x', ['-minus: x']],
    ['a/b.c~d:x', ['a/b.c~d: x']],
    ['trait:HW:required', ['trait:HW: required']],
    ['"trait:HW":"a b"', ['trait:HW: a b']],
    ['property.region:x', ['region: x']],
    ['"property.odd key":x', ['odd key: x']],
    ['-web -"a b"', ['Text not: “web”', 'Text not: “a b”']],
  ])('%j', (text, chips) => expect(read(text)).toEqual({ words: [], chips, problems: [] }))

  test.each<[string, string[], string[]]>([
    ['http://x 12:30', ['http://x', '12:30'], ['http://x', '12:30']],
    ['nokey:"a b" status:active', ['nokey:"a', 'b"'], ['nokey:"a b"']],
    ['"no key":x', ['no key', ':x'], ['"no key":x']],
    ['a::b', ['a::b'], ['a::b']],
  ])('%j is plain text, with a note', (text, words, noted) => {
    expect(read(text)).toMatchObject({ words, problems: noted.map((part) => [part, 'note']) })
  })

  test.each<[string, string]>([
    ['size:>banana', 'A size reads 500MB, 2GiB, >2GiB, <=1TiB or 1GiB..4GiB.'],
    ['size:-5', 'A size reads'],
    ['size:1GiB..x', 'A size reads'],
    ['size:>1GiB,banana', 'A size reads'],
    ['size:1xb', 'A size reads'],
    ['min_disk:big', 'A minimum disk is in GiB'],
    ['min_ram:big', 'A minimum RAM is in MiB'],
    ['updated:soon', 'A date reads'],
    ['updated:2026-13', 'A date reads'],
    ['updated:2026-02-30', 'A date reads'],
    ['updated:2026..30d', 'A date reads'],
    ['updated:>', 'A date reads'],
    ['kind:odd', 'Kind is one of standard, nonstandard, unknown.'],
    ['list:odd', 'List is one of default, community, hidden, pending, rejected.'],
    ['protected:perhaps', 'Protected is one of yes, no.'],
    ['is:odd', '“is:” knows public'],
    ['has:member', 'The list of images does not say which have members'],
    ['os_distro:>banana', 'After a comparison comes a number'],
  ])('%j is an error, and the rest still holds', (part, message) => {
    const text = `web ${part} tag:gold`
    const { problems } = parseQuery(text, known)
    expect(read(text)).toMatchObject({ words: ['web'], chips: ['Tag: gold'], problems: [[part, 'error']] })
    expect(problems[0]?.message).toContain(message)
  })

  test.each(['status:', 'size:', '-os_distro:', 'updated:,'])('%j waits for its value, with a note', (part) => {
    expect(read(`web ${part}`)).toEqual({ words: ['web'], chips: [], problems: [[part, 'note']] })
  })

  test.each(['has:nokey', 'property.nokey:x'])('%j counts, and says that no image has such a property', (part) => {
    const { chips, problems } = read(part)
    expect([chips.length, problems]).toEqual([1, [[part, 'note']]])
  })

  test('terms know their place', () => {
    const text = 'web -status:killed "a b" "odd key":"x y"'
    expect(parseQuery(text, known).terms.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      '-status:killed',
      '"odd key":"x y"',
    ])
  })

  test.each(nastyTexts)('has a reading, words and predicates: %j', (text) => {
    for (const hasProperty of [() => true, () => false]) {
      const query = parseQuery(text, { hasProperty })
      for (const term of query.terms) {
        expect(describeTerm(term).value).not.toBe('')
        expect(typeof predicateOf(term, { viewer, now: 0 })(makeEntry())).toBe('boolean')
      }
    }
  })

  test('random texts have a reading', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const { terms } = parseQuery(randomText(seed, queryPieces), known)
      const verdicts = terms.map((term) => predicateOf(term, { viewer, now: 0 })(makeEntry()))
      expect(verdicts.every((verdict) => typeof verdict === 'boolean')).toBe(true)
    }
  })

  test('without a pair, text is its plain words', () => {
    const plain = Array.from({ length: 500 }, (_, seed) => randomText(seed, queryPieces).replaceAll(/[:-]/g, ' '))
    for (const text of plain) {
      const { text: words, terms, problems } = parseQuery(text, known)
      expect([text, words, terms, problems]).toEqual([text, [...new Set(plainWords(text))], [], []])
    }
  })
})
