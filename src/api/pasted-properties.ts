/**
 * Properties out of pasted text: lines of `key=value`, arguments as of `openstack image set --property key=value`, or a
 * JSON object, such as an image that was copied as JSON.
 */

export interface Pasted {
  properties: ReadonlyMap<string, string>
  /** What could not be read, in sentences for people; line numbers count from 1. */
  problems: readonly string[]
}

/** @param text as it was pasted; the last of several values of a key wins */
export function readPasted(text: string): Pasted {
  const trimmed = text.trim()
  return trimmed.startsWith('{') ? fromJson(trimmed) : fromLines(text)
}

function fromJson(text: string): Pasted {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? ` ${error.message}.` : ''
    return { properties: new Map(), problems: [`This is not valid JSON.${why}`] }
  }
  const properties = new Map<string, string>()
  const problems: string[] = []
  const add = (entries: object) => {
    for (const [key, value] of Object.entries(entries) as [string, unknown][]) {
      if (typeof value === 'string') properties.set(key, value)
      else if (typeof value === 'number' || typeof value === 'boolean') properties.set(key, String(value))
      // The clients print an image's own properties below this name.
      else if (key === 'properties' && isObject(value)) add(value)
      else if (value !== null) problems.push(`${key} is ${Array.isArray(value) ? 'a list' : 'an object'}, not a text.`)
    }
  }
  if (isObject(json)) add(json)
  return { properties, problems }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function fromLines(text: string): Pasted {
  const properties = new Map<string, string>()
  const problems: string[] = []
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const pair = line
      .trim()
      .replace(/\s*\\$/, '')
      .replace(/^--property(?:\s+|=)/, '')
    if (pair === '' || pair.startsWith('#')) continue
    const whole = unquoted(pair)
    const equals = whole.indexOf('=')
    if (equals < 1) {
      problems.push(`Line ${at + 1} is no key=value.`)
      continue
    }
    properties.set(unquoted(whole.slice(0, equals).trim()), unquoted(whole.slice(equals + 1).trim()))
  }
  return { properties, problems }
}

/** Without the quotes around it, as a shell would read it. */
const unquoted = (text: string) => {
  const quote = text.charAt(0)
  const isQuoted = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote)
  const inner = text.slice(1, -1)
  return isQuoted && !inner.includes(quote) ? inner : text
}
