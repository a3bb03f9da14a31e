/** One connection, several requests: where one ends and the next begins, everybody on the way has to agree. */
import { expect, test } from 'vitest'
import { Browser, rawRequest, sendRaw, statusOf } from './testing/dashboard.ts'
import { IMAGES, startLab } from './testing/lab.ts'

const FILE = `${IMAGES}/i/file`
const octets = 'Content-Type: application/octet-stream'

/** A write that a stranger hopes is read as a request of its own. */
const hidden = `DELETE ${IMAGES}/hidden HTTP/1.1\r\nHost: x\r\n\r\n`

/** The status of each answer on a connection. */
const answersIn = (answer: string) => Array.from(answer.matchAll(/HTTP\/1\.1 (\d{3})/g), ([, status]) => status)

test.each([
  ['a length and chunks', [`Content-Length: ${hidden.length + 5}`, 'Transfer-Encoding: chunked'], `0\r\n\r\n${hidden}`],
  ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 6'], `0\r\n\r\n${hidden}`],
  ['two lengths that differ', ['Content-Length: 0', `Content-Length: ${hidden.length}`], hidden],
  ['a list of lengths', [`Content-Length: 0, ${hidden.length}`], hidden],
  ['a signed length', ['Content-Length: +0'], hidden],
  ['a length in hexadecimal', ['Content-Length: 0x0'], hidden],
  ['chunked, spelled with a tab', ['Transfer-Encoding:\tchunked', 'Content-Length: 6'], `0\r\n\r\n${hidden}`],
  ['chunked twice', ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], `0\r\n\r\n${hidden}`],
  ['chunked in quotes', ['Transfer-Encoding: "chunked"'], `0\r\n\r\n${hidden}`],
  ['chunked behind a vertical tab', ['Transfer-Encoding: \u000bchunked'], `0\r\n\r\n${hidden}`],
  ['chunked before the last coding', ['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${hidden}`],
  ['a chunk size with a sign', ['Transfer-Encoding: chunked'], `-1\r\n\r\n${hidden}`],
  ['a chunk longer than it says', ['Transfer-Encoding: chunked'], `1\r\nab\r\n0\r\n\r\n${hidden}`],
  ['a chunk ended by a bare line feed', ['Transfer-Encoding: chunked'], `1\na\n0\n\n${hidden}`],
])('%s: what hides behind it is never a request', async (_name, headers, body) => {
  const { browser, dashboard, cloud } = await startLab((request, response) => {
    request.resume().once('end', () => response.end('{}'))
  })
  const head = rawRequest(browser, `PUT ${FILE}`, [octets, ...headers]).replace(
    'Connection: close',
    'Connection: keep-alive',
  )
  const answer = await sendRaw(dashboard.port, head + body)
  expect(statusOf(answer)).toBe(400)
  expect(answersIn(answer)).toEqual(['400'])
  expect(cloud.requests.filter(({ method, url }) => method === 'DELETE' || url?.includes('hidden'))).toEqual([])
})

test.each([
  ['an encoded line break', `GET ${IMAGES}/a%0d%0aX-Auth-Token:%20stolen HTTP/1.1`],
  ['an encoded request', `GET ${IMAGES}/a%20HTTP/1.1%0d%0aHost:%20evil%0d%0a%0d%0aDELETE%20/b HTTP/1.1`],
  ['a bare carriage return', `GET ${IMAGES}/a\rX-Auth-Token: stolen HTTP/1.1`],
  ['a null byte', `GET ${IMAGES}/a%00b HTTP/1.1`],
])('%s in the path ends nothing early', async (_name, line) => {
  const { browser, dashboard, cloud } = await startLab()
  const request = rawRequest(browser, 'GET /').replace(/^.*\r\n/, `${line}\r\n`)
  expect([400, 404]).toContain(statusOf(await sendRaw(dashboard.port, request)))
  expect(cloud.requests).toEqual([])
})

test.each(['%ff', '%c3%28', '%e2%82', '%ed%a0%80', '\u00ff'])(
  'a path that is no UTF-8 stays here: %s',
  async (bytes) => {
    const { browser, dashboard, cloud } = await startLab()
    const raw = rawRequest(browser, `GET ${IMAGES}/${bytes}`)
    expect([400, 404]).toContain(statusOf(await sendRaw(dashboard.port, raw)))
    expect(cloud.requests).toEqual([])
  },
)

test('requests in a row on one connection are answered in a row, each by itself', async () => {
  const { browser, dashboard, cloud } = await startLab(
    (request, response) => void response.end(JSON.stringify(request.url)),
  )
  const [first, last] = [rawRequest(browser, `GET ${IMAGES}/1`), rawRequest(browser, `GET ${IMAGES}/3`)]
  const stranger = rawRequest(new Browser(dashboard), `GET ${IMAGES}/2`)
  const keep = (request: string) => request.replace('Connection: close', 'Connection: keep-alive')
  const answer = await sendRaw(dashboard.port, keep(first) + keep(stranger) + last)
  expect(answersIn(answer)).toEqual(['200', '401', '200'])
  expect(cloud.requests.map(({ url }) => url)).toEqual(['/image/v2/images/1', '/image/v2/images/3'])
})

test('HTTP/1.0 is answered in its own way: nothing in chunks, and the connection ends', async () => {
  const { browser, dashboard, cloud } = await startLab((_request, response) => {
    response.write('{')
    response.end('}')
  })
  const request = rawRequest(browser, `GET ${IMAGES}`)
    .replace('HTTP/1.1', 'HTTP/1.0')
    .replace(/^Connection:.*\r\n/m, '')
  const answer = await sendRaw(dashboard.port, request)
  expect(answersIn(answer)).toEqual(['200'])
  expect(answer).not.toMatch(/transfer-encoding/i)
  expect(answer.endsWith('\r\n\r\n{}')).toBe(true)
  expect(cloud.requests).toHaveLength(1)
})

test('no connection becomes another protocol', async () => {
  const { browser, dashboard, cloud } = await startLab()
  for (const path of ['/', IMAGES, '/api/session']) {
    const upgrade = ['Upgrade: websocket', 'Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==', 'Sec-WebSocket-Version: 13']
    const request = rawRequest(browser, `GET ${path}`, upgrade).replace(
      'Connection: close',
      'Connection: Upgrade, close',
    )
    const answer = await sendRaw(dashboard.port, request)
    expect(statusOf(answer)).not.toBe(101)
    expect(answer).not.toMatch(/^upgrade:/im)
  }
  const h2 = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
  expect(statusOf(await sendRaw(dashboard.port, h2))).toBe(400)
  expect(JSON.stringify(cloud.requests.map(({ rawHeaders }) => rawHeaders))).not.toMatch(/websocket/i)
})

test('a query is passed on up to the limit of a head, and refused past it', async () => {
  const { browser, dashboard, cloud } = await startLab()
  const ask = (bytes: number) => sendRaw(dashboard.port, rawRequest(browser, `GET ${IMAGES}?q=${'x'.repeat(bytes)}`))
  expect(statusOf(await ask(8_000))).toBe(200)
  const refusal = await ask(17_000)
  expect(statusOf(refusal)).toBe(431)
  // Ours: the cloud would refuse it as well.
  expect(refusal).toContain('/problems/headers-too-large')
  expect(cloud.requests).toHaveLength(1)
})
