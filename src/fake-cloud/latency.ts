/**
 * How long a call takes on a real cloud, for demos: lists, single reads, writes and sign-ins each within a believable
 * range. The same calls in the same order take the same time at every start.
 */
import { shareOf } from './core/ids.ts'

/** Milliseconds, from and to. */
type Range = readonly [number, number]

const RANGES = {
  list: [60, 150],
  read: [25, 60],
  write: [80, 200],
  /** Passwords are slow to check, on purpose. */
  signIn: [150, 300],
} as const satisfies Record<string, Range>

/** Collections, by the end of their path; accounts and containers list what is in them. */
const LIST = /\/(images|members|tasks|stores|namespaces|resource_types|projects|tenants)$|\/v1\/[^/]+(\/[^/]+)?\/?$/
const SIGN_IN = /\/tokens$/

function kindOf(method: string, path: string): keyof typeof RANGES {
  if (method === 'POST' && SIGN_IN.test(path)) return 'signIn'
  if (method !== 'GET' && method !== 'HEAD') return 'write'
  return LIST.test(path) ? 'list' : 'read'
}

/** Answers with the milliseconds that the next call takes; each call counts. */
export function realisticLatency(): (method: string, path: string) => number {
  const calls = new Map<string, number>()
  return (method, path) => {
    const kind = kindOf(method, path)
    const count = (calls.get(kind) ?? 0) + 1
    calls.set(kind, count)
    const [least, most] = RANGES[kind]
    return Math.round(least + (most - least) * shareOf(`${method} ${path} ${count}`))
  }
}
