// One run of test steps: stops at the first failure, shows its output, ends with a line a machine can read.
import { readFileSync, rmSync } from 'node:fs'

import { inProject } from './project.mjs'
import { runStep, StepFailed } from './steps.mjs'
import { playwrightFailures, vitestFailures } from './test-failures.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Tally */

/**
 * @typedef {object} Suite a test runner as a step
 * @property {string} title
 * @property {string[]} command
 * @property {number} limitSeconds
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 */

/** @typedef {import('./test-failures.mjs').VitestReport} VitestReport */
/** @typedef {import('./test-failures.mjs').PlaywrightReport} PlaywrightReport */

const tests = { passed: 0, failed: 0 }

/**
 * What failed and why, to be said again at the very end: of a long output often only the end is kept.
 * @type {string[]}
 */
const failures = []

const FAILURES_SHOWN = 20

/** Each step keeps its own, for whoever asks where the time went. @param {string} title */
const reportOf = (title) => inProject('.cache', 'reports', `${title.replaceAll(' ', '-')}.json`)

/**
 * @param {string} report JSON file the runner writes
 * @param {(json: any) => Tally} count
 * @param {import('./steps.mjs').Step} step
 */
const runCounted = async (report, count, step) => {
  // An earlier run's report must not stand in for a runner that dies before it writes one.
  rmSync(report, { force: true })
  /** @type {StepFailed | undefined} */
  let failure
  const output = await runStep(step).catch((/** @type {unknown} */ error) => {
    if (!(error instanceof StepFailed)) throw error
    failure = error
    return error.output
  })
  /** @type {Tally} */
  let tally
  try {
    tally = count(JSON.parse(readFileSync(report, 'utf8')))
  } catch {
    throw failure ?? new StepFailed(`${step.title} left no report.`, output)
  }
  tests.passed += tally.passed
  tests.failed += tally.failed
  failures.push(...tally.failures)
  if (failure) throw failure
  // A test that is switched off proves nothing, so it does not count as green.
  if (tally.skipped > 0) throw new StepFailed(`${step.title} skipped ${tally.skipped} of its tests.`, output)
  if (tally.passed === 0) throw new StepFailed(`${step.title} ran no test.`, output)
}

/**
 * Runs Vitest.
 * @param {Suite} suite
 */
export const runVitest = (suite) => {
  const report = reportOf(suite.title)
  return runCounted(
    report,
    (/** @type {VitestReport} */ json) => ({
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests + json.numTodoTests,
      failures: vitestFailures(json),
    }),
    {
      ...suite,
      command: [...suite.command, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    },
  )
}

/**
 * Runs Playwright; a flaky test counts as failed.
 * @param {Suite} suite
 */
export const runPlaywright = (suite) => {
  const report = reportOf(suite.title)
  return runCounted(
    report,
    (/** @type {PlaywrightReport} */ json) => ({
      passed: json.stats.expected,
      failed: json.stats.unexpected + json.stats.flaky,
      skipped: json.stats.skipped,
      failures: playwrightFailures(json),
    }),
    {
      ...suite,
      command: [...suite.command, '--reporter=dot,json'],
      env: { ...suite.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    },
  )
}

/**
 * Runs the whole thing and ends the output with `N passed, N failed`. A step that is no test counts as one failure.
 * @param {() => Promise<void>} work
 * @param {(failed: boolean) => Promise<void>} [tidyUp] always runs; its failure fails the run
 */
export const testRun = async (work, tidyUp = async () => {}) => {
  let isGreen = true
  /** @param {unknown} error */
  const report = (error) => {
    isGreen = false
    if (error instanceof StepFailed && error.output.trim()) console.log(`\n${error.output.trimEnd()}`)
    console.log(`\n${error instanceof Error ? error.message : String(error)}\n`)
  }
  const failure = await work().then(
    () => undefined,
    (/** @type {unknown} */ error) => ({ error }),
  )
  await tidyUp(failure !== undefined).catch(report)
  // Last, right above the tally: whoever sees only the end of a long output sees what failed.
  if (failure) report(failure.error)
  if (failures.length > 0) console.log(`${failures.slice(0, FAILURES_SHOWN).join('\n\n')}\n`)
  if (!isGreen && tests.failed === 0) tests.failed = 1
  console.log(`${tests.passed} passed, ${tests.failed} failed`)
  process.exitCode = isGreen ? 0 : 1
}
