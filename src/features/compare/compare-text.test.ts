import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { markdownTable, tabSeparated } from './compare-text.ts'
import { makeImage } from './fixtures.ts'
import { compareRows } from './rows.ts'

const columns = (...names: string[]) => names.map((name, at) => ({ name, id: `i${at}`, region: 'DFW' }))
const rows = (...images: Record<string, unknown>[]) =>
  compareRows(
    images.map((fields) => makeImage(fields)),
    { account: 'me', flavour: 'openstack' },
  )
/** Only the rows about these keys. */
const rowsAbout = (keys: string[], ...images: Record<string, unknown>[]) =>
  rows(...images).filter(({ key }) => keys.includes(key))

test('a Markdown table says what the page says', () => {
  const about = rowsAbout(['size', 'tags', 'os_distro'], { size: 1536, tags: ['b', 'a'], os_distro: '' }, {})
  expect(markdownTable(columns('one', 'two'), about)).toBe(
    [
      '| Property | one | two |',
      '| --- | --- | --- |',
      '| ID | i0 | i1 |',
      '| Region | DFW | DFW |',
      '| Size | 1.5 KiB (1,536 bytes) | — |',
      '| Tags | a, b | — |',
      String.raw`| os\_distro | "" | — |`,
      '',
    ].join('\n'),
  )
})

describe('nothing in a Markdown cell is markup', () => {
  test.each([
    ['a|b', String.raw`a\|b`],
    ['a\\|b', String.raw`a\\\|b`],
    ['one\ntwo\r\nthree\u2028four', 'one<br>two<br>three<br>four'],
    ['<img src=x onerror=alert(1)>', String.raw`\<img src=x onerror=alert(1)\>`],
    ['![](https://elsewhere.test/pixel)', String.raw`!\[\](https://elsewhere.test/pixel)`],
    ['[press](javascript:alert(1))', String.raw`\[press\](javascript:alert(1))`],
    ['`code` *bold* _it_ ~~no~~ &amp; $x$', String.raw`\`code\` \*bold\* \_it\_ \~\~no\~\~ \&amp; \$x\$`],
    ['a\u0000b\u001b[31m', String.raw`a b \[31m`],
  ])('%j', (hostile, written) => {
    const [line] = markdownTable(columns('one'), rowsAbout(['key'], { key: hostile }))
      .trimEnd()
      .split('\n')
      .slice(-1)
    expect(line).toBe(`| key | ${written} |`)
  })
})

describe('tab-separated values', () => {
  const read = (text: string) => Papa.parse<string[]>(text, { delimiter: '\t' }).data

  test('sizes are bare bytes, and what a cell holds is read back as it was', async () => {
    const hostile = 'tab\there "quoted"\nnext line'
    const text = await tabSeparated(columns('one', 'two'), rowsAbout(['size', 'key'], { size: 1536, key: hostile }, {}))
    expect(read(text)).toEqual([
      ['Property', 'one', 'two'],
      ['ID', 'i0', 'i1'],
      ['Region', 'DFW', 'DFW'],
      ['Size', '1536', '—'],
      ['key', hostile, '—'],
    ])
  })

  test.each([
    '=1+1',
    '=HYPERLINK("http://elsewhere.test","x")\nnext line',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
  ])('%j is no formula, be it a name, a key or a value', async (hostile) => {
    const cells = read(await tabSeparated(columns(hostile), rowsAbout([hostile], { [hostile]: hostile })))
    expect(cells[0]?.[1]).toBe(`'${hostile}`)
    expect(cells.at(-1)).toEqual([`'${hostile}`, `'${hostile}`])
  })
})
