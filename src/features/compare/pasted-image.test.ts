import { expect, test } from 'vitest'
import { readPasted } from './pasted-image.ts'

const id = '9f0c1d52-7a1b-4000-8000-0123456789ab'

test.each([
  [id, { imageId: id }],
  [`  ${id}\n`, { imageId: id }],
  [`"${id}",`, { imageId: id }],
  [`DFW/${id}`, { region: 'DFW', imageId: id }],
  [`https://images.test/DFW/images/${id}?tab=json#top`, { region: 'DFW', imageId: id }],
  [`https://images.test/below/a%2Fb/images/${id}`, { region: 'a/b', imageId: id }],
  [`http://glance.test:9292/v2/images/${id}/file`, { region: 'v2', imageId: id }],
  ['DFW/images/%', { region: 'DFW', imageId: '%' }],
  ['', null],
  [' \t\n', null],
  ['""', null],
])('%j', (text, expected) => expect(readPasted(text)).toEqual(expected))
