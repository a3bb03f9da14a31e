import { expect, test } from 'vitest'
import { startHasher } from './hash.ts'

// Known from the algorithms' own descriptions (RFC 1321, FIPS 180-4): hashes of "abc".
const ABC = {
  md5: '900150983cd24fb0d6963f7d28e17f72',
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  sha512:
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
}

test('a file is hashed by several algorithms at once', async () => {
  const hasher = startHasher()
  expect(await hasher.hash(new Blob(['abc']), ['md5', 'sha256', 'sha512'])).toEqual(ABC)
  expect(await hasher.hash(new Blob([]), ['md5'])).toEqual({ md5: 'd41d8cd98f00b204e9800998ecf8427e' })
  hasher.close()
})

test('a stream is hashed piece by piece, beside another', async () => {
  const hasher = startHasher()
  const bytes = (text: string) => new TextEncoder().encode(text)
  const one = await hasher.begin(['sha256'])
  const other = await hasher.begin(['md5'])
  await one.feed(bytes('a'))
  await other.feed(bytes('ab'))
  await one.feed(bytes('bc'))
  await other.feed(bytes('c'))
  expect(await one.end()).toEqual({ sha256: ABC.sha256 })
  expect(await other.end()).toEqual({ md5: ABC.md5 })
  hasher.close()
})
