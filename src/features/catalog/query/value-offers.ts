/** The values that fit what is typed after `key:`: those present, most frequent first, or how sizes and dates are asked. */
import { formatCount } from '#lib/units.ts'

import { comparable } from './comparable.ts'
import { dateRange } from './date-range.ts'
import { type QueryFacet, queryFacet } from './facets.ts'
import { type QuantityFieldName, quantityFields } from './fields.ts'
import { flagNames, flagOf, flagWords, havables } from './flags.ts'
import { sizeRange } from './number-range.ts'
import { writeValue } from './quoting.ts'

import type { CompletionItem, CompletionSource, CountedValues } from './completions.ts'
import type { KeyTarget } from './resolve-key.ts'

interface Offer {
  value: string
  /** Its words, when they say more than the value itself. */
  words: string
  /** Images that have it; null when nobody counts them. */
  count: number | null
}

const detailOf = ({ value, words, count }: Offer) => {
  const saysMore = comparable(words) !== comparable(value).replaceAll(/[_-]/g, ' ')
  return [saysMore ? words : '', count === null ? '' : formatCount(count)].filter(Boolean).join(' · ')
}

/** Those that begin as typed before those that only contain it; within each, the most frequent first. */
const fitting = (offers: readonly Offer[], typed: string): CompletionItem[] => {
  const rankOf = ({ value, words }: Offer) => {
    const texts = [comparable(value), comparable(words)]
    if (texts.some((text) => text.startsWith(typed))) return 0
    return typed.length > 1 && texts.some((text) => text.includes(typed)) ? 1 : null
  }
  return offers
    .map((offer) => ({ offer, rank: rankOf(offer), count: offer.count ?? 0 }))
    .filter((one): one is typeof one & { rank: number } => one.rank !== null && comparable(one.offer.value) !== typed)
    .toSorted((one, other) => one.rank - other.rank || other.count - one.count)
    .map(({ offer }) => ({
      insert: writeValue(offer.value),
      label: offer.value,
      detail: detailOf(offer),
      kind: 'value' as const,
    }))
}

const facetOffers = (facet: QueryFacet, present: CountedValues): Offer[] => {
  const { values, known, words } = queryFacet(facet)
  const counts = new Map([...(values ?? known ?? [])].map((value) => [value, 0]))
  for (const [value, count] of present) counts.set(value, count)
  return Array.from(counts, ([value, count]) => ({ value, words: words(value), count }))
}

const flagOffers = ({ values }: CompletionSource): Offer[] =>
  flagNames.map((value) => {
    const flag = flagOf(value)
    if (flag?.kind !== 'facet') return { value, words: flag ? flagWords(flag) : value, count: null }
    const count = new Map(values(flag.facet)).get(flag.value) ?? 0
    return { value, words: flagWords(flag), count }
  })

const hasOffers = ({ properties }: CompletionSource): Offer[] => [
  ...Object.entries(havables).map(([value, words]) => ({ value, words, count: null })),
  ...Array.from(properties, ({ key, count }) => ({ value: key, words: key, count })),
]

const sizeExamples = ['>1GiB', '>10GiB', '<1GiB', '1GiB..10GiB']
const quantityExamples: Readonly<Record<QuantityFieldName, readonly string[]>> = {
  size: sizeExamples,
  virtual_size: sizeExamples,
  min_disk: ['>20', '<=20', '10..40'],
  min_ram: ['>2GiB', '<=512', '512..2048'],
}
const sizeUnits = ['GiB', 'MiB', 'TiB', 'KiB', 'GB', 'MB', 'TB', 'KB']
const dateExamples = ['<24h', '<7d', '<30d', '>90d', '>1y', '7d..30d']
const ageUnits = ['d', 'h', 'w', 'mo', 'y', 'm']

const endsInNumber = /^(.*\d)([a-z]*)$/i

/** A number still without its whole unit, with each unit it may take. */
const withUnits = (typed: string, units: readonly string[]) => {
  const [, number, letters = ''] = endsInNumber.exec(typed) ?? []
  if (number === undefined) return []
  return units.filter((unit) => comparable(unit).startsWith(letters)).map((unit) => number + unit)
}

/** Examples and unit endings, in the words of what they would mean; those that mean nothing are left out. */
const operatorOffers = (
  typed: string,
  candidates: readonly string[],
  wordsOf: (text: string) => string | undefined,
): CompletionItem[] =>
  [...new Set(candidates)].flatMap((text) => {
    const words = wordsOf(text)
    const fits = comparable(text).startsWith(typed) && comparable(text) !== typed
    return fits && words !== undefined ? [{ insert: text, label: text, detail: words, kind: 'operator' as const }] : []
  })

/**
 * @param typed comparable
 * @param propertyValues of the property that `target` is, when it is one
 */
export const valueOffers = (
  target: KeyTarget,
  typed: string,
  source: CompletionSource,
  propertyValues: CountedValues | null,
): CompletionItem[] => {
  switch (target.kind) {
    case 'facet':
      return fitting(facetOffers(target.facet, source.values(target.facet)), typed)
    case 'property':
      return fitting(
        Array.from(propertyValues ?? [], ([value, count]) => ({ value, words: value, count })),
        typed,
      )
    case 'is':
      return fitting(flagOffers(source), typed)
    case 'has':
      return fitting(hasOffers(source), typed)
    case 'text':
      return []
    case 'quantity': {
      const { unit } = quantityFields[target.field]
      const candidates = [...withUnits(typed, sizeUnits), ...quantityExamples[target.field]]
      return operatorOffers(typed, candidates, (text) => sizeRange(text, unit)?.words)
    }
    case 'date':
      return operatorOffers(typed, [...withUnits(typed, ageUnits), ...dateExamples], (text) => dateRange(text)?.words)
    default:
      return target satisfies never
  }
}
