// Makes sure there is a Chromium that starts, by whatever way this machine allows.
import { existsSync } from 'node:fs'

import { findChromium } from './chromium.mjs'
import { inProject } from './project.mjs'
import { runStep, StepFailed } from './steps.mjs'

/** Starts the browser the tests would start; fails when there is none or a system library is missing. */
const tryBrowser = () =>
  runStep({ title: 'browser', command: ['node', inProject('src', 'tools', 'try-browser.mjs')], limitSeconds: 60 })

const fromPlaywright = async () => {
  // Playwright retries a blocked download for minutes; the limit leaves time for a slow one, not for that.
  await runStep({ title: 'install browser', command: ['playwright', 'install', 'chromium'], limitSeconds: 300 })
  await tryBrowser()
}

const fromDebian = async () => {
  await runStep({ title: 'apt-get update', command: ['apt-get', 'update'], limitSeconds: 180 })
  await runStep({
    title: 'apt-get install chromium',
    command: ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
    limitSeconds: 600,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  })
  await tryBrowser()
}

/** @param {unknown} error */
const outputOf = (error) => (error instanceof StepFailed ? `${error.message}\n${error.output}` : String(error))

/**
 * A system Chromium; else Playwright's own download; else, as root on Debian, the distribution's package.
 * @throws {StepFailed} one sentence that says what to install
 */
export const ensureChromium = async () => {
  const found = findChromium()
  if (found) {
    return tryBrowser().catch((/** @type {unknown} */ error) => {
      throw new StepFailed(`${found} does not start: name another in CHROMIUM_PATH.`, outputOf(error))
    })
  }
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  let output = ''
  for (const way of isDebianRoot ? [fromPlaywright, fromDebian] : [fromPlaywright]) {
    try {
      return await way()
    } catch (error) {
      output += outputOf(error)
    }
  }
  throw new StepFailed(
    'No Chromium was found and none could be installed: install one (on Debian: apt-get install chromium), or set CHROMIUM_PATH to its binary.',
    output,
  )
}
