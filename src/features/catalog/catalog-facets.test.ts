import { describe, expect, test } from 'vitest'
import { facetNames, facetOf, perFacet } from './catalog-facets.ts'
import { queryFacetNames } from './query/facets.ts'
import { localEntry, makeImage, makeImages } from './fixtures.ts'

const viewer = { account: 'project-0', flavour: 'rackspace' } as const

test('facetNames names every facet', () => {
  expect([...facetNames, 'list'].toSorted()).toEqual(queryFacetNames.toSorted())
  expect(Object.keys(perFacet((facet) => facet)).toSorted()).toEqual(facetNames.toSorted())
})

describe.each(facetNames.map((facet) => [facet]))('%s', (facet) => {
  const { values, of, words } = facetOf(facet)

  test('every value an image can count as is one of its values', () => {
    const odd = makeImage({ visibility: 'private', os_distro: 'plan9', owner: null })
    const counted = [...makeImages(200), odd].flatMap((image) => of(localEntry(image), viewer))
    expect(counted.filter((value) => values && !values.some((known) => known === value))).toEqual([])
  })

  test('known values have words, unknown ones are shown as they came', () => {
    const raw = (values ?? []).filter((value) => words(value) === value)
    expect(raw).toEqual([])
    expect(words('<b>new</b>')).toBe('<b>new</b>')
    expect(words('constructor')).toBe('constructor')
  })
})
