// npm run build: the production build, always made anew.
import { ensureInstalled } from './install.mjs'
import { StepFailed } from './steps.mjs'
import { build } from './web-build.mjs'

try {
  await ensureInstalled()
  await build()
} catch (error) {
  if (error instanceof StepFailed) console.error(error.output)
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
