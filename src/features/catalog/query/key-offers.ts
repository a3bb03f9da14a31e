/** The keys that begin as typed: the language's own, then the catalog's properties, the most frequent first. */
import { formatCount } from '#lib/units.ts'

import { comparable } from './comparable.ts'
import { queryFacet } from './facets.ts'
import { dateTitles, fieldKeys, fieldOf, propertyPrefix, quantityFields, textFieldTitles } from './fields.ts'
import { writeKey } from './quoting.ts'

import type { CompletionItem, KnownProperty } from './completions.ts'

const fieldDetail = (key: string) => {
  const field = fieldOf(key)
  switch (field?.kind) {
    case 'facet':
      return queryFacet(field.facet).title
    case 'text':
      return textFieldTitles[field.field]
    case 'quantity':
      return `${quantityFields[field.field].title}, as in >2GiB`
    case 'date':
      return `${dateTitles[field.field]}, as in <30d`
    case 'is':
      return 'What it is: public, mine, protected, stuck…'
    case 'has':
      return 'What it has: tags, a checksum, a property…'
    default:
      return ''
  }
}

const keyOffer = (key: string, detail: string): CompletionItem => ({
  insert: `${writeKey(key)}:`,
  label: key,
  detail,
  kind: 'key',
})

/** Letters typed before the middle of a property's key is looked at: `distro` finds `os_distro`. */
const innerPrefixLength = 3

const countWords = (count: number) => (count === 1 ? '1 image' : `${formatCount(count)} images`)

/** Null when the key does not begin, nor one of its words, as typed. */
const rankOf = (key: string, typed: string) => {
  const folded = comparable(key)
  if (folded.startsWith(typed)) return 0
  if (typed.length < innerPrefixLength) return null
  return folded.split(/[._:/~\s-]+/).some((word) => word.startsWith(typed)) ? 1 : null
}

/** @param typed comparable, not empty */
export const keyOffers = (typed: string, properties: Iterable<KnownProperty>): CompletionItem[] => {
  const own = fieldKeys.filter((key) => key.startsWith(typed)).map((key) => keyOffer(key, fieldDetail(key)))
  const ranked = Array.from(properties, ({ key, count }) => ({ key, count, rank: rankOf(key, typed) }))
    .filter((property): property is typeof property & { rank: number } => property.rank !== null)
    .toSorted((one, other) => one.rank - other.rank || other.count - one.count)
  return [
    ...own,
    ...ranked.map(({ key, count }) =>
      keyOffer(fieldOf(key) ? `${propertyPrefix}${key}` : key, `Property of ${countWords(count)}`),
    ),
  ]
}
