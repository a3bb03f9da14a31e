// `npm run test:soak [-- MINUTES]`: two hundred operators for ten minutes, while the cloud and the dashboard are restarted.
// No part of `npm test`: it takes its time, and a machine of its own.
import { spawnSync } from 'node:child_process'

import { nodeBinary, root } from './project.mjs'
import { ensureBuilt } from './web-build.mjs'

await ensureBuilt()
const { status } = spawnSync(nodeBinary(), ['e2e/soak/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
