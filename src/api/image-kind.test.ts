import { describe, expect, test } from 'vitest'
import { imageKind } from './image-kind.ts'
import { Image } from './schemas.ts'

const image = (fields: Record<string, unknown>) =>
  Image.parse({ id: 'i1', status: 'active', created_at: '2026-01-01T00:00:00Z', ...fields })

const kindOf = (fields: Record<string, unknown>, flavour: 'rackspace' | 'openstack', listedPublicly = true) => {
  const { kind, label } = imageKind(image(fields), { account: 'me', flavour, listedPublicly })
  return `${kind}: ${label}`
}

const source = 'com.rackspace__1__source'

describe('on Rackspace', () => {
  test.each([
    [{ visibility: 'public', owner: 'rax', image_type: 'base' }, 'standard: Standard'],
    [{ visibility: 'public' }, 'standard: Standard'],
    [{ visibility: 'public', image_type: 'import' }, 'standard: Standard'],
    [{ visibility: 'private', owner: 'them', image_type: 'import' }, 'nonstandard: Shared in'],
    [{ visibility: 'shared', owner: 'them' }, 'nonstandard: Shared in'],
    [{ visibility: 'private', owner: 'me', image_type: 'import' }, 'nonstandard: Imported'],
    [{ visibility: 'private', owner: 'me', [source]: 'import', image_type: 'snapshot' }, 'nonstandard: Imported'],
    [{ visibility: 'private', image_type: 'base' }, 'nonstandard: Retired base'],
    [{ visibility: 'private', owner: 'me', image_type: 'base' }, 'nonstandard: Retired base'],
    [{ visibility: 'private', owner: 'me', image_type: 'snapshot' }, 'nonstandard: Snapshot'],
    [{ visibility: 'private', image_type: 'snapshot' }, 'nonstandard: Snapshot'],
    [{ visibility: 'private', owner: 'me' }, 'nonstandard: Custom'],
    [{ visibility: 'private', owner: 'me', image_type: 42 }, 'nonstandard: Custom'],
    [{ visibility: 'private' }, 'unknown: Unclassified'],
  ])('%j in a list is %s', (fields, expected) => expect(kindOf(fields, 'rackspace')).toBe(expected))

  test('a public image that no list has is at its end of life', () => {
    expect(kindOf({ visibility: 'public', image_type: 'base' }, 'rackspace', false)).toBe('nonstandard: End of life')
  })

  test('an import is called one even when public and unlisted', () => {
    expect(kindOf({ visibility: 'public', image_type: 'import' }, 'rackspace', false)).toBe('nonstandard: Imported')
  })
})

describe('on an upstream cloud', () => {
  test.each([
    [{ visibility: 'public', owner: 'admin' }, 'unknown: Unclassified'],
    [{ visibility: 'private', owner: 'me', image_type: 'snapshot' }, 'unknown: Unclassified'],
    [{ visibility: 'shared', owner: 'them', os_distro: 'com.rackspace' }, 'unknown: Unclassified'],
    [{ visibility: 'public', owner: 'admin', [source]: 'kickstart' }, 'standard: Standard'],
    [{ visibility: 'shared', owner: 'them', [source]: 'kickstart' }, 'nonstandard: Shared in'],
    [{ visibility: 'community', owner: 'them', [source]: 'kickstart' }, 'nonstandard: Community'],
    [{ visibility: 'private', owner: 'them', [source]: 'kickstart' }, 'nonstandard: Other owner'],
    [{ visibility: 'shared', owner: 'me', [source]: 'import' }, 'nonstandard: Imported'],
  ])('%j is %s', (fields, expected) => expect(kindOf(fields, 'openstack')).toBe(expected))
})

test('every reason is a sentence', () => {
  const { reason } = imageKind(image({ visibility: 'public' }), {
    account: null,
    flavour: 'rackspace',
    listedPublicly: true,
  })
  expect(reason).toMatch(/^[A-Z].+\.$/)
})
