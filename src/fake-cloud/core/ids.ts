/**
 * Ids and digests. Seeded ones are a hash of a text, so the same seed gives the same ids on every machine;
 * secrets (tokens, session ids) are random, so a token of yesterday's process opens nothing today.
 */

const WORD = 0x1_0000_0000

/** Four well-mixed 32-bit words of a text (FNV-1a with a murmur finish): stable, quick, not secret. */
function mix(text: string, salt: number): number {
  let hash = (0x811c9dc5 ^ salt) >>> 0
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** So many hexadecimal digits that depend on the text alone. */
export function hexOf(text: string, digits: number): string {
  let hex = ''
  for (let salt = 1; hex.length < digits; salt += 1) {
    hex += mix(text, Math.imul(salt, 0x9e3779b9)).toString(16).padStart(8, '0')
  }
  return hex.slice(0, digits)
}

/** A version-4-shaped UUID that depends on the text alone. */
export function uuidOf(text: string): string {
  const hex = hexOf(text, 32)
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** A number in [0, 1) that depends on the text alone. */
export const shareOf = (text: string) => mix(text, 0x51ed270b) / WORD

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
