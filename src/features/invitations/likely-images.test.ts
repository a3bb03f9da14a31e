import { expect, test } from 'vitest'
import { Image } from '#api/schemas.ts'
import { likelyImages } from './likely-images.ts'

const image = (id: string, os_distro: string, created_at: string, owner = 'me') =>
  Image.parse({ id, name: `name ${id}`, status: 'active', visibility: 'private', owner, os_distro, created_at })
const offered = image('offered', 'debian', '2026-01-01', 'them')
const images = [
  image('rocky', 'rocky', '2026-03-01'),
  image('old-debian', 'debian', '2025-01-01'),
  image('new-debian', 'debian', '2026-02-01'),
  image('theirs', 'debian', '2026-02-01', 'them'),
]
const idsOf = (q: string) => likelyImages(images, offered, 'me', q).map(({ id }) => id)

test('of the same system first, then the newest; images of others are left out', () => {
  expect(idsOf('')).toEqual(['new-debian', 'old-debian', 'rocky'])
})

test('every word has to be in the name or the ID', () => {
  expect(idsOf('NAME debian')).toEqual(['new-debian', 'old-debian'])
  expect(idsOf('debian moon')).toEqual([])
})
