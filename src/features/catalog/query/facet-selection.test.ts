import { describe, expect, test } from 'vitest'

import { facetSelectionOf, facetTermOf, removeTerm, setFacetValues, toggleFacetValue } from './facet-selection.ts'
import { isSameFacetValue, type QueryFacet, queryFacet, queryFacetNames } from './facets.ts'
import { parseQuery } from './parse-query.ts'
import { nastyTexts, queryPieces, randomBelow, randomText } from './query-fixtures.ts'

const known = { hasProperty: (key: string) => key === 'os_distro' || key === 'odd key' }
const selectionIn = (text: string, facet: QueryFacet) => facetSelectionOf(parseQuery(text, known), facet)

describe('facetSelectionOf', () => {
  test.each<[string, QueryFacet, string[]]>([
    ['', 'status', []],
    ['status:Active,QUEUED', 'status', ['active', 'queued']],
    ['-status:active', 'status', []],
    ['status:act* status:queued', 'status', ['queued']],
    ['status:active status:queued', 'status', ['active']],
    ['is:active', 'status', ['active']],
    ['is:active,public', 'status', []],
    ['owner:me', 'ownership', ['mine']],
    ['owner:me,123', 'ownership', []],
    ['-is:protected', 'protected', ['no']],
    ['tag:"a, b",c', 'tag', ['a, b', 'c']],
    ['os:Ubuntu', 'os', ['ubuntu']],
    ['"status:active"', 'status', []],
  ])('%j, %s: %j', (text, facet, values) => expect(selectionIn(text, facet)).toEqual(values))

  test('the term that holds it is the first that can', () => {
    const query = parseQuery('-tag:x tag:y* tag:z tag:w', known)
    expect(facetTermOf(query, 'tag')?.span).toEqual({ start: 14, end: 19 })
    expect(facetTermOf(query, 'status')).toBeNull()
  })
})

describe('toggleFacetValue', () => {
  test.each<[string, QueryFacet, string, string]>([
    ['', 'status', 'active', 'status:active'],
    ['web', 'status', 'active', 'web status:active'],
    ['web  ', 'status', 'active', 'web status:active'],
    ['web status:active db', 'status', 'queued', 'web status:active,queued db'],
    ['web status:Active,queued db', 'status', 'active', 'web status:queued db'],
    ['web status:active db', 'status', 'active', 'web db'],
    ['status:active db', 'status', 'active', 'db'],
    ['db status:active', 'status', 'active', 'db'],
    ['status:active', 'status', 'active', ''],
    ['STATUS:Active', 'status', 'queued', 'STATUS:Active,queued'],
    ['disk_format:raw', 'disk_format', 'iso', 'disk_format:raw,iso'],
    ['web disk_format: x', 'disk_format', 'iso', 'web disk_format:iso x'],
    ['is:public x', 'visibility', 'shared', 'visibility:public,shared x'],
    ['is:public x', 'visibility', 'public', 'x'],
    ['is:protected', 'protected', 'yes', ''],
    ['is:protected', 'protected', 'no', 'protected:yes,no'],
    ['-is:protected', 'protected', 'no', ''],
    ['-protected:yes', 'protected', 'yes', 'protected:no,yes'],
    ['owner:me', 'ownership', 'provider', 'owner:me,provider'],
    ['owner:123', 'ownership', 'mine', 'owner:123 owner:mine'],
    ['-status:killed', 'status', 'killed', '-status:killed status:killed'],
    ['"web ser', 'status', 'active', 'status:active "web ser'],
    ['tag:"web ser', 'status', 'active', 'status:active tag:"web ser'],
    ['tag:"web ser', 'tag', 'x', 'tag:"web ser",x'],
    ['tag:"web ser"', 'tag', 'WEB ser', ''],
    ['', 'tag', 'a, "b"', 'tag:"a, ""b"""'],
    ['', 'tag', '*', 'tag:"*"'],
    ['', 'tag', '', 'tag:""'],
    ['status:', 'status', 'active', 'status:active'],
  ])('%j, %s %j gives %j', (text, facet, value, expected) => {
    expect(toggleFacetValue(text, facet, value)).toBe(expected)
  })

  test.each(nastyTexts)('a value toggled in and out of %j', (text) => {
    const [before] = selectionIn(text, 'store')
    const once = toggleFacetValue(text, 'store', 'ceph "x", y')
    expect(selectionIn(once, 'store')).toEqual([...(before === undefined ? [] : [before]), 'ceph "x", y'])
    expect(selectionIn(toggleFacetValue(once, 'store', 'ceph "x", y'), 'store')).toEqual(selectionIn(text, 'store'))
  })
})

