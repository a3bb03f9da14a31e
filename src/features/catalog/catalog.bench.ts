/** How long the catalog's own work takes, in milliseconds, without drawing: one line of JSON for each size. */
import { CatalogIndex } from './catalog-index.ts'
import { noSelection } from './catalog-url.ts'
import { viewCatalog } from './catalog-view.ts'
import { makeImages } from './fixtures.ts'

import type { Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
import type { CatalogState, SortKey } from './catalog-url.ts'

const pageSize = 1_000
const repeats = 12
const sortedBy: SortKey[] = ['name', 'size', 'owner', 'status', 'created_at']
const viewer: Viewer = { account: 'project-0', flavour: 'openstack' }
const start: CatalogState = { q: '', facets: noSelection, sort: { key: 'updated_at', direction: 'desc' } }
const narrowed = { ...start, facets: { ...noSelection, status: ['active'], os: ['debian', 'ubuntu'] } }

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

const typing = (index: CatalogIndex, state: CatalogState) =>
  repeated(() => keystrokes('web 42').map((q) => timed(() => viewCatalog(index, { ...state, q }))))

/** Loads page after page, as the service gives them. @returns the time each page took, `each` included */
const loading = (images: readonly Image[], each: (index: CatalogIndex) => void) => {
  const index = new CatalogIndex(viewer)
  const pages = Array.from({ length: images.length / pageSize }, (_, page) => images.slice(0, (page + 1) * pageSize))
  return pages.map((soFar) =>
    timed(() => {
      index.sync(soFar)
      each(index)
    }),
  )
}

/** @param size number of images, a multiple of 1,000 */
const measureCatalog = (size: number) => {
  const images = makeImages(size)
  const addPage = loading(images, () => undefined)
  const addPageAndView = loading(images, (index) => viewCatalog(index, start))
  const index = new CatalogIndex(viewer)
  index.sync(images)
  const newSort = sortedBy.flatMap((key) =>
    (['asc', 'desc'] as const).map((direction) =>
      timed(() => viewCatalog(index, { ...start, sort: { key, direction } })),
    ),
  )
  viewCatalog(index, start)
  return {
    images: size,
    keystroke: summary(typing(index, start)),
    keystrokeWithFacets: summary(typing(index, narrowed)),
    unrelatedSearch: summary(
      repeated((turn) => [
        timed(() => viewCatalog(index, { ...start, q: turn % 2 ? 'virtio debian' : 'os_distro=ubuntu' })),
      ]),
    ),
    facetClick: summary(repeated((turn) => [timed(() => viewCatalog(index, turn % 2 ? narrowed : start))])),
    newSort: summary(newSort),
    addPage: summary(addPage),
    addPageAndView: summary(addPageAndView),
    refreshOnePerMille: summary(
      repeated((turn) => {
        const changed = images.map((image, at) => (at % 1_000 === turn ? { ...image, status: `turn-${turn}` } : image))
        return [
          timed(() => {
            index.sync(changed)
            viewCatalog(index, start)
          }),
        ]
      }),
    ),
    refreshEqualCopies: summary(
      [images.map((image) => ({ ...image }))].map((copies) => timed(() => index.sync(copies))),
    ),
  }
}

for (const size of [1_000, 10_000, 100_000]) {
  // oxlint-disable-next-line no-console -- a command-line program; its result is what it prints
  console.log(JSON.stringify(measureCatalog(size)))
}
