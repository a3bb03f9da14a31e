/** The facets of the catalog: which there are, what an image counts as in each, and how their values read. */
import { ownership, ownerships, statusWords, visibilityWords } from '#api/image-facts.ts'
import { imageKind, imageKinds } from '#api/image-kind.ts'
import { distroName, distros, operatingSystem } from '#api/operating-system.ts'

import type { Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'

interface Facet {
  title: string
  /** Every value there is, in the order to show; null when the service may send others. */
  values: readonly string[] | null
  words: (value: string) => string
  /** The one value the image counts as. */
  of: (image: Image, viewer: Viewer) => string
}

const wordsFrom = (words: Record<string, string>) => (value: string) =>
  Object.hasOwn(words, value) ? (words[value] ?? value) : value

export const facets = {
  visibility: {
    title: 'Visibility',
    values: ['public', 'community', 'shared', 'private'],
    words: visibilityWords,
    of: (image) => image.visibility,
  },
  kind: {
    title: 'Kind',
    values: imageKinds,
    words: wordsFrom({ standard: 'Standard', nonstandard: 'Nonstandard', unknown: 'Unclassified' }),
    // Every row of the catalog came from a list call.
    of: (image, viewer) => imageKind(image, { ...viewer, listedPublicly: true }).kind,
  },
  status: {
    title: 'Status',
    values: null,
    words: statusWords,
    of: (image) => image.status,
  },
  os: {
    title: 'Operating system',
    values: distros,
    words: (value) => distros.filter((distro) => distro === value).map(distroName)[0] ?? value,
    of: (image) => operatingSystem(image).distro,
  },
  ownership: {
    title: 'Ownership',
    values: ownerships,
    words: wordsFrom({
      mine: 'Mine',
      'shared-with-me': 'Shared with me',
      provider: 'Provider',
      community: 'Community',
      other: 'Other owners',
    }),
    of: ownership,
  },
} satisfies Record<string, Facet>

export type FacetName = keyof typeof facets

export const facetNames: readonly FacetName[] = ['visibility', 'kind', 'status', 'os', 'ownership']

/** Something for each facet. */
export const perFacet = <T>(make: (facet: FacetName) => T): Record<FacetName, T> => ({
  visibility: make('visibility'),
  kind: make('kind'),
  status: make('status'),
  os: make('os'),
  ownership: make('ownership'),
})
