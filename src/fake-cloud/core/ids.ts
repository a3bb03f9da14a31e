/**
 * Ids and digests. Seeded ones are a hash of a text, so the same seed gives the same ids on every machine;
 * secrets (tokens, session ids) are random, so a token of yesterday's process opens nothing today.
 */

const WORD = 0x1_0000_0000

/** Scrambles a 32-bit word so that neighbours end up far apart (the finish of murmur3). */
function scramble(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** An endless row of 32-bit words that depend on the text alone; stable and quick, not secret. */
function wordsOf(text: string): () => number {
  let low = 0x811c9dc5
  let high = 0x9e3779b9
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high + code, 0x85ebca6b) ^ (high >>> 15)
  }
  return () => {
    low = (low + 0x9e3779b9) | 0
    high = Math.imul(high ^ low, 0xcc9e2d51)
    return scramble(low ^ high)
  }
}

/** So many hexadecimal digits that depend on the text alone. */
export function hexOf(text: string, digits: number): string {
  const next = wordsOf(text)
  const parts: string[] = []
  for (let made = 0; made < digits; made += 8) parts.push(next().toString(16).padStart(8, '0'))
  return parts.join('').slice(0, digits)
}

/** A version-4-shaped UUID that depends on the text alone. */
export function uuidOf(text: string): string {
  const hex = hexOf(text, 32)
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** A number in [0, 1) that depends on the text alone. */
export const shareOf = (text: string) => wordsOf(text)() / WORD

/** One of the choices, by the text alone. */
export function pick<T>(text: string, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(shareOf(text) * choices.length)] ?? choices[0]
}

/** A random URL-safe secret of so many bytes. */
export function secret(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes))
  return btoa(String.fromCharCode(...random))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
