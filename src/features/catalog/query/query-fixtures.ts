/** Texts for tests of the query language: hostile ones by hand, and random ones that can be made again. */
import { Image } from '#api/schemas.ts'

import type { CatalogEntry } from '#api/catalog-entry.ts'
import type { Viewer } from '#api/image-facts.ts'

/** Pseudo-random whole numbers below a limit, always the same for one seed (a linear congruential generator). */
export const randomBelow = (seed: number) => {
  let state = Math.imul(seed, 2_654_435_761) >>> 0
  return (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

/** Up to twelve of the pieces in a row. */
export const randomText = (seed: number, pieces: readonly string[]) => {
  const below = randomBelow(seed)
  return Array.from({ length: below(13) }, () => pieces[below(pieces.length)] ?? '').join('')
}

/** Pieces of the language, whole and broken. */
export const queryPieces = [
  ' ',
  ' ',
  '-',
  '"',
  '""',
  ',',
  ':',
  '*',
  '>',
  '<=',
  '..',
  'web',
  'status:',
  'status:active',
  'active',
  'tag:',
  'tag:"a b"',
  'is:',
  'is:public',
  'is:protected',
  'protected:no',
  'size:>2GiB',
  'size:banana',
  'updated:<30d',
  'has:',
  'owner:me',
  'os_distro:',
  'odd key',
  '"odd key":',
  'property.region:',
  'http://x',
  '12:30',
  'é',
  'של',
  '\ud800',
  '\n',
]

export const nastyTexts = [
  '<img src=x onerror=alert(1)>',
  'תמונה:של שרת',
  '\u202eevil:txt',
  `tag:${'n'.repeat(255)}`,
  '\ud800:\udfff',
  '__proto__:x',
  'constructor:x has:constructor is:__proto__ property.toString:*',
  'property.:x',
  '"":x',
  '"',
  '"":',
  '-:',
  '--a:b',
  'size:>',
  'size:..',
  'size:"',
  'updated:9999-12-31 created:0000 updated:>999999y',
  'size:1e400 size:>99999999999999999999999999PB',
  'tag:"""',
  'tag:"a""',
  'tag:\u0000',
  'a\nb:c\td',
  'status:,,,',
  'status:"active',
  '(.*)+:(.*)+',
]

export const viewer: Viewer = { account: 'me-1', flavour: 'openstack' }

/** A row of the catalog with these fields; `region` and `list` are the row's own. */
export const makeEntry = (
  fields: Record<string, unknown> = {},
  { region = 'DFW', list = 'default' }: Partial<Pick<CatalogEntry, 'region' | 'list'>> = {},
): CatalogEntry => ({
  region,
  list,
  image: Image.parse({
    id: '0a0b0c0d-0000-4000-8000-000000000000',
    status: 'active',
    visibility: 'private',
    created_at: '2026-01-01T00:00:00Z',
    ...fields,
  }),
})
