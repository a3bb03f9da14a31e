/** After the matrix: its table in the docs says what the run has found. */
import { readFile, writeFile } from 'node:fs/promises'

import { expect, test } from '@playwright/test'

import { inProject } from '#tools/project.mjs'

import { operations } from './operations.ts'
import { rowOf } from './rows.ts'
import { tableOf } from './table.ts'

const PAGE = inProject('src', 'docs', 'fault-matrix.md')

test('the table in the docs is that of this run', async () => {
  const rows = await Promise.all(operations.map(async ({ name }) => [name, await rowOf(name)] as const))
  const table = tableOf(new Map(rows))
  if (process.env['UPDATE_FAULT_MATRIX'] !== undefined) await writeFile(PAGE, table)
  expect(await readFile(PAGE, 'utf8')).toBe(table)
})
