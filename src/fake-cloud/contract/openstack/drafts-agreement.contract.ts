/**
 * What the editor of the dashboard sends, on a cloud: two hundred random drafts of one image, each made of the image as
 * the one before it left it. The patches were written apart from the cloud's rules; here they meet.
 */
import { expect, test } from 'vitest'
import * as z from 'zod'

import { changesBetween, patchFor } from '#api/image-changes.ts'
import { baseKeys } from '#api/image-facts.ts'
import { valuesOf } from '#api/image-values.ts'
import { Image } from '#api/schemas.ts'
import { Stage } from '#fake-cloud/contract/stage.ts'
import { openTarget } from '#fake-cloud/contract/target.ts'
import { randomEntity, randomFrom } from '#lib/testing/random-entity.ts'

const DRAFTS = 200

/** MariaDB as Glance makes its tables: of keys that differ in case alone it holds one, and no letter beyond U+FFFF. */
const UNSUPPORTED = new Set(['Os_Distro', '😀'])

/** Exactly what the cloud says, `__proto__` included. */
const Entity = z.custom<Record<string, unknown>>((value) => typeof value === 'object' && value !== null)

/** Tags as a set, and what is written beside them. */
const state = (entity: Record<string, unknown>, keys: Iterable<string>) =>
  Object.fromEntries(
    [...keys].map((key) => [key, Array.isArray(entity[key]) ? new Set<unknown>(entity[key]) : entity[key]]),
  )

test(
  `producer: ${DRAFTS} random drafts, each exactly what was wanted; no change, no call`,
  { timeout: 300_000 },
  async () => {
    const target = await openTarget()
    const stage = new Stage(target)
    try {
      const path = `/v2/images/${await stage.image()}`
      const { images } = await stage.as('producer')
      const random = randomFrom(20_261_124)
      let now = Entity.parse((await images.get(path)).body)
      for (let sent = 0; sent < DRAFTS;) {
        const wanted = randomEntity(random, UNSUPPORTED)
        // Everything that is no property stays as it is.
        const kept = Object.fromEntries(Object.entries(now).filter(([key]) => baseKeys.has(key)))
        const after = { ...kept, ...wanted }
        const patch = patchFor(
          valuesOf(Image.parse(now)),
          changesBetween(valuesOf(Image.parse(now)), valuesOf(Image.parse(after))),
        )
        if (patch.length === 0) continue
        const answer = await images.patch(path, patch)
        expect(answer.status, `${JSON.stringify(patch)} ${answer.text}`).toBe(200)
        now = Entity.parse(answer.body)
        const keys = new Set([...Object.keys(now), ...Object.keys(after)])
        keys.delete('updated_at')
        expect(state(now, keys)).toEqual(state(after, keys))
        sent += 1
      }
      const end = Entity.parse((await images.get(path)).body)
      expect(state(end, Object.keys(end))).toEqual(state(now, Object.keys(now)))
    } finally {
      await stage.clear()
      await target.close()
    }
  },
)
