/** Several copies behind a balancer that knows no affinity, restarted one at a time under traffic while keys rotate. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import { Browser, sessionKey, startDashboard } from './testing/dashboard.ts'
import type { Dashboard } from './testing/dashboard.ts'
import { startKeystone } from './testing/keystone.ts'
import { IMAGES } from './testing/lab.ts'
import { portOf, startUpstream } from './testing/upstream.ts'

interface Copy {
  dashboard: Dashboard
  /** Connections passed to it that still wait for the first byte of an answer. */
  unanswered: Set<Socket>
}

/** Passes each connection on to the next copy in service, as a balancer does that looks at nothing else. */
const startBalancer = async () => {
  const inService: Copy[] = []
  const sockets = new Set<Socket>()
  let turn = 0
  const server = createServer((browser) => {
    const copy = inService[turn++ % inService.length]
    if (!copy) return void browser.destroy()
    const inner = connect(copy.dashboard.port, '127.0.0.1')
    copy.unanswered.add(inner)
    for (const event of ['data', 'close']) inner.once(event, () => copy.unanswered.delete(inner))
    for (const [one, other] of [
      [browser, inner],
      [inner, browser],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy()).on('close', () => sockets.delete(one))
      one.pipe(other)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { url: `http://127.0.0.1:${portOf(server)}`, inService }
}

/** Two copies with these keys behind the balancer. */
const startCopies = async (clouds: CloudProfile[], keys: Buffer[]) => {
  const { url, inService } = await startBalancer()
  const start = async (sessionKeys: Buffer[]) => {
    inService.push({ dashboard: await startDashboard(clouds, { config: { sessionKeys } }), unanswered: new Set() })
  }
  for (let copy = 0; copy < 2; copy += 1) await start(keys)
  return {
    url,
    /** One copy after the other is taken out of service, stopped, and comes back with other keys. */
    restartEach: async (sessionKeys: Buffer[]) => {
      for (let copy = 0; copy < 2; copy += 1) {
        const leaving = inService.shift()
        await vi.waitFor(() => expect(leaving?.unanswered.size).toBe(0), { timeout: 10_000 })
        await leaving?.dashboard.app.close()
        await start(sessionKeys)
      }
    },
  }
}

/** A new connection for each call: the next copy answers it. */
const ANY_COPY = { headers: { connection: 'close' } }

test('nobody is signed out and no write is lost or done twice', async () => {
  const writes: string[] = []
  const images = await startUpstream(async (request, response) => {
    if (request.method === 'PUT') writes.push(await text(request))
    response.end('{}')
  })
  const keystone = await startKeystone({ imageUrl: `${images.url}/image` })
  const [old, next] = [sessionKey(), sessionKey()]
  const copies = await startCopies([keystone.cloud], [old])
  const browsers = [new Browser(copies), new Browser(copies), new Browser(copies)]
  const json = { cloud: 'lab', method: 'password', username: 'ada', password: 'right' }
  for (const browser of browsers)
    expect(await browser.call('POST', '/api/session', { json, ...ANY_COPY })).toMatchObject({ status: 201 })

  const issued = keystone.issued.length
  const end = new AbortController()
  const sent: string[] = []
  const traffic = browsers.map(async (browser, person) => {
    const statuses = new Map<number, number>()
    for (let count = 0; !end.signal.aborted; count += 1) {
      const name = `${person}-${count}`
      sent.push(name)
      const answers = [
        await browser.call('GET', IMAGES, ANY_COPY),
        await browser.call('PUT', `${IMAGES}/i/file`, {
          body: name,
          headers: { ...ANY_COPY.headers, 'content-type': 'application/octet-stream' },
        }),
        await browser.call('GET', '/api/session', ANY_COPY),
      ]
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    return [...statuses.keys()]
  })
  // First every copy learns to open the new key's cookies, only then may one seal with it.
  await copies.restartEach([old, next])
  await copies.restartEach([next, old])
  const sealedAnew = await browsers[0]?.call('GET', '/api/session', ANY_COPY)
  await copies.restartEach([next])
  end.abort()

  expect(await Promise.all(traffic)).toEqual([[200], [200], [200]])
  expect(writes.toSorted()).toEqual(sent.toSorted())
  expect(sealedAnew?.status).toBe(200)
  // Nobody had to sign in again.
  expect(keystone.issued).toHaveLength(issued)
})

test('a copy that does not know the new key yet signs people out: why a rotation takes two steps', async () => {
  const keystone = await startKeystone({ imageUrl: 'http://127.0.0.1:1' })
  const [old, next] = [sessionKey(), sessionKey()]
  const late = await startCopies([keystone.cloud], [old])
  const early = new Browser(await startDashboard([keystone.cloud], { config: { sessionKeys: [next, old] } }))
  await early.signIn()
  const browser = new Browser(late)
  for (const [name, value] of early.cookies) browser.cookies.set(name, value)
  expect(await browser.call('GET', '/api/session', ANY_COPY)).toMatchObject({ status: 401 })
})
