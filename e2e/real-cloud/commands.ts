/** Commands that run to their end: what they say goes to a log, and a failure shows that log's tail. */
import { spawn } from 'node:child_process'
import { appendFileSync, closeSync, existsSync, openSync, readFileSync } from 'node:fs'

/** A step of the bring-up that failed, with the logs that tell why. */
export class BringUpError extends Error {
  readonly logFiles: string[]

  constructor(message: string, logFiles: string[]) {
    super(message)
    this.name = 'BringUpError'
    this.logFiles = logFiles
  }
}

/**
 * Environment of everything we start: Debian's own Python and tools, none of the caller's OpenStack, Python or proxy
 * variables, which would lead the services astray.
 */
export const SERVICE_ENV = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
  no_proxy: '*',
}

export interface CommandOptions {
  logFile: string
  cwd?: string
  env?: NodeJS.ProcessEnv
}

/** Runs a command to its end. Throws a {@link BringUpError} when it does not exit with 0. */
export async function runCommand(command: string, args: string[], options: CommandOptions): Promise<void> {
  const { logFile, cwd, env = SERVICE_ENV } = options
  appendFileSync(logFile, `\n$ ${command} ${args.join(' ')}\n`)
  const log = openSync(logFile, 'a')
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', log, log] })
  closeSync(log)
  const outcome = await new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code === 0 ? null : `exit ${signal ?? code}`))
  })
  if (outcome !== null) throw new BringUpError(`${command} ${args[0] ?? ''} failed (${outcome})`, [logFile])
}

/** The last lines of a log; empty when there is none. */
export function tailOf(logFile: string, lines: number): string[] {
  if (!existsSync(logFile)) return []
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines)
}
