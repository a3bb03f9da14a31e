/** Command-line clients at work in one folder, command after command. */
import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

import * as z from 'zod'

/** What a command left behind. */
const Outcome = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() })
export type Outcome = z.infer<typeof Outcome>

/** Debian's own Python and clients, nothing of the caller's OpenStack, Python or proxy variables. */
const CLEAN_ENV = {
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
  COLUMNS: '200',
  no_proxy: '*',
}

export class ClientProcess {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: AsyncIterator<string, undefined>

  /** @param folder where the commands run: they read and save files there */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true })
    this.#process = spawn('/usr/bin/python3', [join(import.meta.dirname, 'run-clients.py')], {
      cwd: folder,
      env: { ...CLEAN_ENV, HOME: folder },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#lines = createInterface(this.#process.stdout)[Symbol.asyncIterator]()
  }

  /**
   * Runs one command to its end.
   * @param env variables for this command: which cloud, and who asks
   */
  async run([program = '', ...args]: string[], env: Record<string, string>): Promise<Outcome> {
    this.#process.stdin.write(`${JSON.stringify({ argv: [`/usr/bin/${program}`, ...args], env })}\n`)
    const line = await this.#lines.next()
    if (line.done === true) throw new Error('The process that runs the clients has ended: what it said stands above.')
    return Outcome.parse(JSON.parse(line.value))
  }

  close(): void {
    this.#process.stdin.end()
  }
}
