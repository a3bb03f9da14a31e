import type { Image } from './schemas.ts'

const isSame = (one: unknown, two: unknown): boolean =>
  one === two || (typeof one === 'object' && typeof two === 'object' && JSON.stringify(one) === JSON.stringify(two))

/**
 * Whether two answers about an image say the same. Compares every key: `updated_at` has whole seconds, so two changes
 * within one leave it as it was.
 */
export const isSameImage = (one: Image, two: Image) => {
  const keys = Object.keys(one)
  if (keys.length !== Object.keys(two).length) return false
  return keys.every((key) => Object.hasOwn(two, key) && isSame(one[key], two[key]))
}
