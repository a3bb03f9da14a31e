/** Typing a name to get to its row. */

/** Milliseconds without a key after which the next letter begins a new name. */
const TYPE_AHEAD_MS = 600

/** What has been typed, and when the last letter was, in milliseconds of any steady clock. */
export interface Typed {
  text: string
  at: number
}

export const nothingTyped: Typed = { text: '', at: -Infinity }

export const isTyping = (typed: Typed, now: number) => typed.text !== '' && now - typed.at < TYPE_AHEAD_MS

/**
 * What has been typed once a key is added, or null when the key types nothing: a name begins with a letter or a digit
 * of any script, so that signs stay free for shortcuts, and goes on with anything.
 */
export function typedAfterKey(typed: Typed, key: string, now: number): Typed | null {
  const isOn = isTyping(typed, now)
  if (!(isOn ? /^.$/u : /^[\p{L}\p{N}]$/u).test(key)) return null
  return { text: (isOn ? typed.text : '') + key.toLowerCase(), at: now }
}

/**
 * The row that what was typed leads to: from the current row on, and round. A name being typed on keeps the row that
 * fits already; one letter, or the same letter over and over, goes from row to row.
 * @param at index of the current row, -1 when there is none
 * @returns -1 when no row's text begins so
 */
export function rowTypedTo<Row>(rows: readonly Row[], text: (row: Row) => string, typed: string, at: number): number {
  const repeated = /^(.)\1*$/u.exec(typed)?.[1]
  const wanted = repeated ?? typed
  const start = repeated !== undefined ? at + 1 : Math.max(0, at)
  for (let step = 0; step < rows.length; step += 1) {
    const index = (start + step) % rows.length
    const row = rows[index]
    // Cut first: names are long, and this runs over every row.
    if (row !== undefined && text(row).slice(0, wanted.length).toLowerCase().startsWith(wanted)) return index
  }
  return -1
}
