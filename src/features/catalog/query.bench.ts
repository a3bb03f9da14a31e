/**
 * What a keystroke in the search costs beyond its plain words, in milliseconds: reading the text, compiling its terms
 * and asking every row. One line of JSON for each query; run with `node`.
 */
import { haystackOf } from './catalog-search.ts'
import { makeImages } from './fixtures.ts'
import { completionsAt } from './query/completions.ts'
import { parseQuery } from './query/parse-query.ts'
import { predicateOf } from './query/predicate.ts'

import type { CatalogEntry } from '#api/catalog-entry.ts'
import type { Viewer } from '#api/image-facts.ts'

const repeats = 12
const entries = makeImages(100_000).map((image): CatalogEntry => ({ region: 'DFW', list: 'default', image }))
const viewer: Viewer = { account: 'project-0', flavour: 'openstack' }
const known = { hasProperty: (key: string) => entries.some(({ image }) => Object.hasOwn(image, key)) }
const now = Date.UTC(2026, 0, 1)
/** The index of a catalog has these at hand. */
const haystacks = new Map(entries.map((entry) => [entry, haystackOf(entry.image)]))
const onlooker = { viewer, now, haystackOf: (entry: CatalogEntry) => haystacks.get(entry) ?? '' }

/** @returns the number of images that match */
const matching = (text: string) => {
  const tests = parseQuery(text, known).terms.map((term) => predicateOf(term, onlooker))
  return entries.filter((entry) => tests.every((holds) => holds(entry))).length
}

const timed = (work: () => unknown) => {
  const before = performance.now()
  work()
  return performance.now() - before
}

const summary = (work: () => unknown) => {
  const times = Array.from({ length: repeats }, () => timed(work)).toSorted((one, other) => one - other)
  const at = (part: number) => Number((times[Math.ceil(times.length * part) - 1] ?? 0).toFixed(2))
  return { median: at(0.5), p95: at(0.95) }
}

const queries = [
  'os_distro:ubuntu',
  'size:>2GiB',
  'updated:<1y',
  'tag:golden owner:me -status:queued',
  'name:web-*',
  'is:stuck',
  'kind:unknown os:ubuntu,debian',
  'os_distro:ubuntu size:>2GiB updated:<1y tag:gpu -status:killed',
  '-ubuntu',
]

const results = queries.map((query) => ({ query, matching: matching(query), ...summary(() => matching(query)) }))
const properties = Array.from({ length: 300 }, (_, at) => ({ key: `property_${at}`, count: at, values: [] }))
const completion = summary(() => completionsAt('size:>1 prop', 12, { properties, values: () => [] }))

for (const result of [...results, { query: 'completion among 300 properties', ...completion }]) {
  // oxlint-disable-next-line no-console -- a command-line program; its result is what it prints
  console.log(JSON.stringify(result))
}
