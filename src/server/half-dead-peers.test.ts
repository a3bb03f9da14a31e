/** Peers that hold on to a connection without using it, or say more than anybody asked: they cost little, and nobody else anything. */
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { Browser, rawRequest, sendRaw, statusOf } from './testing/dashboard.ts'
import { IMAGES, startLab } from './testing/lab.ts'

/** A connection that is not tidied up by anybody but the server. */
async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  // The server may end it at any moment.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

const ended = (socket: Socket) => (socket.destroyed ? Promise.resolve() : once(socket.resume(), 'close'))

test('a head that drips in is ended although it is never silent', async () => {
  const { browser, dashboard } = await startLab(undefined, { headTimeMs: 300, connectionCheckMs: 50 })
  const slow = await open(dashboard.port)
  let answer = ''
  slow.setEncoding('latin1').on('data', (piece: string) => {
    answer += piece
  })
  slow.write(`GET ${IMAGES} HTTP/1.1\r\n`)
  const drip = setInterval(() => slow.writable && slow.write('X-Drip: 1\r\n'), 20)
  onTestFinished(() => clearInterval(drip))
  await once(slow, 'close')
  expect(statusOf(answer)).toBe(408)
  expect((await browser.call('GET', IMAGES)).status).toBe(200)
})

test('a body that stops is given up after the idle time, here and at the cloud', async () => {
  const broken = Promise.withResolvers<void>()
  const { browser, dashboard, cloud } = await startLab(
    (request) => void request.resume().once('close', () => broken.resolve()),
    { clientIdleMs: 300 },
  )
  const slow = await open(dashboard.port)
  slow.write(
    `${rawRequest(browser, `PUT ${IMAGES}/i/file`, ['Content-Length: 100', 'Content-Type: application/octet-stream'])}half`,
  )
  await ended(slow)
  await broken.promise
  expect(cloud.requests).toHaveLength(1)
})

test('three hundred connections that say nothing keep nobody out, and are let go', async () => {
  // The time for a head would end them too, much later.
  const { browser, dashboard } = await startLab(undefined, { clientIdleMs: 400, headTimeMs: 200_000 })
  const idle = await Promise.all(Array.from({ length: 300 }, () => open(dashboard.port)))
  expect((await browser.call('GET', IMAGES)).status).toBe(200)
  await Promise.all(idle.map(ended))
})

test.each([
  ['many headers', Array.from({ length: 2_000 }, (_, at) => `X-${at}: 1`), 431],
  ['one long cookie', [`Cookie: x=${'y'.repeat(17_000)}`], 431],
  ['a thousand cookies', [`Cookie: ${Array.from({ length: 1_000 }, (_, at) => `c${at}=1`).join('; ')}`], 401],
])('%s are met with a problem, and reach no cloud', async (_name, headers, status) => {
  const { dashboard, cloud } = await startLab()
  // Without a session of its own: the bomb is the only cookie.
  const answer = await sendRaw(dashboard.port, rawRequest(new Browser(dashboard), `GET ${IMAGES}`, headers))
  expect(statusOf(answer)).toBe(status)
  expect(answer).toContain('application/problem+json')
  expect(cloud.requests).toEqual([])
})
