import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import type { ResetWish } from './demo-reset.ts'
import { askForReset, listenForReset, resetSocketPath } from './demo-reset.ts'

/** A socket path in a folder of this test's. */
const ownPath = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'reset-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'state', 'demo.sock')
}

const listening = async (path: string) => {
  const wishes: ResetWish[] = []
  const server = await listenForReset(path, (wish) => wishes.push(wish))
  onTestFinished(() => void server.close())
  return { wishes, server }
}

test('a wish reaches the demo that listens', async () => {
  const path = ownPath()
  const { wishes } = await listening(path)
  expect(await askForReset(path, {})).toBe(true)
  expect(await askForReset(path, { images: 500 })).toBe(true)
  expect(wishes).toEqual([{}, { images: 500 }])
})

test('nobody listens: never started, ended, or a file left behind', async () => {
  const path = ownPath()
  expect(await askForReset(path, {})).toBe(false)
  const { server } = await listening(path)
  await new Promise((resolve) => server.close(resolve))
  expect(await askForReset(path, {})).toBe(false)
  writeFileSync(path, '')
  expect(await askForReset(path, {})).toBe(false)
  await listening(path)
  expect(await askForReset(path, {})).toBe(true)
})

test.each(['', 'nonsense', '{"images":-1}', '{"images":"all"}'])(
  'a wish that is none changes nothing: %s',
  async (wish) => {
    const path = ownPath()
    const { wishes } = await listening(path)
    const connection = connect({ path }, () => connection.end(wish))
    expect(await text(connection)).toBe('')
    expect(wishes).toEqual([])
  },
)

test('each port has a socket of its own, on a path short enough for a socket', () => {
  const deep = { XDG_STATE_HOME: `/${'deep/'.repeat(40)}` }
  const paths = [deep, { XDG_STATE_HOME: '/state' }].flatMap((environment) =>
    [4173, 4174].map((port) => resetSocketPath(environment, port)),
  )
  expect(new Set(paths).size).toBe(4)
  expect(Math.max(...paths.map((path) => path.length))).toBeLessThanOrEqual(100)
})
