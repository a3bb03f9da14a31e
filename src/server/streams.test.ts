/** Bodies on their way: aborts in both directions, broken upstreams, limits, early refusals, back-pressure. */
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import type { Browser, Dashboard } from './testing/dashboard.ts'
import { rawRequest } from './testing/dashboard.ts'
import { IMAGES, OBJECTS, startLab } from './testing/lab.ts'

const PIECE = Buffer.alloc(64 * 1024, 'z')

/** A promise and its resolver, for "this has happened". */
const happening = <T = void>() => Promise.withResolvers<T>()

const openSocket = async (dashboard: Dashboard): Promise<Socket> => {
  const socket = connect(dashboard.port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

const startUpload = async (dashboard: Dashboard, browser: Browser, header: string) => {
  const socket = await openSocket(dashboard)
  const request = rawRequest(browser, `PUT ${IMAGES}/i/file`, ['Content-Type: application/octet-stream', header])
  // As browsers do, so that a connection that ends was ended by the server.
  socket.write(request.replace('Connection: close', 'Connection: keep-alive'))
  return socket
}

test('bytes arrive unchanged in both directions, with and without a declared length', async () => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256))
  const { browser, cloud } = await startLab(async (request, response) => {
    response.end(await buffer(request))
  })
  const echo = async (body: Buffer | Readable, headers = {}) => {
    const answer = await browser.open('PUT', `${IMAGES}/i/file`, {
      body,
      headers: { 'content-type': 'application/octet-stream', ...headers },
    })
    return Buffer.from(await answer.body.arrayBuffer())
  }
  expect((await echo(bytes)).equals(bytes)).toBe(true)
  expect((await echo(Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]))).equals(bytes)).toBe(true)
  expect(cloud.requests[0]?.headers['content-length']).toBe('300000')
  expect(cloud.requests[1]?.headers['transfer-encoding']).toBe('chunked')
})

test('a browser that leaves in mid-upload is seen by the cloud', async () => {
  const begun = happening()
  const aborted = happening<boolean>()
  const { browser, dashboard } = await startLab((request) => {
    request.once('data', () => begun.resolve())
    request.once('close', () => aborted.resolve(request.complete))
    request.on('error', () => {})
  })
  const socket = await startUpload(dashboard, browser, 'Content-Length: 1000000')
  socket.write(PIECE)
  await begun.promise
  socket.destroy()
  expect(await aborted.promise).toBe(false)
})

test('a browser that leaves a chunked upload is seen by the cloud as an abort, not as the end', async () => {
  const begun = happening()
  const aborted = happening<boolean>()
  const { browser, dashboard } = await startLab((request) => {
    request.once('data', () => begun.resolve())
    request.once('close', () => aborted.resolve(request.complete))
    request.on('error', () => {})
  })
  const socket = await startUpload(dashboard, browser, 'Transfer-Encoding: chunked')
  socket.write('5\r\nhello\r\n')
  await begun.promise
  socket.end()
  expect(await aborted.promise).toBe(false)
})

test('a browser that leaves in mid-download is seen by the cloud', async () => {
  const closed = happening<boolean>()
  const { browser, dashboard } = await startLab((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': '1000000000' })
    response.write(PIECE)
    response.once('close', () => closed.resolve(response.writableFinished))
  })
  const socket = await openSocket(dashboard)
  socket.write(rawRequest(browser, `GET ${IMAGES}/i/file`))
  await once(socket, 'data')
  socket.destroy()
  expect(await closed.promise).toBe(false)
})

test('a browser that leaves before the answer is seen by the cloud', async () => {
  const asked = happening()
  const closed = happening()
  const { browser, dashboard } = await startLab((_request, response) => {
    response.once('close', () => closed.resolve())
    asked.resolve()
  })
  const socket = await openSocket(dashboard)
  socket.write(rawRequest(browser, `GET ${IMAGES}`))
  await asked.promise
  socket.destroy()
  await closed.promise
  // Nothing of it is told to the operator as a failure of the cloud.
  expect(dashboard.logs.filter((line) => line.includes('"level":"error"'))).toEqual([])
})

test.each([
  ['with a declared length', { 'content-length': '1000000' }],
  ['in chunks', {}],
])('a cloud that dies in mid-body (%s) is an error to the browser, not a short success', async (_name, headers) => {
  const { browser } = await startLab((_request, response) => {
    response.writeHead(200, headers)
    response.write(PIECE, () => response.socket?.destroy())
  })
  const answer = await browser.open('GET', `${IMAGES}/i/file`)
  expect(answer.statusCode).toBe(200)
  await expect(answer.body.arrayBuffer()).rejects.toThrow(/terminated|closed|aborted/)
})

test('a cloud that falls silent in mid-body is an error to the browser', async () => {
  const { browser } = await startLab(
    (_request, response) => {
      response.writeHead(200, { 'content-length': '1000000' })
      response.write(PIECE)
    },
    { timeouts: { body: 300 } },
  )
  const answer = await browser.open('GET', `${IMAGES}/i/file`)
  await expect(answer.body.arrayBuffer()).rejects.toThrow(/terminated|closed|aborted/)
})

