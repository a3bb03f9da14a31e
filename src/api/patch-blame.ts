/** Which of the edits a cloud's refusal is about, so that it can be explained where somebody typed. */
import type { Change } from './image-changes.ts'
import { isWritableField } from './image-values.ts'

/**
 * The keys a refusal names, of those that were sent. Glance quotes them (`Attribute 'x' is reserved.`), writes them
 * after "Property" (`Property x does not exist.`), or names what there is too much of. A patch of one change is to blame
 * as a whole. Source: "PATCH /v2/images/{id}", its errors.
 * @param detail the service's sentence
 * @returns none where it cannot be said
 */
export function blamedKeys(detail: string, changes: readonly Change[]): string[] {
  const keys = changes.map(({ key }) => key)
  if (keys.length === 1) return keys
  if (/\ballowed image tags\b|tag limit/i.test(detail)) return keys.filter((key) => key === 'tags')
  if (/\ballowed image properties\b/i.test(detail))
    return changes.filter(({ key, from }) => from === undefined && !isWritableField(key)).map(({ key }) => key)
  if (/publicize_image/.test(detail)) return keys.filter((key) => key === 'visibility')
  const named = keys.filter((key) => namesKey(detail, key))
  // Of `os` and `os_version` the longer one is meant.
  return named.filter((key) => !named.some((longer) => longer !== key && longer.includes(key)))
}

function namesKey(detail: string, key: string): boolean {
  if (detail.includes(`'${key}'`) || detail.includes(`"${key}"`)) return true
  const escaped = key.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(String.raw`(?:^|[\s'"(/])${escaped}(?:$|[\s'".,:;)])`).test(detail)
}
