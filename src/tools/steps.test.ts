import { connect } from 'node:net'

import { beforeEach, expect, test, vi } from 'vitest'

import { runStep, StepFailed } from './steps.mjs'

const lines: string[] = []
beforeEach(() => {
  lines.length = 0
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
})

const failureOf = (step: Promise<unknown>) =>
  step.then(
    () => expect.fail('The step succeeded.'),
    (error: unknown) => {
      if (error instanceof StepFailed) return error
      throw error
    },
  )

/** Prints the port it listens on, which tells from outside whether it still runs (an unreaped process has a pid too). */
const LISTENER = `
  const server = require('node:net').createServer().listen(0, '127.0.0.1', () => {
    console.log(server.address().port)
    process.send('listening')
  })`
/** Starts the listener in the background with the same output, then does `next`. */
const starter = (next: 'exit' | 'wait') => `
  const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(LISTENER)}], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.once('message', () => ${next === 'exit' ? 'process.exit(0)' : 'undefined'})`

const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

test('a step that succeeds says so in one line with its duration, and keeps its output to itself', async () => {
  const output = await runStep({ title: 'greet', command: ['echo', 'hello'], limitSeconds: 10 })
  expect(output).toBe('hello\n')
  expect(lines).toEqual([expect.stringMatching(/^ok +greet +\d+\.\d s$/)])
})

test('a step that fails carries its exit code and all it printed', async () => {
  const script = 'console.log("out"); console.error("err"); process.exitCode = 3'
  const failure = await failureOf(runStep({ title: 'lint', command: ['node', '-e', script], limitSeconds: 10 }))
  expect(failure.message).toBe('lint ended with exit code 3.')
  expect(failure.output).toContain('out\n')
  expect(failure.output).toContain('err\n')
  expect(lines).toEqual([expect.stringMatching(/^FAIL lint/)])
})

test('a program that does not exist is a failure, not a crash', async () => {
  const failure = await failureOf(runStep({ title: 'lint', command: ['no-such-program'], limitSeconds: 10 }))
  expect(failure.message).toMatch(/^lint could not start: .*ENOENT/)
})

test('a step past its limit is stopped together with what it started', async () => {
  const failure = await failureOf(runStep({ title: 'hang', command: ['node', '-e', starter('wait')], limitSeconds: 3 }))
  expect(failure.message).toBe('hang took longer than 3 s.')
  const port = Number(failure.output)
  expect(port).toBeGreaterThan(0)
  await expect.poll(() => isListening(port)).toBe(false)
})

test('a step does not wait for a background process that keeps its output open, and ends it', async () => {
  const output = await runStep({ title: 'start', command: ['node', '-e', starter('exit')], limitSeconds: 60 })
  const port = Number(output)
  expect(port).toBeGreaterThan(0)
  await expect.poll(() => isListening(port)).toBe(false)
})
