/** What follows `is:` and `has:`. */
import { comparable } from './comparable.ts'
import { statusNames } from '#api/image-facts.ts'

import { isSameFacetValue, type QueryFacet, queryFacet } from './facets.ts'

import type { Flag, Havable } from './terms.ts'

const facetFlags: readonly (readonly [QueryFacet, readonly string[]])[] = [
  ['visibility', ['public', 'private', 'shared', 'community']],
  ['ownership', ['mine']],
  ['kind', ['standard', 'nonstandard']],
  ['status', statusNames],
]

const flags = new Map<string, Flag>([
  ...facetFlags.flatMap(([facet, values]) =>
    values.map((value): [string, Flag] => [value, { kind: 'facet', facet, value }]),
  ),
  ['protected', { kind: 'facet', facet: 'protected', value: 'yes' }],
  ['hidden', { kind: 'facet', facet: 'hidden', value: 'yes' }],
  ['transition', { kind: 'state', state: 'transition' }],
  ['stuck', { kind: 'state', state: 'stuck' }],
])

export const flagNames: readonly string[] = [...flags.keys()]

/** Null when it is no flag. */
export const flagOf = (word: string): Flag | null =>
  flags.get(comparable(word)) ?? flags.get(queryFacet('status').canonical(word)) ?? null

const stateTitles = { transition: 'In transition', stuck: 'Stuck' } as const

/** A flag in words, apart from the facet it belongs to. */
export const flagWords = (flag: Flag) => {
  if (flag.kind === 'state') return stateTitles[flag.state]
  const { title, words } = queryFacet(flag.facet)
  return isSameFacetValue(flag.facet, flag.value, 'yes') ? title : words(flag.value)
}

export const havables: Readonly<Record<Havable, string>> = {
  name: 'a name',
  tags: 'tags',
  checksum: 'a checksum',
  hash: 'a secure hash',
  size: 'a size',
  virtual_size: 'a virtual size',
  min_disk: 'a minimum disk',
  min_ram: 'a minimum RAM',
  format: 'a disk format',
  container_format: 'a container format',
  owner: 'an owner',
  store: 'a store',
  os: 'an operating system',
  property: 'custom properties',
}

const isHavable = (word: string): word is Havable => Object.hasOwn(havables, word)

const havableAliases = new Map<string, Havable>([
  ['tag', 'tags'],
  ['disk_format', 'format'],
  ['stores', 'store'],
  ['os_hash_value', 'hash'],
  ['properties', 'property'],
])

/** Null when it can only be a property's key. */
export const havableOf = (word: string): Havable | null => {
  const name = comparable(word)
  return isHavable(name) ? name : (havableAliases.get(name) ?? null)
}
