// npm test: everything that can be checked on this machine alone. Works on a fresh clone with Node 20 and npm.
import { filesWithDemoCode } from './bundle.mjs'
import { ensureChromium } from './ensure-chromium.mjs'
import { checkLockfile, ensureInstalled } from './install.mjs'
import { nodeBinary } from './project.mjs'
import { runStep, StepFailed, timed } from './steps.mjs'
import { runPlaywright, runVitest, testRun } from './test-run.mjs'
import { build } from './web-build.mjs'

const checkBundle = () => {
  const files = filesWithDemoCode()
  if (files.length > 0)
    throw new StepFailed(`The production build holds code of the demo clouds: ${files.join(', ')}.`, '')
}

await testRun(async () => {
  checkLockfile()
  await ensureInstalled()
  nodeBinary()
  await ensureChromium()
  await runStep({ title: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'], limitSeconds: 180 })
  await runStep({ title: 'types', command: ['tsc', '--noEmit'], limitSeconds: 180 })
  await runStep({ title: 'format', command: ['oxfmt', '--check'], limitSeconds: 60 })
  await runStep({ title: 'dead code', command: ['knip'], limitSeconds: 120 })
  await runVitest({ title: 'unit and components', command: ['vitest', 'run'], limitSeconds: 600 })
  await build()
  await timed('no demo code in the build', checkBundle)
  await runStep({ title: 'size budget', command: ['size-limit'], limitSeconds: 60 })
  await runPlaywright({
    title: 'journeys',
    command: ['playwright', 'test', '--config', 'e2e/playwright.config.ts'],
    limitSeconds: 1800,
  })
})
