/** Figures of several rounds become one table, and one JSON beside it for comparing runs. */
import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { dirname } from 'node:path'

import { inProject } from '#tools/project.mjs'

import type { Figures } from './visit.ts'

const median = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN

/** Of each figure the median of the rounds that have it. */
export const medians = (rounds: readonly Figures[]): Figures =>
  Object.fromEntries(
    Object.keys(rounds[0] ?? {}).map((name) => [name, median(rounds.flatMap((round) => round[name] ?? []))]),
  )

const rounded = (value: number) => (value < 10 ? Math.round(value * 100) / 100 : Math.round(value))

/** Prints the table, one column a case, and writes it to `.cache/bench/`. */
export async function report(name: string, cases: Readonly<Record<string, Figures>>): Promise<void> {
  const rows: Record<string, Figures> = {}
  for (const [title, figures] of Object.entries(cases))
    for (const [what, value] of Object.entries(figures)) (rows[what] ??= {})[title] = rounded(value)
  const load = (loadavg()[0] ?? 0) / availableParallelism()
  console.log(name)
  console.table(rows)
  console.log(`running per core: ${load.toFixed(1)}\n`)
  const file = inProject('.cache', 'bench', `${name}.json`)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify({ at: new Date().toISOString(), runningPerCore: load, rows }, null, 2)}\n`)
}
