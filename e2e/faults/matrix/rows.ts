/** What a run has found, row by row: each test leaves its own, whichever worker it ran in. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'

import { inProject } from '#tools/project.mjs'

import type { Row } from './meetings.ts'

const fileOf = (operation: string) => inProject('.cache', 'fault-matrix', `${operation.replaceAll(/\W+/g, '-')}.json`)

export async function keepRow(operation: string, row: Row): Promise<void> {
  await mkdir(inProject('.cache', 'fault-matrix'), { recursive: true })
  await writeFile(fileOf(operation), JSON.stringify(row))
}

export const rowOf = async (operation: string): Promise<Row> =>
  JSON.parse(await readFile(fileOf(operation), 'utf8')) as Row
