import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { plainJson, shellWord } from './shell-word.ts'

/** Names that people have tried, or might. */
const hostile = [
  'plain',
  'two words',
  "it's",
  "'; touch /nowhere; '",
  '$(id) `id` ${HOME} $HOME',
  'back\\slash \\n \\',
  'line\nbreak\n',
  '\ttab',
  'quote " and !bang',
  '-x',
  '',
  '*?[a]{b,c}~',
  'עברית',
  '\u202Egpj.exe',
  'zero\u200Bwidth',
  "escape\u001B[201~'; id",
  'C1\u009B31m',
  '\u{1F4BF} disc',
  '#comment',
]

/** The words as bash understands them. */
const understood = (words: string) =>
  execFileSync('bash', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1)

test('every word arrives as it was, in a shell', () => {
  expect(understood(hostile.map(shellWord).join(' '))).toEqual(hostile)
})

test('ordinary words stay as they are', () => {
  expect(shellWord('715a21cd-c544-4882-9349-e53f9f490580')).toBe('715a21cd-c544-4882-9349-e53f9f490580')
  expect(shellWord('os_distro=ubuntu')).toBe('os_distro=ubuntu')
  expect(shellWord('two words')).toBe("'two words'")
  expect(shellWord("it's")).toBe(String.raw`'it'\''s'`)
})

describe.each([
  ['shellWord', shellWord],
  ['plainJson', plainJson],
])('%s', (_name, write) => {
  test('leaves nothing for the terminal to act on, and nothing hidden', () => {
    for (const name of hostile) expect(write(name)).not.toMatch(/[\p{Cc}\u200B\u202E]/u)
  })
})

test('plainJson means the same value', () => {
  for (const name of hostile) expect(JSON.parse(plainJson({ name }))).toEqual({ name })
})
