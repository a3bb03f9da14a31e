/**
 * Test-only switch that makes chosen requests go wrong. Rules are matched in order; each may be limited to a number
 * of requests. Only the Node host applies them, since half of them are about the socket.
 */
export type FaultKind =
  /** A canned answer instead of the service's: any status, headers and body. */
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: string }
  /** The service's own answer, so many milliseconds late. */
  | { kind: 'delay'; milliseconds: number }
  /** The request is taken and never answered. */
  | { kind: 'hang' }
  /** The connection is closed without an answer. */
  | { kind: 'reset' }
  /** The service does what it is asked to, and the connection is closed without its answer. */
  | { kind: 'lose' }
  /** The service does what it is asked to, and never answers. */
  | { kind: 'withhold' }
  /** Status, headers and half of the body, then the connection is closed. */
  | { kind: 'truncate' }
  /** A complete answer whose body stops half-way: not JSON any more. */
  | { kind: 'malformed' }

export type FaultRule = FaultKind & {
  /** Name of the cloud; absent: every cloud. */
  cloud?: string
  /** HTTP method; absent: every method. */
  method?: string
  /** Path pattern with `*` for any run of characters, matched against the whole path; absent: every path. */
  path?: string
  /** Pattern of the query without its `?`: `*marker=*` spoils the later pages of a list; absent: every query. */
  query?: string
  /** `answer`, `hang` and `reset` come once so many bytes of the request's body were read; absent: before the first. */
  afterBytes?: number
  /** How many requests it spoils; absent: all until cleared. */
  times?: number
}

/** The request that a fault may hit. `query` is without its `?`. */
type Where = Required<Pick<FaultRule, 'cloud' | 'method' | 'path' | 'query'>>

const patternOf = (pattern: string) =>
  new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')}$`)

export class FaultRules {
  /** How many requests were spoilt, each counted when that happened. */
  hits = 0
  #rules: { rule: FaultRule; left: number }[] = []

  add(rule: FaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY })
  }

  clear(): void {
    this.#rules = []
    this.hits = 0
  }

  /** The fault for this request, if any; counts it against the rule. */
  take({ cloud, method, path, query }: Where): FaultRule | undefined {
    const found = this.#rules.find(
      ({ rule, left }) =>
        left > 0 &&
        (rule.cloud === undefined || rule.cloud === cloud) &&
        (rule.method === undefined || rule.method === method) &&
        (rule.path === undefined || patternOf(rule.path).test(path)) &&
        (rule.query === undefined || patternOf(rule.query).test(query)),
    )
    if (!found) return undefined
    found.left -= 1
    return found.rule
  }
}
