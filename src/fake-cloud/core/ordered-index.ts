/**
 * A list kept in order by binary search: what lets a page of 1000 out of 100,000 images be cut without sorting.
 * The comparator must tell every two rows apart (end it with the id).
 */
export class OrderedIndex<Row> {
  readonly #compare: (a: Row, b: Row) => number
  readonly #rows: Row[]

  constructor(compare: (a: Row, b: Row) => number, rows: Iterable<Row> = []) {
    this.#compare = compare
    this.#rows = [...rows].toSorted(compare)
  }

  get size(): number {
    return this.#rows.length
  }

  /** Where the row stands, or would stand. */
  position(row: Row): number {
    let low = 0
    let high = this.#rows.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const candidate = this.#rows[middle]
      if (candidate !== undefined && this.#compare(candidate, row) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  add(row: Row): void {
    this.#rows.splice(this.position(row), 0, row)
  }

  remove(row: Row): void {
    const position = this.position(row)
    if (this.#rows[position] === row) this.#rows.splice(position, 1)
  }

  /** Rows from a position on, first to last. */
  *from(position: number): Generator<Row> {
    for (let index = position; index < this.#rows.length; index += 1) {
      const row = this.#rows[index]
      if (row !== undefined) yield row
    }
  }
}
