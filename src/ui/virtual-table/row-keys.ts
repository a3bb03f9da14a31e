/**
 * Where a key takes the keyboard in a list of rows.
 * @param at index of the current row; -1 when no row is current yet
 * @param page rows that fit on the screen
 * @returns the index to go to, or null when the key is none of ours
 */
export function rowAfterKey(key: string, at: number, rows: number, page: number): number | null {
  if (rows === 0) return null
  const within = (index: number) => Math.min(rows - 1, Math.max(0, index))
  switch (key) {
    case 'ArrowDown':
      return within(at + 1)
    case 'ArrowUp':
      return within(at - 1)
    case 'PageDown':
      return within(at + Math.max(1, page - 1))
    case 'PageUp':
      return within(at - Math.max(1, page - 1))
    case 'Home':
      return 0
    case 'End':
      return rows - 1
    default:
      return null
  }
}
