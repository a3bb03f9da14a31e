/**
 * The facets as the language knows them: the field each is written with, the values an image counts as, and how
 * values read. A facet's selection is a term of the query, so the text alone is what the catalog shows.
 */
import { listNames } from '#api/catalog-entry.ts'
import { ownership, ownerships, statusNames, statusWords, visibilityWords } from '#api/image-facts.ts'
import { imageKind, imageKinds } from '#api/image-kind.ts'
import { distroName, distros, operatingSystem } from '#api/operating-system.ts'

import { comparable } from './comparable.ts'

import type { CatalogEntry } from '#api/catalog-entry.ts'
import type { Viewer } from '#api/image-facts.ts'

interface QueryFacetFacts {
  /** The field its selection is written with. */
  field: string
  title: string
  /** Every value there is; null when the service or people may make others. */
  values: readonly string[] | null
  /** Values worth offering before an image has them; a closed facet offers its `values`. */
  known?: readonly string[]
  words: (value: string) => string
  /** The value the catalog counts under, of any spelling that means it. */
  canonical: (value: string) => string
  of: (entry: CatalogEntry, viewer: Viewer) => readonly string[]
}

const wordsFrom = (words: Readonly<Record<string, string>>) => (value: string) =>
  Object.hasOwn(words, value) ? (words[value] ?? value) : value

const asWritten = (value: string) => value

/** `Pending delete`, `pending-delete` and `pending_delete` are one status. */
const asStatus = (value: string) => comparable(value).replaceAll(/[\s-]/g, '_')

const distroByLabel = new Map(distros.map((distro) => [comparable(distroName(distro)), distro]))
const distroLabels = new Map<string, string>(distros.map((distro) => [distro, distroName(distro)]))

const yesNo = (value: string) => {
  const said = comparable(value)
  if (said === 'true') return 'yes'
  return said === 'false' ? 'no' : said
}
const yesNoWords = wordsFrom({ yes: 'Yes', no: 'No' })
const oneOrNone = (value: string | null | undefined) => (value ? [value] : [])

export const ownershipTitles: Readonly<Record<string, string>> = {
  mine: 'Mine',
  'shared-with-me': 'Shared with me',
  provider: 'Provider',
  community: 'Community',
  other: 'Other owners',
}

export const queryFacets = {
  visibility: {
    field: 'visibility',
    title: 'Visibility',
    values: null,
    known: ['public', 'community', 'shared', 'private'],
    words: visibilityWords,
    canonical: comparable,
    of: ({ image }) => [image.visibility],
  },
  kind: {
    field: 'kind',
    title: 'Kind',
    values: imageKinds,
    words: wordsFrom({ standard: 'Standard', nonstandard: 'Nonstandard', unknown: 'Unclassified' }),
    canonical: comparable,
    // A hidden image is in no public list: the service returns it only to those who ask for hidden ones.
    of: ({ image, list }, viewer) => [imageKind(image, { ...viewer, listedPublicly: list !== 'hidden' }).kind],
  },
  status: {
    field: 'status',
    title: 'Status',
    values: null,
    known: statusNames,
    words: statusWords,
    canonical: asStatus,
    of: ({ image }) => [image.status],
  },
  os: {
    field: 'os',
    title: 'Operating system',
    values: null,
    words: (value) => distroLabels.get(value) ?? value,
    canonical: (value) => distroByLabel.get(comparable(value)) ?? comparable(value),
    of: ({ image }) => [operatingSystem(image).distro],
  },
  disk_format: {
    field: 'format',
    title: 'Disk format',
    values: null,
    words: asWritten,
    canonical: asWritten,
    of: ({ image }) => oneOrNone(image.disk_format),
  },
  ownership: {
    field: 'owner',
    title: 'Owner',
    values: ownerships,
    words: wordsFrom(ownershipTitles),
    canonical: (value) => (comparable(value) === 'me' ? 'mine' : comparable(value)),
    of: ({ image }, viewer) => [ownership(image, viewer)],
  },
  tag: {
    field: 'tag',
    title: 'Tag',
    values: null,
    words: asWritten,
    canonical: asWritten,
    of: ({ image }) => image.tags,
  },
  protected: {
    field: 'protected',
    title: 'Protected',
    values: ['yes', 'no'],
    words: yesNoWords,
    canonical: yesNo,
    of: ({ image }) => [image.protected ? 'yes' : 'no'],
  },
  hidden: {
    field: 'hidden',
    title: 'Hidden',
    values: ['yes', 'no'],
    words: yesNoWords,
    canonical: yesNo,
    of: ({ image }) => [image.os_hidden ? 'yes' : 'no'],
  },
  store: {
    field: 'store',
    title: 'Store',
    values: null,
    words: asWritten,
    canonical: asWritten,
    of: ({ image }) => (image.stores ? image.stores.split(',').filter((store) => store !== '') : []),
  },
  region: {
    field: 'region',
    title: 'Region',
    values: null,
    words: asWritten,
    canonical: asWritten,
    of: ({ region }) => [region],
  },
  list: {
    field: 'list',
    title: 'List',
    values: listNames,
    words: wordsFrom({
      default: 'Default',
      community: 'Community',
      hidden: 'Hidden',
      pending: 'Pending',
      rejected: 'Rejected',
    }),
    canonical: comparable,
    of: ({ list }) => [list],
  },
} satisfies Record<string, QueryFacetFacts>

export type QueryFacet = keyof typeof queryFacets

export const queryFacetNames: readonly QueryFacet[] = [
  'visibility',
  'kind',
  'status',
  'os',
  'disk_format',
  'ownership',
  'tag',
  'protected',
  'hidden',
  'store',
  'region',
  'list',
]

/** The facts of a facet, seen without its particular values. */
export const queryFacet = (facet: QueryFacet): QueryFacetFacts => queryFacets[facet]

/** Whether two spellings select the same value of a facet. */
export const isSameFacetValue = (facet: QueryFacet, one: string, other: string) => {
  const { canonical } = queryFacet(facet)
  return comparable(canonical(one)) === comparable(canonical(other))
}
