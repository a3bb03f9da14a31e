import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { IMAGES, OBJECTS, startLab } from './testing/lab.ts'

const LIST = JSON.stringify({
  images: Array.from({ length: 1_000 }, (_, index) => ({ id: `image-${index}`, status: 'active' })),
})

const labWith = (headers: Record<string, string> = {}, body = LIST, status = 200) =>
  startLab(
    (_request, response) =>
      void response
        .writeHead(status, {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
          ...headers,
        })
        .end(body),
  )

test.each(['gzip', 'gzip, deflate, br, zstd', 'br;q=1.0, gzip;q=0.5', '*'])(
  'a long list is compressed for %s',
  async (accepted) => {
    const { browser } = await labWith()
    const answer = await browser.open('GET', IMAGES, { headers: { 'accept-encoding': accepted } })
    const bytes = Buffer.from(await answer.body.arrayBuffer())
    expect(answer.headers).toMatchObject({
      'content-encoding': 'gzip',
      vary: 'accept-encoding',
      'content-type': 'application/json',
    })
    expect(answer.headers).not.toHaveProperty('content-length')
    expect(bytes.length).toBeLessThan(LIST.length / 5)
    expect(gunzipSync(bytes).toString()).toBe(LIST)
  },
)

test.each([undefined, 'identity', 'br', 'gzip;q=0', 'gzip; q=0.0, br', 'xgzip'])(
  'a browser that takes %s gets it plain',
  async (accepted) => {
    const { browser } = await labWith()
    const answer = await browser.call('GET', IMAGES, { headers: { 'accept-encoding': accepted } })
    expect(answer.text).toBe(LIST)
    expect(answer.headers).toMatchObject({ vary: 'accept-encoding', 'content-length': String(LIST.length) })
  },
)

test.each([
  ['short ones', IMAGES, {}, '{}', 200],
  ['errors', IMAGES, {}, LIST, 409],
  ['already encoded ones', IMAGES, { 'content-encoding': 'br' }, LIST, 200],
  ['other types', IMAGES, { 'content-type': 'text/html' }, LIST, 200],
  ['image data', `${IMAGES}/i/file`, { 'content-type': 'application/octet-stream' }, LIST, 200],
  ['objects, even of JSON', `${OBJECTS}/c/o.json`, {}, LIST, 200],
])('%s stay as they are', async (_name, path, headers, body, status) => {
  const { browser } = await labWith(headers, body, status)
  const answer = await browser.call('GET', path, { headers: { 'accept-encoding': 'gzip' } })
  expect(answer.headers['content-length']).toBe(String(body.length))
  expect(answer.text).toBe(body)
})

const breakingAfter = (text: string) =>
  startLab((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000000' })
    response.write(text, () => response.socket?.destroy())
  })

test('a list that breaks off upstream breaks off compressed too', async () => {
  // Digests do not compress, so some of them have left before the break.
  const digests = Array.from({ length: 5_000 }, (_, index) => createHash('sha256').update(String(index)).digest('hex'))
  const { browser } = await breakingAfter(JSON.stringify(digests))
  const answer = await browser.open('GET', IMAGES, { headers: { 'accept-encoding': 'gzip' } })
  expect(answer.statusCode).toBe(200)
  await expect(answer.body.arrayBuffer()).rejects.toThrow(/terminated|closed|aborted/)
})

test('a list that breaks off at its very start is a problem or an error, never a short success', async () => {
  const { browser } = await breakingAfter('[1')
  // Whether the head has left by then is a race that either side may win.
  const outcome = await browser.call('GET', IMAGES, { headers: { 'accept-encoding': 'gzip' } }).then(
    (answer) => answer.problem().type,
    () => 'broken off',
  )
  expect(['/problems/upstream-unreachable', 'broken off']).toContain(outcome)
})
