export type JsonTokenKind = 'key' | 'string' | 'number' | 'word' | 'plain'

export interface JsonToken {
  kind: JsonTokenKind
  text: string
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g

/**
 * Splits one line of `JSON.stringify` output into pieces to colour. It trusts its input to be well formed, which
 * is why a regular expression will do; joined again, the pieces are the line.
 */
export function jsonTokens(line: string): JsonToken[] {
  const tokens: JsonToken[] = []
  let end = 0
  for (const match of line.matchAll(TOKEN)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: line.slice(end, match.index) })
    const [all, text, colon, number] = match
    if (text !== undefined) {
      tokens.push({ kind: colon === undefined ? 'string' : 'key', text })
      if (colon !== undefined) tokens.push({ kind: 'plain', text: colon })
    } else {
      tokens.push({ kind: number === undefined ? 'word' : 'number', text: all })
    }
    end = match.index + all.length
  }
  if (end < line.length) tokens.push({ kind: 'plain', text: line.slice(end) })
  return tokens
}
