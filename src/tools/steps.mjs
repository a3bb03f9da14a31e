// Runs the steps of `npm test` and its relatives: one line each, output only on failure, a time limit on everything.
import { spawn } from 'node:child_process'

import { root, toolEnv } from './project.mjs'

/** How long a stopped step may take to tidy up before it is killed. */
const GRACE_MS = 10_000
/** How long output may still arrive after a step has ended. */
const LAST_OUTPUT_MS = 2_000

/**
 * @typedef {object} Step
 * @property {string} title what the line says
 * @property {string[]} command program and arguments; programs of node_modules/.bin are on the path
 * @property {number} limitSeconds
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 */

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
 * Leaders of the process groups that run now, so that an interrupted run leaves nothing behind.
 * @type {Set<number | undefined>}
 */
const running = new Set()

/**
 * @param {number | undefined} leader
 * @param {NodeJS.Signals} signal
 */
const signalGroup = (leader, signal) => {
  if (leader === undefined) return
  try {
    process.kill(-leader, signal)
  } catch {
    // The whole group has ended already.
  }
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => {
    for (const leader of running) signalGroup(leader, 'SIGTERM')
    setTimeout(() => {
      for (const leader of running) signalGroup(leader, 'SIGKILL')
      process.exit(1)
    }, GRACE_MS).unref()
    process.exitCode = 1
  })
}

/**
 * Runs a program in a process group of its own and collects what it prints.
 * @param {Omit<Step, 'title'>} step
 * @returns {Promise<{ status: string | null, output: string }>} `status` is null on success, else what went wrong
 */
const run = ({ command, limitSeconds, env = {} }) =>
  new Promise((resolve) => {
    const [program = '', ...args] = command
    const child = spawn(program, args, {
      cwd: root,
      env: { ...toolEnv(), ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child.pid)
    let output = ''
    let isOverdue = false
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)

    const overdue = setTimeout(() => {
      isOverdue = true
      signalGroup(child.pid, 'SIGTERM')
      setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS).unref()
    }, limitSeconds * 1000)

    /** @param {string | null} status */
    const finish = (status) => {
      clearTimeout(overdue)
      running.delete(child.pid)
      resolve({ status: isOverdue ? `took longer than ${limitSeconds} s` : status, output })
    }
    child.once('error', (error) => finish(`could not start: ${error.message}`))
    // A background process that outlives the step would keep the pipes open for ever: end its group, and give the
    // last output a moment to arrive.
    child.once('exit', (code, signal) => {
      signalGroup(child.pid, 'SIGKILL')
      const end = () => finish(code === 0 ? null : `ended with ${signal ?? `exit code ${code}`}`)
      child.once('close', end)
      setTimeout(end, LAST_OUTPUT_MS).unref()
    })
  })

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
  /** @param {string} mark */
  const report = (mark) =>
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
export const runStep = ({ title, ...rest }) =>
  timed(title, async () => {
    const { status, output } = await run(rest)
    if (status !== null) throw new StepFailed(`${title} ${status}.`, output)
    return output
  })