test('a cloud that dies in mid-upload is a problem', async () => {
  const { browser } = await startLab((request) => {
    request.once('data', () => request.socket.destroy())
    request.on('error', () => {})
  })
  const answer = await browser.call('PUT', `${IMAGES}/i/file`, { body: Buffer.alloc(2 ** 20) })
  expect(answer.status).toBe(502)
  expect(answer.problem().type).toBe('/problems/upstream-unreachable')
})

test('a cloud that refuses an upload early is heard, though the body is not over', async () => {
  const { browser, dashboard } = await startLab((request, response) => {
    request.once('data', () =>
      response.writeHead(409, { 'content-type': 'application/json' }).end('{"message":"not queued"}'),
    )
  })
  const socket = await startUpload(dashboard, browser, 'Content-Length: 1000000000')
  socket.write(PIECE)
  const [head] = (await once(socket, 'data')) as [Buffer]
  expect(head.toString()).toMatch(/^HTTP\/1\.1 409 /)
  expect(head.toString()).toMatch(/connection: close/i)
  // The rest is read for a moment at most; then the connection ends.
  const ended = happening()
  socket.once('close', () => ended.resolve())
  const send = () => {
    while (socket.writable && socket.write(PIECE)) continue
  }
  socket.on('drain', send)
  send()
  await ended.promise
  expect(socket.bytesWritten).toBeLessThan(200 * 2 ** 20)
})

test('an upload over the limit is refused by its declared length before the cloud hears of it', async () => {
  const { browser, cloud } = await startLab(undefined, { config: { maxUploadBytes: 1_000_000 } })
  const answer = await browser.call('PUT', `${IMAGES}/i/file`, { body: Buffer.alloc(1_000_001) })
  expect(answer.status).toBe(413)
  expect(answer.problem()).toMatchObject({
    type: '/problems/body-too-large',
    detail: expect.stringContaining('1,000,000') as string,
  })
  expect(cloud.requests).toEqual([])
  expect((await browser.call('PUT', `${IMAGES}/i/file`, { body: Buffer.alloc(1_000_000) })).status).toBe(200)
})

test('a chunked upload over the limit is cut off, in both directions', async () => {
  const begun = happening()
  const cut = happening<boolean>()
  const { browser, dashboard } = await startLab(
    (request) => {
      request.once('data', () => begun.resolve())
      request.on('error', () => {})
      request.once('close', () => cut.resolve(request.complete))
    },
    { config: { maxUploadBytes: 100_000 } },
  )
  const chunk = `${PIECE.length.toString(16)}\r\n${PIECE.toString('latin1')}\r\n`
  const socket = await startUpload(dashboard, browser, 'Transfer-Encoding: chunked')
  socket.write(chunk)
  await begun.promise
  socket.write(chunk)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 /)
  expect(answer.toString()).toContain('/problems/body-too-large')
  expect(await cut.promise).toBe(false)
})

test('JSON bodies of our own calls are small', async () => {
  const { browser } = await startLab()
  const answer = await browser.signIn({ password: 'x'.repeat(100_000) })
  expect(answer.status).toBe(413)
  expect(answer.problem().type).toBe('/problems/body-too-large')
})

test('a body that is not JSON is told so', async () => {
  const { browser } = await startLab()
  for (const [type, body] of [
    ['application/json', '{'],
    ['text/plain', '{}'],
    ['application/json', ''],
  ] as const) {
    const answer = await browser.call('POST', '/api/session', { body, headers: { 'content-type': type } })
    expect(answer.status).toBe(400)
    expect(answer.problem().type).toBe('/problems/invalid-request')
  }
})

test('a browser that stops reading holds the cloud back instead of filling memory', async () => {
  let sent = 0
  const closed = happening()
  const { browser, dashboard } = await startLab(
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      const write = () => {
        while (sent < 300 * 2 ** 20 && !response.destroyed) {
          sent += PIECE.length
          if (!response.write(PIECE)) return
        }
      }
      response.on('drain', write)
      response.once('close', () => closed.resolve())
      write()
    },
    { clientIdleMs: 500 },
  )
  const socket = await openSocket(dashboard)
  socket.pause()
  socket.write(rawRequest(browser, `GET ${IMAGES}/i/file`))
  // Everything stands still until the idle time of the browser's connection is over.
  await closed.promise
  expect(sent).toBeLessThan(60 * 2 ** 20)
})

test('a cloud that stops reading holds the browser back, and is given up after its idle time', async () => {
  const { browser, dashboard } = await startLab((request) => void request.pause(), { timeouts: { headers: 500 } })
  const socket = await startUpload(dashboard, browser, 'Content-Length: 1000000000')
  const answered = happening<string>()
  socket.once('data', (data: Buffer) => answered.resolve(data.toString()))
  const write = () => {
    while (socket.bytesWritten < 300 * 2 ** 20) if (!socket.write(PIECE)) return
  }
  socket.on('drain', write)
  write()
  expect(await answered.promise).toMatch(/^HTTP\/1\.1 504 /)
  expect(socket.bytesWritten).toBeLessThan(60 * 2 ** 20)
})

test('an object and an image at once do not wait for each other', async () => {
  const release = happening()
  const { browser } = await startLab(async (request, response) => {
    if (request.url?.includes('/image/')) await release.promise
    response.end('{}')
  })
  const slow = browser.call('GET', IMAGES)
  expect((await browser.call('GET', OBJECTS)).status).toBe(200)
  release.resolve()
  expect((await slow).status).toBe(200)
})
