import { describe, expect, test } from 'vitest'
import { comparePath, moved, parseCompareState, refusalOf, shortened } from './compare-url.ts'

const parse = (search: string) => parseCompareState(new URLSearchParams(search))
const ref = (imageId: string, region = 'DFW') => ({ region, imageId })

describe('parseCompareState', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['image=DFW/a', ['DFW a']],
    ['image=DFW/a&image=IAD/a&image=DFW/b', ['DFW a', 'IAD a', 'DFW b']],
    ['image=DFW/a&image=DFW/b&image=DFW/a', ['DFW a', 'DFW b']],
    ['image=DFW%2Fa&image=DFW/a', ['DFW a']],
    ['image=&image=a&image=/a&image=DFW/&image=DFW/b', ['DFW b']],
    ['image=DFW/..%2f..%2fx&image=%/a', ['DFW ../../x', '% a']],
    ['image=DFW/a&image=DFW/b&image=DFW/c&image=DFW/d&image=DFW/e', ['DFW a', 'DFW b', 'DFW c', 'DFW d', 'DFW e']],
  ])('%s', (search, expected) => {
    expect(parse(search).images.map(({ region, imageId }) => `${region} ${imageId}`)).toEqual(expected)
  })

  test.each([
    ['', false, ''],
    ['only=differences&q=a%20b', true, 'a b'],
    ['only=&q=', false, ''],
    ['only=everything', false, ''],
  ])('%j', (search, onlyDifferences, q) => expect(parse(search)).toMatchObject({ onlyDifferences, q }))

  test('a state survives its own URL', () => {
    const state = { images: [ref('a b&c'), ref('..', 'a/b')], onlyDifferences: true, q: '=&%' }
    const url = new URL(comparePath('all', state), 'http://app.test')
    expect(parseCompareState(url.searchParams)).toEqual(state)
  })
})

describe('moved', () => {
  const [a, b, c] = [ref('a'), ref('b'), ref('c')] as const
  test.each([
    [c, 0, 'cab'],
    [a, 2, 'bca'],
    [b, 0, 'bac'],
    [b, 1, 'abc'],
    [a, -1, 'abc'],
    [c, 3, 'abc'],
    [ref('a', 'IAD'), 0, 'abc'],
  ])('%j to %i gives %s', (one, to, expected) => {
    expect(
      moved([a, b, c], one, to)
        .map(({ imageId }) => imageId)
        .join(''),
    ).toBe(expected)
  })
})

describe('refusalOf', () => {
  test.each([
    [ref('a', 'Mars'), 'This account has no images in a region called Mars.'],
    [ref('a', 'all'), 'This account has no images in a region called all.'],
    [ref('.'), '. is not the ID of an image.'],
    [ref('..'), '.. is not the ID of an image.'],
    [ref('x'.repeat(256)), `${'x'.repeat(59)}… is not the ID of an image.`],
  ])('%j', (one, sentence) => expect(refusalOf(one, ['DFW', 'IAD'])).toBe(sentence))

  test.each(['a', '...', '../../x', '<script>', 'x'.repeat(255)])('%j has to be asked for', (imageId) =>
    expect(refusalOf(ref(imageId), ['DFW', 'IAD'])).toBeNull(),
  )
})

test('a shortened text never ends in half a character', () => {
  expect(shortened(`${'x'.repeat(58)}🚀${'y'.repeat(9)}`)).toBe(`${'x'.repeat(58)}\ufffd…`)
})
