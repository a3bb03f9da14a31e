import { expect, test } from 'vitest'
import { gridTracks, leastWidth } from './tracks.ts'

const columns = [
  { id: 'name', width: 'minmax(15rem, 5fr)' },
  { id: 'size', width: '6rem' },
]
const plain = { widths: new Map<string, number>(), hasSelection: false, hasMenu: false }

test('the margins become the tick box and the menu', () => {
  expect(gridTracks(columns, plain)).toEqual(['1rem', 'minmax(15rem, 5fr)', '6rem', '1rem'])
  expect(gridTracks(columns, { ...plain, hasSelection: true, hasMenu: true })).toEqual([
    '2.25rem',
    'minmax(15rem, 5fr)',
    '6rem',
    '2.25rem',
  ])
})

test('the user’s widths count before the columns’ own; when nothing else stretches, the last track does', () => {
  expect(gridTracks(columns, { ...plain, widths: new Map([['size', 90]]) })[2]).toBe('90px')
  expect(gridTracks(columns, { ...plain, widths: new Map([['name', 300]]) })).toEqual([
    '1rem',
    '300px',
    '6rem',
    'minmax(1rem, 1fr)',
  ])
})

test('a table is at least as wide as its columns at their least', () => {
  expect(leastWidth(['1rem', 'minmax(15rem, 5fr)', '90px', '2fr'])).toBe('calc(1rem + 15rem + 90px + 0px)')
})

test('a track that may shrink to nothing still makes a length that CSS understands', () => {
  expect(leastWidth(['2rem', 'minmax(0, 1fr)'])).toBe('calc(2rem + 0px)')
})
