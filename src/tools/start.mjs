// npm start: the dashboard, from whatever state the checkout is in. npm run dev: the same with Vite and hot reload.
// Other arguments go to the server: npm start -- --demo --images 10000. People get the demo clouds at a cloud's pace.
import { runTogether } from './foreground.mjs'
import { ensureInstalled } from './install.mjs'
import { nodeBinary } from './project.mjs'
import { StepFailed } from './steps.mjs'
import { ensureBuilt } from './web-build.mjs'

const API_PORT = '4174'
/** Where Vite listens (vite.config.ts): the address people open, so the origin the server has to accept. */
const DEV_URL = 'http://localhost:5173'
const SERVER = 'src/server/main.ts'

const serverArgs = ['--latency', ...process.argv.slice(2).filter((argument) => argument !== '--dev')]
const isDev = process.argv.includes('--dev')

try {
  await ensureInstalled()
  const node = nodeBinary()
  if (isDev) {
    runTogether([
      {
        command: [node, '--watch', '--watch-preserve-output', SERVER, '--api-only', '--demo', ...serverArgs],
        env: { PORT: API_PORT, PUBLIC_URL: DEV_URL },
      },
      // Strict here and not in the configuration: Vitest's browser server would inherit it, and two runs collide.
      { command: ['vite', '--strictPort'], env: { API_PORT } },
    ])
  } else {
    await ensureBuilt()
    runTogether([{ command: [node, SERVER, ...serverArgs] }])
  }
} catch (error) {
  if (error instanceof StepFailed) console.error(error.output)
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
