/** What happened to all requests: how long they took, what came instead of an answer, and which answers were wrong. */

const percentile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

export class Tally {
  readonly #milliseconds: number[] = []
  readonly #failures = new Map<string, number>()
  /** Answers that contradict what was done before: each is one too many. */
  readonly wrong: string[] = []

  answered(milliseconds: number): void {
    this.#milliseconds.push(milliseconds)
  }

  failed(cause: string): void {
    this.#failures.set(cause, (this.#failures.get(cause) ?? 0) + 1)
  }

  get requests(): number {
    return this.#milliseconds.length + this.failures
  }

  get failures(): number {
    return [...this.#failures.values()].reduce((sum, count) => sum + count, 0)
  }

  /** Lines for people. */
  summary(): string[] {
    const sorted = this.#milliseconds.toSorted((one, other) => one - other)
    const share = ((100 * this.failures) / Math.max(1, this.requests)).toFixed(2)
    return [
      `requests    ${this.requests}, answered in p50 ${Math.round(percentile(sorted, 0.5))} ms, p99 ${Math.round(percentile(sorted, 0.99))} ms`,
      `failed      ${this.failures} (${share} %)`,
      ...[...this.#failures]
        .toSorted(([, one], [, other]) => other - one)
        .map(([cause, count]) => `  ${String(count).padStart(6)}  ${cause}`),
      `wrong       ${this.wrong.length}`,
      ...this.wrong.slice(0, 10).map((line) => `  ${line}`),
    ]
  }
}
