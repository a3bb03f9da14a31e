/** Finding rows again after the list has changed. A list changes far more often by a few rows than altogether. */

type RowId<Row> = (row: Row) => string

/**
 * Where a row is now, looked for outwards from where it was.
 * @returns -1 when the list does not hold it
 */
export function indexNear<Row>(rows: readonly Row[], rowId: RowId<Row>, id: string, hint: number): number {
  const from = Math.min(Math.max(0, hint), rows.length - 1)
  const isAt = (index: number) => {
    const row = rows[index]
    return row !== undefined && rowId(row) === id
  }
  for (let distance = 0; from - distance >= 0 || from + distance < rows.length; distance += 1) {
    if (isAt(from - distance)) return from - distance
    if (isAt(from + distance)) return from + distance
  }
  return -1
}

/**
 * The row that takes the place of one that may have gone: itself, else the next of the old list that is still there,
 * else the one before.
 * @param at index in `before`
 * @returns both its old and its new index; null when no row of the old list is left
 */
export function survivor<Row>(
  before: readonly Row[],
  after: readonly Row[],
  rowId: RowId<Row>,
  at: number,
): { was: number; is: number } | null {
  const row = before[at]
  const still = row === undefined ? -1 : indexNear(after, rowId, rowId(row), at)
  if (still >= 0) return { was: at, is: still }

  const left = new Map(after.map((one, index) => [rowId(one), index]))
  const find = (was: number) => {
    const one = before[was]
    const is = one === undefined ? undefined : left.get(rowId(one))
    return is === undefined ? null : { was, is }
  }
  for (let was = at + 1; was < before.length; was += 1) {
    const found = find(was)
    if (found) return found
  }
  for (let was = at - 1; was >= 0; was -= 1) {
    const found = find(was)
    if (found) return found
  }
  return null
}
