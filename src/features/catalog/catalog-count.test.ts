import { expect, test } from 'vitest'
import { countText } from './catalog-count.tsx'

test.each([
  [{ matching: 1234, loaded: 1234, isComplete: true, isNarrowed: false }, '1,234 images'],
  [{ matching: 1, loaded: 1, isComplete: true, isNarrowed: false }, '1 image'],
  [{ matching: 4200, loaded: 4200, isComplete: false, isNarrowed: false }, '4,200 images so far…'],
  [{ matching: 87, loaded: 1234, isComplete: true, isNarrowed: true }, '87 of 1,234 images'],
  [{ matching: 3, loaded: 4200, isComplete: false, isNarrowed: true }, '3 found, searched 4,200 images so far…'],
])('%j reads as "%s"', (counts, text) => {
  expect(countText(counts)).toBe(text)
})
