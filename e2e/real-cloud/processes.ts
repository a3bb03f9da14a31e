/**
 * Long-running processes, recorded so that a later run finds them and nobody else's process is ever ended:
 * a record counts only while its pid still has the start time written down, in the same boot of the machine.
 */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { BringUpError, SERVICE_ENV } from './commands.ts'

const STOP_SECONDS = 15
const POLL_MS = 100

export interface Service {
  name: string
  command: string
  args: string[]
}

const ProcessRecord = z.object({
  pid: z.number(),
  /** Clock ticks since boot, field 22 of `/proc/<pid>/stat`. */
  startTime: z.string(),
  bootId: z.string(),
})
type ProcessRecord = z.infer<typeof ProcessRecord>

const bootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

function startTimeOf(pid: number): string | undefined {
  try {
    // The second field is the command in parentheses and may hold spaces: count from behind it.
    const afterCommand = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')
    const [state, ...rest] = afterCommand.split(' ')
    return state === 'Z' ? undefined : rest[18]
  } catch {
    return undefined
  }
}

/** A process that ended by itself a moment before is as good as ended. */
function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** The processes of one cloud. */
export class Processes {
  readonly #runDir: string
  readonly #logDir: string

  constructor({ runDir, logDir }: { runDir: string; logDir: string }) {
    this.#runDir = runDir
    this.#logDir = logDir
  }

  logFile(name: string): string {
    return join(this.#logDir, `${name}.log`)
  }

  isAlive(name: string): boolean {
    return this.#living(name) !== undefined
  }

  /**
   * Starts a service in a session of its own, so that it outlives us and its whole process group can be ended.
   * @returns whether it was started now; false when it was running already.
   */
  start({ name, command, args }: Service): boolean {
    if (this.isAlive(name)) return false
    mkdirSync(this.#runDir, { recursive: true })
    const logFile = this.logFile(name)
    const log = openSync(logFile, 'a')
    const child = spawn(command, args, { env: SERVICE_ENV, detached: true, stdio: ['ignore', log, log] })
    closeSync(log)
    // A command that does not exist is told by `error`; `waitUntilReady` then finds the service dead.
    child.once('error', (error) => writeFileSync(logFile, `${error.message}\n`, { flag: 'a' }))
    child.unref()
    const startTime = child.pid === undefined ? undefined : startTimeOf(child.pid)
    if (child.pid === undefined || startTime === undefined) throw new BringUpError(`${name} did not start`, [logFile])
    const record: ProcessRecord = { pid: child.pid, startTime, bootId: bootId() }
    writeFileSync(this.#recordFile(name), JSON.stringify(record))
    return true
  }

  /** Asks the service to end, waits, and ends what is left of its process group. */
  async stop(name: string): Promise<void> {
    const pid = this.#living(name)?.pid
    if (pid !== undefined) {
      signal(pid, 'SIGTERM')
      const deadline = Date.now() + STOP_SECONDS * 1000
      while (this.isAlive(name) && Date.now() < deadline) await delay(POLL_MS)
      if (this.isAlive(name)) signal(-pid, 'SIGKILL')
    }
    rmSync(this.#recordFile(name), { force: true })
  }

  /** Ends the service and its workers at once, as a crash does: nothing is tidied up. */
  async kill(name: string): Promise<void> {
    const pid = this.#living(name)?.pid
    if (pid === undefined) throw new BringUpError(`${name} does not run`, [this.logFile(name)])
    signal(-pid, 'SIGKILL')
    while (this.isAlive(name)) await delay(POLL_MS)
  }

  /** Waits until `isReady` says so. Throws when the service dies meanwhile or the time is over. */
  async waitUntilReady(name: string, isReady: () => Promise<boolean>, seconds = 60): Promise<void> {
    const deadline = Date.now() + seconds * 1000
    while (!(await isReady())) {
      if (!this.isAlive(name)) throw new BringUpError(`${name} ended while starting`, [this.logFile(name)])
      if (Date.now() > deadline) throw new BringUpError(`${name} is not ready after ${seconds} s`, [this.logFile(name)])
      await delay(POLL_MS)
    }
  }

  #recordFile(name: string): string {
    return join(this.#runDir, `${name}.json`)
  }

  #living(name: string): ProcessRecord | undefined {
    const file = this.#recordFile(name)
    if (!existsSync(file)) return undefined
    const record = ProcessRecord.parse(JSON.parse(readFileSync(file, 'utf8')))
    return record.bootId === bootId() && record.startTime === startTimeOf(record.pid) ? record : undefined
  }
}
