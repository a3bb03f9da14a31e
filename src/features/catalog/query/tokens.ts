/**
 * Where the words, phrases and `key:value` pairs of a query stand in its text. What a key means is settled later, so
 * the places do not depend on which properties a catalog has, and text can be edited without knowing them.
 */
import { comparable } from './comparable.ts'

/** A stretch of the text, in UTF-16 code units as `slice` counts them; `end` is exclusive. */
export interface Span {
  start: number
  end: number
}

/** One of the values after `key:`, between commas. */
export interface ValueItem {
  span: Span
  /** The value with its quotes taken off. */
  text: string
  /** The same, cut at each `*` that stands outside quotes. */
  chunks: readonly string[]
  /** Begins with a quote, so that `>` and `..` in it are plain characters. */
  isQuoted: boolean
}

interface Common {
  /** With the minus of a negated token. */
  span: Span
  negated: boolean
  /** A quote is still open at the end of the text. */
  isOpen: boolean
}

export type Token = Common &
  (
    | { kind: 'words'; words: readonly string[] }
    | {
        kind: 'pair'
        key: string
        /** Where the first value begins: after the colon. */
        valueStart: number
        items: readonly ValueItem[]
        /** What it says when the key turns out to be none. */
        words: readonly string[]
      }
  )
export type PairToken = Extract<Token, { kind: 'pair' }>

const wordOrPhrase = /"([^"]*)(?:"|$)|\S+/g
const phraseAt = /"([^"]*)("|$)/y
const wordAt = /\S+/y
const isSpace = (char: string | undefined) => char !== undefined && /\s/.test(char)

/** The terms of plain text: words, and phrases in double quotes. A quote inside a word (`19"`) is that character. */
export const plainWords = (text: string): string[] =>
  [...text.matchAll(wordOrPhrase)]
    .map(([word, phrase]) => comparable(phrase ?? word))
    .filter((word) => word.trim() !== '')

const matchAt = (pattern: RegExp, text: string, at: number) => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Longer keys the service does not store; a prefix comes before them. */
export const keyLimit = 300

/** What stands in quotes from `at` on, where a doubled quote is the character; up to `limit` when none closes it. */
const readQuoted = (text: string, at: number, limit = text.length) => {
  let value = ''
  let from = at + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote === -1 || quote >= limit) return { value: value + text.slice(from, limit), end: limit, isClosed: false }
    value += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { value, end: quote + 1, isClosed: true }
    value += '"'
    from = quote + 2
  }
}

/** A quote opens a quoted stretch where a value begins, and after a wildcard, a comparison or `..`. */
const opensQuote = (text: string, at: number, itemStart: number) =>
  at === itemStart || text[at - 1] === '*' || /^[<>]=?$|\.\.$/.test(text.slice(Math.max(itemStart, at - 2), at))

const readItem = (text: string, start: number) => {
  const chunks: string[] = []
  let chunk = ''
  let isOpen = false
  let at = start
  while (at < text.length && text[at] !== ',' && !isSpace(text[at])) {
    if (text[at] === '"' && opensQuote(text, at, start)) {
      const quoted = readQuoted(text, at)
      chunk += quoted.value
      isOpen = !quoted.isClosed
      at = quoted.end
    } else if (text[at] === '*') {
      chunks.push(chunk)
      chunk = ''
      at += 1
    } else {
      chunk += text[at]
      at += 1
    }
  }
  chunks.push(chunk)
  const item: ValueItem = {
    span: { start, end: at },
    text: chunks.join('*'),
    chunks,
    isQuoted: text[start] === '"',
  }
  return { item, isOpen }
}

/** The values from `start` on. One of no characters is left out; `""` is one. */
const readItems = (text: string, start: number) => {
  const items: ValueItem[] = []
  let at = start
  let isOpen = false
  for (;;) {
    const read = readItem(text, at)
    const { end } = read.item.span
    if (end > at) items.push(read.item)
    isOpen = read.isOpen
    if (text[end] !== ',') return { items, end, isOpen }
    at = end + 1
  }
}

const pairFrom = (text: string, start: number, bodyStart: number, key: string, valueStart: number): PairToken => {
  const { items, end, isOpen } = readItems(text, valueStart)
  const words = plainWords(text.slice(bodyStart, end))
  return { kind: 'pair', span: { start, end }, negated: bodyStart > start, isOpen, key, valueStart, items, words }
}

const readToken = (text: string, start: number): Token => {
  const isAlone = start === 0 || isSpace(text[start - 1])
  const next = text[start + 1]
  const negated = isAlone && text[start] === '-' && next !== undefined && !isSpace(next)
  const bodyStart = negated ? start + 1 : start
  if (text[bodyStart] === '"') {
    const key = readQuoted(text, bodyStart, Math.min(text.length, bodyStart + keyLimit))
    if (key.isClosed && text[key.end] === ':') return pairFrom(text, start, bodyStart, key.value, key.end + 1)
    const [whole = '', phrase = '', close] = matchAt(phraseAt, text, bodyStart) ?? []
    const span = { start, end: bodyStart + whole.length }
    return { kind: 'words', span, negated, isOpen: close === '', words: phrase.trim() ? [comparable(phrase)] : [] }
  }
  const [word = ''] = matchAt(wordAt, text, bodyStart) ?? []
  const colon = word.indexOf(':')
  if (colon > 0) return pairFrom(text, start, bodyStart, word.slice(0, colon), bodyStart + colon + 1)
  const span = { start, end: bodyStart + word.length }
  return { kind: 'words', span, negated, isOpen: false, words: [comparable(word)] }
}

/** Every token of a query, in order. */
export const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    if (isSpace(text[at])) {
      at += 1
    } else {
      const token = readToken(text, at)
      tokens.push(token)
      at = token.span.end
    }
  }
  return tokens
}

/** The same pair read with a longer key: properties such as `trait:HW_CPU` hold colons themselves. */
export const withKeyUpTo = (text: string, token: PairToken, colon: number): PairToken => {
  const bodyStart = token.negated ? token.span.start + 1 : token.span.start
  return pairFrom(text, token.span.start, bodyStart, text.slice(bodyStart, colon), colon + 1)
}
