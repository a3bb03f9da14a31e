import { describe, expect, test } from 'vitest'
import { pastedAccounts } from './members-paste.ts'

const context = {
  flavour: 'rackspace' as const,
  own: '728391',
  members: new Set(['640518']),
  limit: null,
}
const told = (text: string, more: Partial<Parameters<typeof pastedAccounts>[1]> = {}) =>
  pastedAccounts(text, { ...context, ...more }).map(({ id, refusal, warning }) => [id, refusal ?? warning])

const project = 'ab'.repeat(16)

test.each([
  ['111111,222222', ['111111', '222222']],
  ['  111111 222222\t333333\n', ['111111', '222222', '333333']],
  ['111111;\r\n"222222"; (#333333).', ['111111', '222222', '333333']],
  [' ,;\n', []],
])('%j names %j', (text, ids) => {
  expect(told(text).map(([id]) => id)).toEqual(ids)
})

describe('on Rackspace', () => {
  test('each refusal has its reason, and the rest goes on', () => {
    expect(told('111111 no-number 640518 728391 111111 222222')).toEqual([
      ['111111', null],
      ['no-number', 'Not an account number: it has digits only.'],
      ['640518', 'Shared with it already.'],
      ['728391', 'Your own account: it has the image already.'],
      ['111111', 'Named twice.'],
      ['222222', null],
    ])
  })

  test('a number that is refused for another reason is not called a duplicate', () => {
    expect(told('640518 640518').map(([, why]) => why)).toEqual(['Shared with it already.', 'Shared with it already.'])
  })
})

describe('on OpenStack', () => {
  const openstack = { flavour: 'openstack' as const, own: 'cd'.repeat(16), members: new Set<string>() }

  test.each([
    [project, /^null$/],
    ['consumer', /does not look like/i],
    ['abababab-abab-abab-abab-abababababab', /dashes/],
    [project.toUpperCase(), /small letters/],
    ['x'.repeat(256), /Too long/],
    ['cd'.repeat(16), /Your own project/],
  ])('%s', (id, words) => {
    expect(String(told(id, openstack)[0]?.[1])).toMatch(words)
  })

  test('an unusual ID is warned of, not refused: any text is a project there', () => {
    expect(pastedAccounts('consumer', { ...context, ...openstack })[0]?.refusal).toBeNull()
  })
})

test('past the limit that the cloud has named, the last ones are refused', () => {
  expect(told('111111 no-number 222222 333333', { limit: 3 })).toEqual([
    ['111111', null],
    ['no-number', 'Not an account number: it has digits only.'],
    ['222222', null],
    ['333333', 'An image may have 3 members in this cloud.'],
  ])
})
