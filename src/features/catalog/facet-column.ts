/** One facet of every row, each value as a small number, so that counting needs no strings. */
export class FacetColumn {
  /** Values seen so far; a value's code is its place here. */
  readonly values: string[] = []
  /** Code by row slot. */
  readonly codes: number[] = []
  readonly #codeOf = new Map<string, number>()
  /** How many rows have each value, by code. */
  readonly #rows: number[] = []

  set(slot: number, value: string) {
    let code = this.#codeOf.get(value)
    if (code === undefined) {
      code = this.values.push(value) - 1
      this.#codeOf.set(value, code)
      this.#rows[code] = 0
    }
    this.codes[slot] = code
    this.#rows[code] = (this.#rows[code] ?? 0) + 1
  }

  clear(slot: number) {
    const code = this.codes[slot] ?? 0
    this.#rows[code] = (this.#rows[code] ?? 0) - 1
  }

  /** Whether any row of the catalog has the value. */
  has(value: string) {
    const code = this.#codeOf.get(value)
    return code !== undefined && (this.#rows[code] ?? 0) > 0
  }

  /** By code, whether it is among the chosen; null when none is chosen, which means all are. */
  chosen(values: readonly string[]): boolean[] | null {
    return values.length === 0 ? null : this.values.map((value) => values.includes(value))
  }
}
