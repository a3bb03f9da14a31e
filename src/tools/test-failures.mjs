// What failed in a run, out of the JSON report that its runner wrote.
import { stripVTControlCharacters } from 'node:util'

import { inProject } from './project.mjs'

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ name: string, message: string, assertionResults: VitestResult[] }[]} testResults
 */

/** @typedef {{ fullName: string, status: string, failureMessages?: string[] | null }} VitestResult */

/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {PlaywrightSuite[]} suites
 * @property {PlaywrightError[]} errors outside of any test
 */

/**
 * @typedef {object} PlaywrightSuite
 * @property {string} title
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ title: string, tests: { status: string, results: { errors: PlaywrightError[] }[] }[] }[]} [specs]
 */

/** @typedef {{ message?: string }} PlaywrightError */

const LINES_SHOWN = 12

/** @param {string} title @param {string[]} messages */
const failureOf = (title, messages) => {
  const lines = messages.flatMap((message) => stripVTControlCharacters(message).split('\n'))
  return [title, ...lines.slice(0, LINES_SHOWN).map((line) => `    ${line.slice(0, 300)}`)].join('\n')
}

/** @param {VitestReport} report @returns {string[]} a title each, and the first lines of why */
export const vitestFailures = ({ testResults }) =>
  testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => failureOf(fullName, failureMessages ?? []))
    // A file that could not be loaded has no test that failed.
    return message && failed.length === 0 ? [failureOf(name.slice(inProject().length), [message])] : failed
  })

/** @param {PlaywrightSuite} suite @param {string[]} path @returns {string[]} */
const suiteFailures = ({ title, suites = [], specs = [] }, path) => {
  const here = title ? [...path, title] : path
  const failed = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) =>
        failureOf(
          [...here, spec.title].join(' › '),
          results.flatMap(({ errors }) => errors.map(({ message }) => message ?? '')),
        ),
      ),
  )
  return [...failed, ...suites.flatMap((suite) => suiteFailures(suite, here))]
}

/** @param {PlaywrightReport} report @returns {string[]} a title each, and the first lines of why */
export const playwrightFailures = ({ suites, errors }) => [
  ...errors.map(({ message }) => failureOf('outside of any test', [message ?? ''])),
  ...suites.flatMap((suite) => suiteFailures(suite, [])),
]
