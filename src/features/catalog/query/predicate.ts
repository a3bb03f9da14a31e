/** Whether an image of the catalog satisfies a term. Compiled once per term, then asked for every row. */
import { baseKeys, customProperties, isTransition, ownership } from '#api/image-facts.ts'
import { operatingSystem } from '#api/operating-system.ts'
import { stuckSince } from '#api/stuck.ts'

import { comparable } from './comparable.ts'
import { datePredicate } from './date-predicate.ts'
import { queryFacet } from './facets.ts'
import { quantityFields } from './fields.ts'
import { isInRange, numberOf } from './number-range.ts'
import { exactPattern, hasWildcard, isAnyValue, matchesPattern, type TextPattern } from './pattern.ts'

import type { CatalogEntry } from '#api/catalog-entry.ts'
import type { Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
import type { QueryFacet } from './facets.ts'
import type { TextFieldName } from './fields.ts'
import type { Flag, Had, Havable, QueryTerm, TermMeaning } from './terms.ts'

export interface Onlooker {
  viewer: Viewer
  /** Milliseconds since 1970. */
  now: number
  /**
   * All searchable text of a row, comparable, when there is an index that has it at hand: gathering it anew costs ten
   * times the rest.
   */
  haystackOf?: (entry: CatalogEntry) => string
}

export type EntryPredicate = (entry: CatalogEntry) => boolean
type TextTest = (text: string) => boolean

/** Distinct texts remembered: status, format or a property have few, a name is another in every row. */
const remembered = 500

/** Most columns hold few distinct texts: each is folded and compared once. */
const remember = (test: TextTest): TextTest => {
  const verdicts = new Map<string, boolean>()
  return (text) => {
    const known = verdicts.get(text)
    if (known !== undefined) return known
    const verdict = test(text)
    if (verdicts.size < remembered) verdicts.set(text, verdict)
    return verdict
  }
}

const anyPattern = (patterns: readonly TextPattern[]): TextTest => {
  if (patterns.some(isAnyValue)) return () => true
  return remember((text) => {
    const folded = comparable(text)
    return patterns.some((pattern) => matchesPattern(pattern, folded))
  })
}

/** A property's text as the service stores it, or the JSON of what a newer one sends; null when it is absent. */
const propertyOf = (image: Image, key: string): string | null => {
  if (!Object.hasOwn(image, key) || baseKeys.has(key)) return null
  const value = image[key]
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const holdsText = (word: string, { haystackOf }: Onlooker): EntryPredicate => {
  if (haystackOf) return (entry) => haystackOf(entry).includes(word)
  const holds = (text: string) => comparable(text).includes(word)
  return ({ image }) =>
    (image.name !== null && holds(image.name)) ||
    holds(image.id) ||
    image.tags.some(holds) ||
    customProperties(image).some(({ key, value }) => holds(`${key}=${value}`))
}

const facetTest = (facet: QueryFacet, values: readonly TextPattern[], viewer: Viewer): EntryPredicate => {
  const test = anyPattern(values)
  const { of } = queryFacet(facet)
  if (facet === 'os') {
    // Of a distribution not known here, the image's own word is what people see and search for.
    return ({ image }) => {
      const { distro, label } = operatingSystem(image)
      return test(distro) || test(label)
    }
  }
  return (entry) => of(entry, viewer).some(test)
}

const ownerTest = (
  { ownerships, accounts }: Extract<TermMeaning, { kind: 'owner' }>,
  viewer: Viewer,
): EntryPredicate => {
  const isAccount = anyPattern(accounts)
  return ({ image }) =>
    (image.owner !== null && isAccount(image.owner)) ||
    (ownerships.length > 0 && ownerships.includes(ownership(image, viewer)))
}

const containing = (pattern: TextPattern): TextPattern =>
  hasWildcard(pattern) ? pattern : { ...pattern, chunks: ['', ...pattern.chunks, ''] }
const starting = (pattern: TextPattern): TextPattern =>
  hasWildcard(pattern) ? pattern : { ...pattern, chunks: [...pattern.chunks, ''] }

const fieldTest = (field: TextFieldName, values: readonly TextPattern[]): EntryPredicate => {
  switch (field) {
    case 'name': {
      const test = anyPattern(values.map(containing))
      return ({ image }) => image.name !== null && image.name !== '' && test(image.name)
    }
    case 'id': {
      const test = anyPattern(values.map(starting))
      return ({ image }) => test(image.id)
    }
    case 'checksum': {
      const test = anyPattern(values)
      return ({ image }) =>
        (image.checksum !== null && test(image.checksum)) || (image.os_hash_value !== null && test(image.os_hash_value))
    }
    case 'container_format':
    case 'os_hash_algo': {
      const test = anyPattern(values)
      return ({ image }) => {
        const value = image[field]
        return value !== null && test(value)
      }
    }
    default:
      return field satisfies never
  }
}

const propertyTest = ({ key, values, ranges }: Extract<TermMeaning, { kind: 'property' }>): EntryPredicate => {
  const isValue = anyPattern(values)
  const test = remember((text) => {
    if (isValue(text)) return true
    const number = ranges.length > 0 ? numberOf(text.trim()) : null
    return number !== null && ranges.some((range) => isInRange(range, number))
  })
  return ({ image }) => {
    const text = propertyOf(image, key)
    return text !== null && test(text)
  }
}

const quantityTest = (term: Extract<TermMeaning, { kind: 'quantity' }>): EntryPredicate => {
  const { field, ranges, isAnyKnown } = term
  const { unit } = quantityFields[field]
  return ({ image }) => {
    const value = image[field]
    return value !== null && (isAnyKnown || ranges.some((range) => isInRange(range, value * unit)))
  }
}

const facts: Readonly<Record<Havable, (image: Image) => boolean>> = {
  name: ({ name }) => name !== null && name !== '',
  tags: ({ tags }) => tags.length > 0,
  checksum: ({ checksum }) => Boolean(checksum),
  hash: ({ os_hash_value }) => Boolean(os_hash_value),
  size: ({ size }) => size !== null,
  virtual_size: ({ virtual_size }) => virtual_size !== null,
  min_disk: ({ min_disk }) => (min_disk ?? 0) > 0,
  min_ram: ({ min_ram }) => (min_ram ?? 0) > 0,
  format: ({ disk_format }) => Boolean(disk_format),
  container_format: ({ container_format }) => Boolean(container_format),
  owner: ({ owner }) => Boolean(owner),
  store: ({ stores }) => Boolean(stores),
  os: (image) => operatingSystem(image).distro !== 'unknown',
  property: (image) => customProperties(image).length > 0,
}

const hasTest = (had: Had): EntryPredicate => {
  if (had.kind === 'fact') return ({ image }) => facts[had.fact](image)
  const { key } = had
  if (!hasWildcard(key)) return ({ image }) => propertyOf(image, key.text) !== null
  const isKey = anyPattern([key])
  return ({ image }) => Object.keys(image).some((name) => isKey(name) && propertyOf(image, name) !== null)
}

const flagTest = (flag: Flag, { viewer, now }: Onlooker): EntryPredicate => {
  if (flag.kind === 'facet') return facetTest(flag.facet, [exactPattern(flag.value)], viewer)
  return flag.state === 'stuck'
    ? ({ image }) => stuckSince(image, now) !== null
    : ({ image }) => isTransition(image.status)
}

const anyOf = (tests: readonly EntryPredicate[]): EntryPredicate => {
  const [only] = tests
  return tests.length === 1 && only ? only : (entry) => tests.some((test) => test(entry))
}

const positive = (term: QueryTerm, onlooker: Onlooker): EntryPredicate => {
  switch (term.kind) {
    case 'text':
      return holdsText(term.word, onlooker)
    case 'facet':
      return facetTest(term.facet, term.values, onlooker.viewer)
    case 'owner':
      return ownerTest(term, onlooker.viewer)
    case 'field':
      return fieldTest(term.field, term.values)
    case 'property':
      return propertyTest(term)
    case 'quantity':
      return quantityTest(term)
    case 'date':
      return datePredicate(term, onlooker.now)
    case 'has':
      return anyOf(term.had.map(hasTest))
    case 'is':
      return anyOf(term.flags.map((flag) => flagTest(flag, onlooker)))
    default:
      return term satisfies never
  }
}

/**
 * What a term asks of an image. Ages, and what is stuck, are as of `now`: compile again to follow the clock.
 * A negated term also takes the images that do not say.
 */
export const predicateOf = (term: QueryTerm, onlooker: Onlooker): EntryPredicate => {
  const holds = positive(term, onlooker)
  return term.negated ? (entry) => !holds(entry) : holds
}
