import { describe, expect, test } from 'vitest'
import { CatalogSearch, haystackOf } from './catalog-search.ts'
import { makeImage, makeImages } from './fixtures.ts'
import { parseQuery } from './query/parse-query.ts'

describe('haystackOf', () => {
  test('holds name, id, tags and properties, and no base field', () => {
    const image = makeImage({
      id: 'ABC',
      name: 'Web Server',
      tags: ['Gold', 'LTS'],
      os_distro: 'Debian',
      list: ['X'],
      owner: 'producer',
      checksum: 'd41d8',
      file: '/v2/images/ABC/file',
    })
    expect(haystackOf(image)).toBe('web server\nabc\ngold\nlts\nlist=["x"]\nos_distro=debian')
  })

  test('an image with nothing but an id', () => expect(haystackOf(makeImage({ id: 'x' }))).toBe('\nx'))
})

const found = (search: CatalogSearch, q: string) =>
  search.find(parseQuery(q, { hasProperty: () => false }).text)?.flatMap((isFound, slot) => (isFound ? [slot] : [])) ??
  'all'

const searchOf = (...names: (string | null)[]) => {
  const search = new CatalogSearch()
  names.forEach((name, slot) =>
    search.set(slot, haystackOf(makeImage({ id: `id-${slot}`, name, tags: ['x'], arch: 'arm' }))),
  )
  return search
}

describe('CatalogSearch', () => {
  test('every term must be somewhere', () => {
    const search = searchOf('web prod', 'web test', 'db prod', null)
    expect(found(search, '')).toBe('all')
    expect(found(search, 'WEB')).toEqual([0, 1])
    expect(found(search, 'prod web')).toEqual([0])
    expect(found(search, 'arch=arm id-3')).toEqual([3])
    expect(found(search, '"web prod"')).toEqual([0])
    expect(found(search, '"prod web"')).toEqual([])
  })

  test('a term never spans two fields', () => {
    expect(found(searchOf('web'), '"web id"')).toEqual([])
    expect(found(searchOf('web'), 'webid')).toEqual([])
  })

  test('nasty names are text and nothing else', () => {
    const search = searchOf('<img src=x onerror=alert(1)>', 'תמונה של שרת', `${'n'.repeat(254)}!`, 'E\u0301cole', '.*')
    expect(found(search, '<IMG')).toEqual([0])
    expect(found(search, 'של')).toEqual([1])
    expect(found(search, 'n!')).toEqual([2])
    expect(found(search, 'école')).toEqual([3])
    expect(found(search, '.*')).toEqual([4])
  })

  test('typing on, deleting and changing one’s mind find the same as asking afresh', () => {
    const images = makeImages(300)
    const kept = new CatalogSearch()
    images.forEach((image, slot) => kept.set(slot, haystackOf(image)))
    for (const q of [
      'w',
      'we',
      'web',
      'web 1',
      'web 12',
      'web',
      'eb',
      'e',
      'ubuntu e',
      'e ubuntu',
      '',
      '"web-u',
      'x86 "web-u',
    ]) {
      const afresh = new CatalogSearch()
      images.forEach((image, slot) => afresh.set(slot, haystackOf(image)))
      expect([q, found(kept, q)]).toEqual([q, found(afresh, q)])
    }
  })

  test('a row added or replaced during a search is found, or no longer', () => {
    const search = searchOf('web', 'db')
    expect(found(search, 'web')).toEqual([0])
    search.set(2, haystackOf(makeImage({ id: 'id-2', name: 'web 2' })))
    search.set(0, haystackOf(makeImage({ id: 'id-0', name: 'mail' })))
    expect(found(search, 'web')).toEqual([2])
    expect(found(search, 'web 2')).toEqual([2])
  })
})
