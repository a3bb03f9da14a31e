/**
 * The changes of one image as Glance takes them: JSON Patch with one-token pointers, all or nothing.
 * Source: "PATCH /v2/images/{id}".
 */
import type { Image } from './schemas.ts'

/** `add` sets a key whether or not it is there; `replace` and `remove` are refused (409) where it is not. */
export type PatchOp = { op: 'add' | 'replace'; path: string; value: unknown } | { op: 'remove'; path: string }

export const PATCH_TYPE = 'application/openstack-images-v2.1-json-patch'

/** `a/b~c` becomes `/a~1b~0c`. */
export const pointerTo = (key: string) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** The key that a pointer of one token names. */
export const keyOf = (pointer: string) => pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')

/** Whether the image is as the patch would leave it: then sending it again would change nothing. */
export const holdsPatch = (image: Image, patch: readonly PatchOp[]): boolean =>
  patch.every((step) => {
    const now = image[keyOf(step.path)]
    return step.op === 'remove' ? now === undefined || now === null : isSameValue(now, step.value)
  })

/** Tags are a set: their order says nothing. Everything else that can be written is a string, a number or a boolean. */
export const isSameValue = (one: unknown, other: unknown): boolean => {
  if (!Array.isArray(one) || !Array.isArray(other)) return Object.is(one, other)
  const held = new Set<unknown>(one)
  return held.size === new Set<unknown>(other).size && other.every((item) => held.has(item))
}
