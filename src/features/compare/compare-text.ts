/** A comparison as text for elsewhere: a Markdown table for people, tab-separated values for spreadsheets. */
import { formula } from '#lib/spreadsheet.ts'
import type { Row } from './rows.ts'
import { exactText, type Value, wordsText } from './values.ts'

/** What heads a column. */
export interface TextColumn {
  name: string
  id: string
  region: string
}

type Cells = readonly string[]

/** Head, then what tells the images apart, then the rows as they are shown. */
const table = (columns: readonly TextColumn[], rows: readonly Row[], write: (value: Value) => string): Cells[] => [
  ['Property', ...columns.map(({ name }) => name)],
  ['ID', ...columns.map(({ id }) => id)],
  ['Region', ...columns.map(({ region }) => region)],
  ...rows.map(({ label, values }) => [label, ...values.map((value) => (value ? write(value) : ''))]),
]

/**
 * One Markdown character after the other is made plain: whoever named an image does not get to put a link, an image
 * or HTML into the message it is pasted to. A cell cannot hold a line break; `<br>` is what renderers agree on.
 */
const markdownCell = (text: string) =>
  text
    .trim()
    .replace(/[\\`*_[\]<>|~&$]/g, '\\$&')
    .replace(/\r\n|[\n\r\u2028\u2029]/g, '<br>')
    .replace(/\p{Cc}/gu, ' ')

export const markdownTable = (columns: readonly TextColumn[], rows: readonly Row[]): string => {
  const [head = [], ...body] = table(columns, rows, wordsText)
  const line = (cells: Cells) => `| ${cells.join(' | ')} |`
  return `${[line(head.map(markdownCell)), line(head.map(() => '---')), ...body.map((cells) => line(cells.map(markdownCell)))].join('\n')}\n`
}

/** For whoever is about to need it: some browsers let a page copy only while the press still lasts. */
export const loadWriter = () => import('papaparse')

/** Sizes are bare numbers of bytes, so that they can be computed with. */
export const tabSeparated = async (columns: readonly TextColumn[], rows: readonly Row[]): Promise<string> => {
  const { default: papaparse } = await loadWriter()
  return papaparse.unparse(
    table(columns, rows, exactText).map((cells) => [...cells]),
    { delimiter: '\t', newline: '\n', escapeFormulae: formula },
  )
}
