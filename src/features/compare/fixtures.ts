/** Images for the tests of a comparison. */
import { Image } from '#api/schemas.ts'

/** What a service sends of an image: the fewest fields it may, and the fields given. An undefined one is not sent. */
export const imageJson = (fields: Record<string, unknown> = {}) =>
  JSON.stringify({
    id: '00000000-0000-4000-8000-000000000000',
    status: 'active',
    visibility: 'private',
    created_at: '2026-01-01T00:00:00Z',
    ...fields,
  })

export const makeImage = (fields?: Record<string, unknown>): Image => Image.parse(JSON.parse(imageJson(fields)))
