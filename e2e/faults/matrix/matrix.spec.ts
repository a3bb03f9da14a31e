/** Every operation of the app meets every fault: what it comes to is `rules.ts`, and the table of it is in the docs. */
import { test } from '../test.ts'
import { startBrokenServer } from './broken-server.ts'
import type { BrokenServer } from './broken-server.ts'
import { meetAll } from './meetings.ts'
import { operations } from './operations.ts'

test.describe.configure({ mode: 'parallel' })

let broken: BrokenServer
test.beforeAll(async () => {
  broken = await startBrokenServer()
})
test.afterAll(() => broken.close())

for (const operation of operations)
  test(operation.name, async ({ context }) => {
    await meetAll(context, operation, broken)
  })
