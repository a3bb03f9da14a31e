// Programs a person watches: they share the terminal and end together.
import { spawn } from 'node:child_process'

import { root, toolEnv } from './project.mjs'

/**
 * @typedef {object} Program
 * @property {string[]} command
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 */

/**
 * Runs the programs until one ends, then stops the others; this process ends with the first one's exit code.
 * @param {Program[]} programs
 */
export const runTogether = (programs) => {
  const children = programs.map(({ command: [program = '', ...args], env }) =>
    spawn(program, args, { cwd: root, env: { ...toolEnv(), ...env }, stdio: 'inherit' }),
  )
  let isStopping = false
  const stopAll = (/** @type {NodeJS.Signals} */ signal) => {
    isStopping = true
    for (const child of children) child.kill(signal)
  }

  for (const child of children) {
    child.once('error', (error) => {
      console.error(error.message)
      process.exitCode = 1
      stopAll('SIGTERM')
    })
    child.once('exit', (code) => {
      process.exitCode ??= code ?? (isStopping ? 0 : 1)
      stopAll('SIGTERM')
    })
  }

  process.on('SIGTERM', () => stopAll('SIGTERM'))
  // A terminal sends Ctrl-C to the whole foreground group: passing it on as well would look like a second, impatient
  // one and cut the server's graceful shutdown short.
  process.on('SIGINT', () => {
    isStopping = true
    if (!process.stdin.isTTY) stopAll('SIGINT')
  })
}
