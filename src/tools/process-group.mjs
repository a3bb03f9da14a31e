// Runs a program so that nothing of it is left behind: not past its time limit, not after Ctrl-C, not in the background.
import { spawn } from 'node:child_process'

import { root, toolEnv } from './project.mjs'

/** How long a stopped program may take to tidy up before it is killed. */
const GRACE_MS = 10_000
/** How long output may still arrive after a program has ended. */
const LAST_OUTPUT_MS = 2_000
const INTERRUPTS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * @typedef {object} Run
 * @property {string[]} command program and arguments; programs of node_modules/.bin are on the path
 * @property {number} limitSeconds
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 */

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

/**
 * Runs the program in a process group of its own and collects what it prints.
 * @param {Run} run
 * @returns {Promise<{ problem: string | null, output: string }>} `problem` is null on success, else what went wrong
 */
export const runInGroup = ({ command: [program = '', ...args], limitSeconds, env = {} }) =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...toolEnv(), ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)

    /** @type {string | undefined} */
    let whyStopped
    /** @type {NodeJS.Timeout[]} */
    const timers = []
    const stop = (/** @type {string} */ why) => {
      whyStopped ??= why
      signalGroup(child.pid, 'SIGTERM')
      timers.push(setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS))
    }
    const interrupt = () => stop('was interrupted')
    for (const signal of INTERRUPTS) process.on(signal, interrupt)
    timers.push(setTimeout(() => stop(`took longer than ${limitSeconds} s`), limitSeconds * 1000))

    const finish = (/** @type {string | null} */ problem) => {
      for (const timer of timers) clearTimeout(timer)
      for (const signal of INTERRUPTS) process.off(signal, interrupt)
      resolve({ problem: whyStopped ?? problem, output })
    }
    child.once('error', (error) => finish(`could not start: ${error.message}`))
    child.once('exit', (code, signal) => {
      // A background process would keep the pipes open for ever: end it, and give the last output a moment to arrive.
      signalGroup(child.pid, 'SIGKILL')
      const end = () => finish(code === 0 ? null : `ended with ${signal ?? `exit code ${code}`}`)
      child.once('close', end)
      timers.push(setTimeout(end, LAST_OUTPUT_MS))
    })
  })
