/** How long the catalog's own work takes, in milliseconds, without drawing: one line of JSON for each size. */
import { CatalogIndex, textOf } from './catalog-index.ts'
import { viewCatalog } from './catalog-view.ts'
import { makeImage, makeImages } from './fixtures.ts'
import { narrowingOf } from './narrowing.ts'
import { parseQuery } from './query/parse-query.ts'

import type { Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
import type { CatalogSort } from './catalog-url.ts'
import type { SortKey } from './column-id.ts'

const pageSize = 1_000
const repeats = 12
const sortedBy: SortKey[] = ['name', 'size', 'owner', 'status', 'created_at']
const viewer: Viewer = { account: 'project-0', flavour: 'openstack' }
const source = { region: 'One', list: 'default' } as const
const usualSort: CatalogSort = { key: 'updated_at', direction: 'desc' }
const now = Date.UTC(2026, 0, 1)
const facetChoice = 'status:active os:debian,ubuntu'
/** Terms of every kind that a facet does not count. */
const manyTerms = 'size:>2GiB updated:<400d os_version:2* -tag:gpu'

/** All of what a change of the search text costs: reading it, looking through all rows, counting. */
const view = (index: CatalogIndex, q = '', sort = usualSort) =>
  viewCatalog(
    index,
    narrowingOf(parseQuery(q, { hasProperty: (key) => index.properties.has(key) }), {
      viewer,
      now,
      haystackOf: textOf,
    }),
    sort,
  )

const timed = (work: () => unknown) => {
  const before = performance.now()
  work()
  return performance.now() - before
}

const repeated = (work: (turn: number) => number[]) => Array.from({ length: repeats }, (_, turn) => work(turn)).flat()

const summary = (times: number[]) => {
  const sorted = times.toSorted((one, two) => one - two)
  const at = (part: number) => Number((sorted[Math.ceil(sorted.length * part) - 1] ?? 0).toFixed(2))
  return { median: at(0.5), p95: at(0.95) }
}

/** Every state of the search field while the text is typed, and while it is deleted again from its end. */
const keystrokes = (text: string) => {
  const prefixes = Array.from(text, (_, length) => text.slice(0, length + 1))
  return [...prefixes, ...prefixes.toReversed().slice(1), '']
}

const typing = (index: CatalogIndex, before = '') =>
  repeated(() => keystrokes('web 42').map((q) => timed(() => view(index, `${before} ${q}`))))

/** Loads page after page, as the service gives them. @returns the time each page took, `each` included */
const loading = (images: readonly Image[], each: (index: CatalogIndex) => void) => {
  const index = new CatalogIndex(viewer)
  const pages = Array.from({ length: images.length / pageSize }, (_, page) => images.slice(0, (page + 1) * pageSize))
  return pages.map((soFar) =>
    timed(() => {
      index.sync(source, [soFar])
      each(index)
    }),
  )
}

/** @param size number of images, a multiple of 1,000 */
const measureCatalog = (size: number) => {
  const images = makeImages(size)
  const addPage = loading(images, () => undefined)
  const addPageAndView = loading(images, (index) => view(index))
  const index = new CatalogIndex(viewer)
  index.sync(source, [images])
  const newSort = sortedBy.flatMap((key) =>
    (['asc', 'desc'] as const).map((direction) => timed(() => view(index, '', { key, direction }))),
  )
  view(index)
  return {
    images: size,
    keystroke: summary(typing(index)),
    keystrokeWithFacets: summary(typing(index, facetChoice)),
    keystrokeWithTerms: summary(typing(index, manyTerms)),
    unrelatedSearch: summary(
      repeated((turn) => [timed(() => view(index, turn % 2 ? 'virtio debian' : 'os_distro=ubuntu'))]),
    ),
    facetClick: summary(repeated((turn) => [timed(() => view(index, turn % 2 ? facetChoice : ''))])),
    newSort: summary(newSort),
    addPage: summary(addPage),
    addPageAndView: summary(addPageAndView),
    refreshOnePerMille: summary(
      repeated((turn) => {
        const changed = images.map((image, at) =>
          at % 1_000 === turn ? makeImage({ ...image, status: `turn-${turn}` }) : image,
        )
        return [
          timed(() => {
            index.sync(source, [changed])
            view(index)
          }),
        ]
      }),
    ),
    refreshEqualCopies: summary(
      [images.map((image) => makeImage(image))].map((copies) => timed(() => index.sync(source, [copies]))),
    ),
  }
}

for (const size of [1_000, 10_000, 100_000]) {
  // oxlint-disable-next-line no-console -- a command-line program; its result is what it prints
  console.log(JSON.stringify(measureCatalog(size)))
}
