/** More changes at once than anybody can follow are not marked one by one. */
const MOST_REMEMBERED = 500

/** When rows last changed, by key; the oldest are forgotten first. */
export class RecentChanges {
  readonly #times = new Map<string, number>()

  note(key: string) {
    this.#times.delete(key)
    this.#times.set(key, Date.now())
    const [oldest] = this.#times.keys()
    if (oldest !== undefined && this.#times.size > MOST_REMEMBERED) this.#times.delete(oldest)
  }

  /** Milliseconds since 1970. */
  at(key: string): number | undefined {
    return this.#times.get(key)
  }
}
