/**
 * Gives what differs from run to run a name that does not: ids, times, request ids, tokens, hosts. Expectations are then
 * plain data, the same for every cloud.
 */
import type { Answer } from './http.ts'

/** Literal texts and the names that stand for them in expectations. */
export type Names = ReadonlyMap<string, string>

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/req-[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, '{request}'],
  [/gAAAA[\w-]{80,}={0,2}/g, '{token}'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/g, '{microseconds}'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '{milliseconds}'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '{seconds}'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}/g, '{naive}'],
]

function renamed(text: string, names: Names): string {
  let result = text
  // Longest first: an address may be the beginning of another.
  for (const [literal, name] of [...names].toSorted(([a], [b]) => b.length - a.length)) {
    result = result.replaceAll(literal, name)
  }
  for (const [pattern, name] of PATTERNS) result = result.replaceAll(pattern, name)
  return result
}

/** The answer as expectations see it. */
export function withNames(answer: Answer, names: Names): Answer {
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, renamed(value, names)] as const)
  const text = renamed(answer.text, names)
  return {
    status: answer.status,
    headers: Object.fromEntries(headers),
    text,
    body: answer.body === undefined ? undefined : JSON.parse(text),
  }
}
