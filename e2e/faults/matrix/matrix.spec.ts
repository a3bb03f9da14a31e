/** Every operation of the app meets every fault. What that is to come to: `rules.ts`; what it came to: `src/docs/fault-matrix.md`. */
import { test } from '../test.ts'
import { startBrokenServer } from './broken-server.ts'
import type { BrokenServer } from './broken-server.ts'
import { meetAll } from './meetings.ts'
import { operations } from './operations.ts'
import { keepRow } from './rows.ts'

test.describe.configure({ mode: 'parallel' })

let broken: BrokenServer | undefined
test.beforeAll(async () => {
  broken = await startBrokenServer()
})
test.afterAll(() => broken?.close())

for (const operation of operations)
  test(operation.name, async ({ context }) => {
    if (!broken) throw new Error('There is nobody to break answers.')
    await keepRow(operation.name, await meetAll(context, operation, broken))
  })
