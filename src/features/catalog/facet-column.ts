/**
 * One facet of every row. A row may count as several values (tags): each set of values met is a *combination* with a
 * small number, so that narrowing and counting go over plain numbers, one per row.
 */
export class FacetColumn {
  /** Values seen so far; a value's code is its place here. */
  readonly values: string[] = []
  /** Combination by row slot. */
  readonly codes: number[] = []
  /** Codes of the values of each combination. */
  readonly #combinations: (readonly number[])[] = []
  readonly #combinationOf = new Map<string, number>()
  readonly #codeOf = new Map<string, number>()
  /** How many rows have each value, by code. */
  readonly #rows: number[] = []

  set(slot: number, values: string | readonly string[]) {
    const combination = this.#intern(values)
    this.codes[slot] = combination
    for (const code of this.#combinations[combination] ?? []) this.#rows[code] = (this.#rows[code] ?? 0) + 1
  }

  clear(slot: number) {
    for (const code of this.#combinations[this.codes[slot] ?? 0] ?? []) this.#rows[code] = (this.#rows[code] ?? 0) - 1
  }

  /** Whether any row of the catalog has the value. */
  has(value: string) {
    const code = this.#codeOf.get(value)
    return code !== undefined && (this.#rows[code] ?? 0) > 0
  }

  /** By combination, whether one of its values is chosen. */
  chosen(isChosen: (value: string) => boolean): boolean[] {
    const verdicts = this.values.map(isChosen)
    return this.#combinations.map((combination) => combination.some((code) => verdicts[code]))
  }

  /** Rows per value, given the rows per combination. */
  tally(rows: Uint32Array): Map<string, number> {
    const counts = this.values.map(() => 0)
    for (const [combination, codes] of this.#combinations.entries()) {
      for (const code of codes) counts[code] = (counts[code] ?? 0) + (rows[combination] ?? 0)
    }
    return new Map(this.values.map((value, code) => [value, counts[code] ?? 0]))
  }

  get combinations() {
    return this.#combinations.length
  }

  #intern(values: string | readonly string[]): number {
    const codes = typeof values === 'string' ? [this.#code(values)] : this.#codes(values)
    const key = codes.join()
    const known = this.#combinationOf.get(key)
    if (known !== undefined) return known
    const combination = this.#combinations.push(codes) - 1
    this.#combinationOf.set(key, combination)
    return combination
  }

  /** Each once, in one order: the same values are the same combination however they are listed. */
  #codes(values: readonly string[]) {
    return [...new Set(values.map((value) => this.#code(value)))].toSorted((one, other) => one - other)
  }

  #code(value: string): number {
    const known = this.#codeOf.get(value)
    if (known !== undefined) return known
    const code = this.values.push(value) - 1
    this.#codeOf.set(value, code)
    this.#rows[code] = 0
    return code
  }
}
