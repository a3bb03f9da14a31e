import { describe, expect, test } from 'vitest'
import { compare } from './image-upload.ts'
import { sessionOutlasts } from './session-outlasts.ts'
import { PART_BYTES, partsOf } from './object-upload-parts.ts'
import { Image } from './schemas.ts'

const image = (fields: Record<string, unknown>) =>
  Image.parse({ id: 'i', status: 'active', visibility: 'private', created_at: '', ...fields })

describe('the hash of what was stored', () => {
  const hashes = { md5: 'm', sha512: '5' }
  test.each([
    [{ os_hash_algo: 'sha512', os_hash_value: '5', checksum: 'm' }, 'sha512'],
    [{ os_hash_algo: 'sha256', os_hash_value: '2', checksum: 'm' }, 'md5'],
    [{ os_hash_algo: 'sha256', os_hash_value: '2' }, null],
    [{ os_hash_algo: 'md5', os_hash_value: 'm' }, 'md5'],
    [{ os_hash_algo: 'blake2b', os_hash_value: 'b', checksum: 'm' }, 'md5'],
    [{ checksum: 'm' }, 'md5'],
    [{}, null],
  ])('%j is the file’s, by %s', (fields, verifiedBy) => {
    expect(compare(image(fields), hashes)).toBe(verifiedBy)
  })

  test.each([{ os_hash_algo: 'sha512', os_hash_value: 'x', checksum: 'm' }, { checksum: 'x' }])(
    '%j is not',
    (fields) => {
      expect(() => compare(image(fields), hashes)).toThrow('What the cloud stored is not your file')
    },
  )
})

describe('segments', () => {
  test('cover the file without a gap, and their names sort in order', () => {
    const parts = partsOf(2 * PART_BYTES + 5, 'disk.vhd')
    expect(parts).toEqual([
      { name: 'disk.vhd-00001', start: 0, end: PART_BYTES },
      { name: 'disk.vhd-00002', start: PART_BYTES, end: 2 * PART_BYTES },
      { name: 'disk.vhd-00003', start: 2 * PART_BYTES, end: 2 * PART_BYTES + 5 },
    ])
    expect(partsOf(PART_BYTES, 'a')).toHaveLength(1)
    expect(partsOf(0, 'a')).toEqual([{ name: 'a-00001', start: 0, end: 0 }])
  })
})

describe('the session, before an upload begins', () => {
  const now = Date.parse('2026-01-01T12:00:00Z')
  const ask = (expiresAt: string, bytes: number, canGoOn = false) => sessionOutlasts({ expiresAt }, bytes, canGoOn, now)

  test('lives long enough: nothing to say', () => {
    expect(ask('2026-01-01T13:00:00Z', 2 ** 30)).toEqual({ verdict: { ok: true }, warning: null })
  })
  test('may end before the upload does', () => {
    const { verdict, warning } = ask('2026-01-01T12:10:00Z', 20 * 2 ** 30)
    expect(verdict.ok).toBe(true)
    expect(warning).toBe(
      'Your session ends in 10 min, and 20 GiB may take longer. Sign in again first, so that it does not break off.',
    )
    expect(ask('2026-01-01T12:10:00Z', 20 * 2 ** 30, true).warning).toContain('go on after you sign in again')
  })
  test('is about to end: nothing is begun', () => {
    expect(ask('2026-01-01T12:00:30Z', 1).verdict.ok).toBe(false)
  })
})