const someValues = [
  'active',
  'gold',
  'a b',
  'a,b',
  '"',
  'x"y',
  '*',
  'a*',
  '>5',
  '1..2',
  '',
  ' ',
  '-a',
  'a:b',
  'é',
  'של',
  '<b>',
  '\ud800',
  '=',
]

/** Values a facet can have, told apart from each other as the facet does. */
const valuesFor = (facet: QueryFacet, below: (limit: number) => number) => {
  const possible = queryFacet(facet).values ?? someValues
  const chosen = Array.from({ length: 1 + below(3) }, () => possible[below(possible.length)] ?? '')
  return chosen.filter((value, at) => chosen.findIndex((one) => isSameFacetValue(facet, one, value)) === at)
}

/** What a query says but for one facet's selection. */
const meaningBut = (text: string, facet: QueryFacet) => {
  const query = parseQuery(text, known)
  const selection = facetTermOf(query, facet)
  return {
    text: query.text,
    terms: query.terms.filter((term) => term !== selection).map(({ span: _span, ...meaning }) => meaning),
  }
}

describe('setFacetValues', () => {
  test('any values put into any text are read back, and the rest means what it did', () => {
    for (let seed = 1; seed <= 1_500; seed += 1) {
      const below = randomBelow(seed)
      const text = randomText(seed, queryPieces)
      const facet = queryFacetNames[below(queryFacetNames.length)] ?? 'tag'
      const values = valuesFor(facet, below)
      const changed = setFacetValues(text, facet, values)
      const canonical = values.map((value) => queryFacet(facet).canonical(value))
      expect([text, selectionIn(changed, facet)]).toEqual([text, canonical])
      expect([text, changed, meaningBut(changed, facet)]).toEqual([text, changed, meaningBut(text, facet)])
      expect(setFacetValues(changed, facet, values)).toBe(changed)
    }
  })

  test('no values take the term away, and its space', () => {
    expect(setFacetValues('a status:active b', 'status', [])).toBe('a b')
    expect(setFacetValues('a  b', 'status', [])).toBe('a  b')
  })
})

describe('removeTerm', () => {
  test.each<[string, string, string]>([
    ['web size:>1 db', 'size:>1', 'web db'],
    ['web   size:>1   db', 'size:>1', 'web db'],
    ['size:>1 db', 'size:>1', 'db'],
    ['"a"size:>1', 'size:>1', '"a"'],
    ['"a"size:>1 "b":c', 'size:>1', '"a" "b":c'],
  ])('%j without %j is %j', (text, part, expected) => {
    const start = text.indexOf(part)
    expect(removeTerm(text, { start, end: start + part.length })).toBe(expected)
  })

  test('any term of any text can go, and the others stay', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const text = randomText(seed, queryPieces)
      const { terms, text: words } = parseQuery(text, known)
      const [gone, ...rest] = terms
      if (!gone) continue
      const left = parseQuery(removeTerm(text, gone.span), known)
      const meanings = (all: typeof terms) => all.map(({ span: _span, ...meaning }) => meaning)
      const sameToken = rest.filter((term) => term.span.start !== gone.span.start)
      expect([text, left.text, meanings(left.terms)]).toEqual([text, words, meanings(sameToken)])
    }
  })
})
