import { expect, test } from 'vitest'
import type { Change } from './image-changes.ts'
import { blamedKeys } from './patch-blame.ts'

const set = (key: string, from?: string): Change => ({ key, from, to: 'x' })

test.each<[string, string, Change[], string[]]>([
  ['quoted', "Attribute 'note' is reserved.", [set('os'), set('note')], ['note']],
  ['after a word', 'Property note does not exist.', [set('note'), set('other')], ['note']],
  ['the longer of two', 'Property os_version may not be removed.', [set('os'), set('os_version')], ['os_version']],
  ['with signs of its own', "Attribute 'a.b(c' is reserved.", [set('a.b(c'), set('other')], ['a.b(c']],
  ['not within a word', 'The notebook is closed.', [set('note'), set('other')], []],
  [
    'too many properties: those that were added',
    'The limit has been exceeded on the number of allowed image properties. Attempted: 129, Maximum: 128',
    [set('old', 'a'), set('new'), set('name')],
    ['new'],
  ],
  [
    'too many tags',
    'The limit has been exceeded on the number of allowed image tags. Attempted: 33, Maximum: 32',
    [set('tags'), set('note')],
    ['tags'],
  ],
  ['the only one there is', 'Access was denied to this resource.', [set('note')], ['note']],
  ['nobody', 'Access was denied to this resource.', [set('note'), set('other')], []],
])('%s', (_what, detail, changes, keys) => {
  expect(blamedKeys(detail, changes)).toEqual(keys)
})
