// The steps of `npm test` and its relatives: one line each, their output only on failure.
import { runInGroup } from './process-group.mjs'

/** @typedef {import('./process-group.mjs').Run & { title: string }} Step `title` is what the line says */

/** A step that ended badly: the message is one sentence, `output` is what the step printed. */
export class StepFailed extends Error {
  /**
   * @param {string} message
   * @param {string} output
   */
  constructor(message, output) {
    super(message)
    this.output = output
  }
}

/**
 * Does one piece of work and says in one line how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export const timed = async (title, work) => {
  const start = performance.now()
  if (process.stdout.isTTY) process.stdout.write(`...  ${title}\r`)
  const report = (/** @type {string} */ mark) =>
    console.log(`${mark} ${title.padEnd(24)} ${((performance.now() - start) / 1000).toFixed(1)} s`)
  try {
    const result = await work()
    report('ok  ')
    return result
  } catch (error) {
    report('FAIL')
    throw error
  }
}

/**
 * Runs one program as a step.
 * @param {Step} step
 * @returns {Promise<string>} what it printed
 * @throws {StepFailed}
 */
export const runStep = ({ title, ...run }) =>
  timed(title, async () => {
    const { problem, output } = await runInGroup(run)
    if (problem !== null) throw new StepFailed(`${title} ${problem}.`, output)
    return output
  })
