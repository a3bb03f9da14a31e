/** What the values of a pair mean under its key, or why they mean nothing. */
import { ownerships } from '#api/image-facts.ts'

import { comparable } from './comparable.ts'
import { dateRange } from './date-range.ts'
import { type QueryFacet, queryFacet } from './facets.ts'
import { type QuantityFieldName, quantityFields } from './fields.ts'
import { flagOf, havableOf } from './flags.ts'
import { numberRange, sizeRange } from './number-range.ts'
import { exactPattern, hasWildcard, isAnyValue, patternOf, type TextPattern } from './pattern.ts'

import type { KeyTarget } from './resolve-key.ts'
import type { Flag, Had, TermMeaning } from './terms.ts'
import type { ValueItem } from './tokens.ts'

/** A value that cannot be understood, and the sentence that says what can. */
interface Misread {
  item: ValueItem
  message: string
}

export type Reading = { meaning: TermMeaning } | { misread: Misread }

const misread = (item: ValueItem, message: string): Reading => ({ misread: { item, message } })

const sizeHelp = 'A size reads 500MB, 2GiB, >2GiB, <=1TiB or 1GiB..4GiB.'
const quantityHelp: Readonly<Record<QuantityFieldName, string>> = {
  size: sizeHelp,
  virtual_size: sizeHelp,
  min_disk: 'A minimum disk is in GiB and reads 20, >20, <=40 or 10..40.',
  min_ram: 'A minimum RAM is in MiB and reads 512, >512, <=2048, 2GiB or 512..2048.',
}
const dateHelp =
  'A date reads 2026-05, 2026-05-03, >2026-05 or 2026-01..2026-03; an age <30d (younger), >12h, >6mo or >1y (older).'
const flagHelp =
  '“is:” knows public, private, shared, community, mine, protected, hidden, standard, nonstandard, transition, stuck and every status.'
const memberHelp = 'The list of images does not say which have members; “Shared by me” does.'
const numberHelp = 'After a comparison comes a number; to find the text itself, put it in quotes.'

/** Every value read, or the first that cannot be. */
const readAll = <Read>(items: readonly ValueItem[], read: (item: ValueItem) => Read | null) => {
  const all: Read[] = []
  for (const item of items) {
    const one = read(item)
    if (one === null) return { failed: item }
    all.push(one)
  }
  return { all }
}

const facetPattern = (facet: QueryFacet, item: ValueItem): TextPattern => {
  const pattern = patternOf(item)
  return hasWildcard(pattern) ? pattern : exactPattern(queryFacet(facet).canonical(item.text))
}

const readOwner = (items: readonly ValueItem[]): Reading => {
  const patterns = items.map((item) => facetPattern('ownership', item))
  const named = patterns.map((pattern) => ownerships.find((word) => word === pattern.chunks.join('*')))
  const words = named.filter((word) => word !== undefined)
  if (words.length === items.length) return { meaning: { kind: 'facet', facet: 'ownership', values: patterns } }
  const accounts = items.filter((_item, at) => named[at] === undefined).map(patternOf)
  return { meaning: { kind: 'owner', ownerships: words, accounts } }
}

const readFacet = (facet: QueryFacet, items: readonly ValueItem[]): Reading => {
  if (facet === 'ownership') return readOwner(items)
  const { title, values } = queryFacet(facet)
  const patterns = items.map((item) => facetPattern(facet, item))
  const unknownAt = patterns.findIndex((pattern) => values && !hasWildcard(pattern) && !values.includes(pattern.text))
  const unknown = items[unknownAt]
  if (unknown && values) return misread(unknown, `${title} is one of ${values.join(', ')}.`)
  return { meaning: { kind: 'facet', facet, values: patterns } }
}

/** Whether a flag of another facet is among them, so that they cannot be one facet's selection. */
const sharedFacet = (flags: readonly Flag[]) => {
  const facets = new Set(flags.map((flag) => (flag.kind === 'facet' ? flag.facet : null)))
  const [facet = null] = facets
  return facets.size === 1 ? facet : null
}

const readFlags = (items: readonly ValueItem[]): Reading => {
  const { all: flags, failed } = readAll(items, ({ text }) => flagOf(text))
  if (failed) return misread(failed, flagHelp)
  const facet = sharedFacet(flags)
  if (!facet) return { meaning: { kind: 'is', flags } }
  const values = flags.map((flag) => exactPattern(flag.kind === 'facet' ? flag.value : ''))
  return { meaning: { kind: 'facet', facet, values } }
}

const readHas = (items: readonly ValueItem[]): Reading => {
  const member = items.find(({ text }) => /^members?$/.test(comparable(text)))
  if (member) return misread(member, memberHelp)
  const had = items.map((item): Had => {
    const fact = havableOf(item.text)
    return fact ? { kind: 'fact', fact } : { kind: 'property', key: patternOf(item) }
  })
  return { meaning: { kind: 'has', had } }
}

const isLoneStar = (item: ValueItem) => isAnyValue(patternOf(item))

const readProperty = (key: string, items: readonly ValueItem[]): Reading => {
  const wordless = items.find((item) => !item.isQuoted && /^[<>]/.test(item.text) && !numberRange(item.text))
  if (wordless) return misread(wordless, numberHelp)
  const compared = (item: ValueItem) => !item.isQuoted && /^[<>]|\.\./.test(item.text)
  const rangeOf = (item: ValueItem) => (compared(item) ? numberRange(item.text) : null)
  const ranges = items.map(rangeOf).filter((range) => range !== null)
  const values = items.filter((item) => rangeOf(item) === null).map(patternOf)
  return { meaning: { kind: 'property', key, values, ranges } }
}

/** @param items at least one */
export const readPair = (target: KeyTarget, items: readonly ValueItem[]): Reading => {
  switch (target.kind) {
    case 'facet':
      return readFacet(target.facet, items)
    case 'is':
      return readFlags(items)
    case 'has':
      return readHas(items)
    case 'text':
      return { meaning: { kind: 'field', field: target.field, values: items.map(patternOf) } }
    case 'property':
      return readProperty(target.key, items)
    case 'quantity': {
      const { field } = target
      const { unit } = quantityFields[field]
      const ranged = items.filter((item) => !isLoneStar(item))
      const { all: ranges, failed } = readAll(ranged, ({ text }) => sizeRange(text, unit))
      if (failed) return misread(failed, quantityHelp[field])
      return { meaning: { kind: 'quantity', field, ranges, isAnyKnown: ranged.length < items.length } }
    }
    case 'date': {
      const ranged = items.filter((item) => !isLoneStar(item))
      const { all: ranges, failed } = readAll(ranged, ({ text }) => dateRange(text))
      if (failed) return misread(failed, dateHelp)
      return { meaning: { kind: 'date', field: target.field, ranges, isAnyKnown: ranged.length < items.length } }
    }
    default:
      return target satisfies never
  }
}
