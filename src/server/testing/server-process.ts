/** The real command line in a process of its own, configured as an operator would. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

export interface ServerProcess {
  child: ChildProcess
  /** Exit code and everything written, once it has ended. */
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>
  /** Address from the log's "Ready" line; rejects when the process ends before. */
  url: Promise<string>
}

/** @param cloudsYaml text of the configuration file; environment values win over it and over a quiet default */
export const runServer = (
  cloudsYaml: string,
  environment: Record<string, string> = {},
  options: string[] = ['--api-only'],
): ServerProcess => {
  const home = mkdtempSync(join(tmpdir(), 'server-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  writeFileSync(join(home, 'clouds.yaml'), cloudsYaml)
  const child = spawn(process.execPath, [MAIN, ...options], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, XDG_STATE_HOME: home, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ready = Promise.withResolvers<string>()
  const output = { stdout: '', stderr: '' }
  createInterface(child.stdout).on('line', (line) => {
    output.stdout += `${line}\n`
    const url = /"url":"([^"]+)\/".*"msg":"Ready"/.exec(line)?.[1]
    if (url) ready.resolve(url.replace('localhost', '127.0.0.1'))
  })
  child.stderr.on('data', (piece: Buffer) => {
    output.stderr += piece.toString()
  })
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => {
      ready.reject(new Error(`The server ended: ${output.stderr}`))
      resolve({ code, ...output })
    })
  })
  // A test that expects no start does not look at the address.
  ready.promise.catch(() => {})
  return { child, ended, url: ready.promise }
}

export const cloudsYaml = (authUrl: string): string => `clouds:\n  lab:\n    auth:\n      auth_url: ${authUrl}\n`
