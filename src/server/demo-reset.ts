/**
 * `--reset`: a second command tells the demo that runs in another process to go back to its beginning. They meet at a
 * socket of this user's, which no browser and no other machine can reach.
 */
import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import type { Server } from 'node:net'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import * as z from 'zod'
import type { Environment } from './environment.ts'
import { stateFolder } from './environment.ts'

/** Linux's limit for the path of a socket is 107 bytes, macOS's 103. */
const SOCKET_PATH_LIMIT = 100

/** What the demo starts again with. */
const Wish = z.object({ images: z.int().positive().exactOptional() })
export type ResetWish = z.infer<typeof Wish>

/** Where the demo that listens on a port can be told. */
export const resetSocketPath = (environment: Environment, port: number): string => {
  const path = join(stateFolder(environment), `demo-${port}.sock`)
  if (process.platform !== 'win32' && Buffer.byteLength(path) <= SOCKET_PATH_LIMIT) return path
  const name = `cloud-images-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name, 'demo.sock')
}

/** Hears wishes until the server is closed. The caller owns the demo's port, so a socket that is there is a dead one's. */
export const listenForReset = async (path: string, reset: (wish: ResetWish) => void): Promise<Server> => {
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    connection.on('error', () => connection.destroy())
    void text(connection)
      .then((message) => reset(Wish.parse(JSON.parse(message))))
      .then(
        () => connection.end('done'),
        () => connection.destroy(),
      )
  })
  if (process.platform !== 'win32') {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rm(path, { force: true })
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(path, resolve)
  })
  return server
}

/** @returns whether a running demo has been reset; false when none listens */
export const askForReset = (path: string, wish: ResetWish): Promise<boolean> =>
  new Promise((resolve) => {
    const connection = connect({ path }, () => connection.end(JSON.stringify(wish)))
    connection.once('error', () => resolve(false))
    text(connection).then(
      (answer) => resolve(answer === 'done'),
      () => resolve(false),
    )
  })
