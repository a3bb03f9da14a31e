/**
 * What a terminal acts on even inside quotes (Escape ends a bracketed paste, Tab completes), and what is not seen where
 * it stands (marks that turn the direction of writing, characters without width).
 */
// oxlint-disable-next-line no-control-regex -- These are what is looked for.
const treacherous = /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/g

/**
 * A word that a shell takes literally, whatever it holds. Treacherous characters are spelled out byte by byte in
 * `$'…'`, which bash, zsh, ksh and BusyBox know. Source: POSIX.1-2024, "Shell Command Language", 2.2.
 */
export function shellWord(text: string): string {
  if (/^[\w./:@%+=,-]+$/.test(text)) return text
  if (text.search(treacherous) === -1) return `'${text.replaceAll("'", String.raw`'\''`)}'`
  const escaped = text.replaceAll(/[\\']/g, String.raw`\$&`).replaceAll(treacherous, inOctal)
  return `$'${escaped}'`
}

/**
 * JSON that can be pasted into a terminal: the same value, with treacherous characters as `\u…`.
 * @param value what JSON can hold
 */
export const plainJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    treacherous,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const inOctal = (character: string) =>
  Array.from(new TextEncoder().encode(character), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
