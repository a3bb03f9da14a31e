/** The results of a run as a page of the docs. */
import { columns } from './faults.ts'
import type { Row } from './meetings.ts'
import type { Outcome } from './operation.ts'

const SIGNS: Record<Exclude<Outcome, 'none'>, [sign: string, words: string]> = {
  told: ['x', 'A sentence near the act says what happened; what was entered stands there; the act can be done again.'],
  settled: ['=', 'The answer was lost, the service was asked and had done it: it counts as done, and was sent once.'],
  'carried on': ['~', 'The page does without this answer, which the API allows to be missing.'],
  waited: ['w', 'The answer came after half a minute and was taken; nothing was sent twice.'],
  'signed in': ['s', 'The holder signed in again over the page, and what was asked was done.'],
}

/** Turned by a quarter: the names of the faults are too long for columns. */
function headLines(indent: number): string[] {
  const height = Math.max(...columns.map(({ length }) => length))
  return Array.from({ length: height }, (_line, at) => {
    const letters = columns.map((name) => name.padStart(height).charAt(at))
    return `${' '.repeat(indent)} ${letters.join(' ')}`.trimEnd()
  })
}

/** @param rows by operation, in the order of the table */
export function tableOf(rows: ReadonlyMap<string, Row>): string {
  const indent = Math.max(...[...rows.keys()].map(({ length }) => length))
  const lines = [...rows].map(([operation, row]) => {
    const signs = columns.map((name) => {
      const outcome = row[name]?.outcome ?? 'none'
      return outcome === 'none' ? ' ' : SIGNS[outcome][0]
    })
    return `${operation.padEnd(indent)} ${signs.join(' ')}`.trimEnd()
  })
  const cells = [...rows.values()].reduce((sum, row) => sum + Object.keys(row).length, 0)
  const legend = Object.values(SIGNS).map(([sign, words]) => `- \`${sign}\` ${words}`)
  return [
    '# What goes wrong, and what comes of it',
    '',
    `${rows.size} operations of the app meet ${columns.length} faults in a browser: ${cells} cells, each as it should be. Written by the run`,
    'itself (`e2e/faults/matrix`), which fails when this page says something else; `UPDATE_FAULT_MATRIX=1` writes it anew.',
    '',
    'In every cell no exception is left unhandled, nothing unexpected is logged, and a write is sent once. A read is tried three times',
    'at most, where that can help (`src/api/retry-policy.ts`).',
    '',
    '```text',
    ...headLines(indent),
    ...lines,
    '```',
    '',
    ...legend,
    '',
    'Blank: it cannot happen to this operation, or (for what a page reads and can do without) one fault of each kind stands for all.',
    '',
  ].join('\n')
}
