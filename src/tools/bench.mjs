// `npm run bench`: measurements that are read, not judged; they run one after the other so that none disturbs another.
import { spawnSync } from 'node:child_process'

import { nodeBinary, root } from './project.mjs'
import { ensureBuilt } from './web-build.mjs'

await ensureBuilt()

for (const program of [
  'e2e/bench/demo.ts',
  'e2e/bench/proxy.ts',
  'e2e/measure-ledger.ts',
  'src/features/catalog/catalog.bench.ts',
]) {
  const { status } = spawnSync(nodeBinary(), [program], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
