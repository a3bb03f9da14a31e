/** What differs from cloud to cloud and from run to run, under names: so that what is left can be compared. */

/** Names and their values on one cloud: `image` → an id. In commands and in what they print, written `{image}`. */
export type Names = Map<string, string>

/** Puts the cloud's values into a command. @throws Error for a name that has none */
export const filledIn = (text: string, names: Names): string =>
  text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = names.get(name)
    if (value === undefined) throw new Error(`Nothing is known under {${name}}`)
    return value
  })

/** Values without a name of their own, in the order in which they are looked for. */
const ANONYMOUS: readonly (readonly [RegExp, string])[] = [
  [/\bgAAAA[\w=-]{40,}/g, '{token}'],
  [/\btx[0-9a-f]{21}-[0-9a-f]{10}(-?[\w.-]*)/g, '{transaction}'],
  [/\breq-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '{request}'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '{uuid}'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?/g, '{time}'],
  [/\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '{date}'],
  [/\b\d{10}\.\d{5}\b/g, '{timestamp}'],
]

/** The text with the cloud's values replaced by their names. */
export function anonymous(text: string, names: Names): string {
  // Longest first: one URL may begin with another.
  const known = [...names].toSorted(([, a], [, b]) => b.length - a.length)
  const named = known.reduce((left, [name, value]) => left.replaceAll(value, `{${name}}`), text)
  return ANONYMOUS.reduce((left, [pattern, name]) => left.replaceAll(pattern, name), named)
}
