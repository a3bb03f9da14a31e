/** An identity service that is down, slow, a web page, cut short, huge or simply wrong. Each is a sentence, none a hang. */
import { expect, test } from 'vitest'
import { Browser, startDashboard } from './testing/dashboard.ts'
import { openstackProfile } from './testing/keystone.ts'
import { deadAddress, sendJson, startRawUpstream, startUpstream } from './testing/upstream.ts'

const signInAt = async (identityUrl: string) => {
  const browser = new Browser(
    await startDashboard([openstackProfile(identityUrl)], { timeouts: { headers: 300, body: 300 } }),
  )
  return browser.signIn()
}

test('nothing listens', async () => {
  const answer = await signInAt(await deadAddress())
  expect(answer.status).toBe(502)
  expect(answer.problem()).toMatchObject({
    type: '/problems/identity-unreachable',
    detail: expect.stringContaining('nothing listens at its address') as string,
  })
})

test('no answer in time', async () => {
  const silent = await startUpstream(() => {})
  const answer = await signInAt(silent.url)
  expect(answer.status).toBe(504)
  expect(answer.problem()).toMatchObject({
    type: '/problems/identity-unreachable',
    detail: expect.stringContaining('did not answer in time') as string,
  })
})

test('an answer that stalls half-way', async () => {
  const stalling = await startUpstream((_request, response) => void response.writeHead(201).write('{"token":'))
  expect((await signInAt(stalling.url)).status).toBe(504)
})

test('an untrusted or missing TLS endpoint', async () => {
  const plain = await startUpstream((_request, response) => void response.end())
  const answer = await signInAt(plain.url.replace('http:', 'https:'))
  expect(answer.problem()).toMatchObject({
    type: '/problems/identity-unreachable',
    detail: expect.stringContaining('TLS') as string,
  })
})

test.each([
  ['a web page', 200, '<html>Welcome</html>', 'identity-malformed'],
  ['a web page with status 201', 201, '<html>Welcome</html>', 'identity-malformed'],
  ['an empty answer', 201, '', 'identity-malformed'],
  ['JSON of another shape', 201, '{"hello":"world"}', 'identity-malformed'],
  ['a list of versions', 300, '{"versions":{}}', 'identity-malformed'],
  ['not found', 404, '<html>404</html>', 'identity-malformed'],
  ['a server error', 503, '<html>503</html>', 'identity-unreachable'],
])('%s', async (_name, status, body, kind) => {
  const odd = await startUpstream((_request, response) => void response.writeHead(status).end(body))
  const problem = (await signInAt(odd.url)).problem()
  expect(problem.type).toBe(`/problems/${kind}`)
  expect(problem.detail).not.toContain('<html>')
})

test('a redirect is not followed', async () => {
  const target = await startUpstream((_request, response) => sendJson(response, 201, {}))
  const redirecting = await startUpstream(
    (_request, response) => void response.writeHead(307, { location: target.url }).end(),
  )
  expect((await signInAt(redirecting.url)).problem().type).toBe('/problems/identity-malformed')
  expect(target.requests).toEqual([])
})

test('a token body without the token', async () => {
  const bare = await startUpstream((_request, response) =>
    sendJson(response, 201, { token: { expires_at: '2030-01-01T00:00:00.000000Z', user: { id: 'u', name: 'u' } } }),
  )
  expect((await signInAt(bare.url)).problem().type).toBe('/problems/identity-malformed')
})

test('an answer cut short', async () => {
  const cut = await startRawUpstream((socket) => {
    socket.end('HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"token":{')
  })
  const answer = await signInAt(cut)
  expect(answer.status).toBe(502)
  expect(answer.problem().type).toBe('/problems/identity-malformed')
})

test('something that is not HTTP', async () => {
  const odd = await startRawUpstream((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
  expect((await signInAt(odd)).status).toBe(502)
})

test('an endless answer is not read to its end', async () => {
  let sent = 0
  const endless = await startUpstream((_request, response) => {
    const piece = Buffer.alloc(64 * 1024, 'x')
    response.writeHead(201, { 'content-type': 'application/json' })
    const write = () => {
      while (!response.destroyed && sent < 100 * 2 ** 20) {
        sent += piece.length
        if (!response.write(piece)) return void response.once('drain', write)
      }
    }
    write()
  })
  expect((await signInAt(endless.url)).problem()).toMatchObject({
    type: '/problems/identity-malformed',
    detail: expect.stringContaining('larger than 4 MiB') as string,
  })
  expect(sent).toBeLessThan(20 * 2 ** 20)
})
