/** What operators see: health, metrics, log, audit; and stopping without losing a transfer. */
import { expect, test } from 'vitest'
import { Browser, startDashboard } from './testing/dashboard.ts'
import { openstackProfile, startKeystone } from './testing/keystone.ts'
import { IMAGES, OBJECTS, startLab } from './testing/lab.ts'
import { deadAddress, sendJson } from './testing/upstream.ts'

interface LogLine {
  level: string
  msg: string
  reqId?: string
  audit?: Record<string, unknown>
  [key: string]: unknown
}
const linesOf = (logs: string[]) => logs.map((line) => JSON.parse(line) as LogLine)
const auditsOf = (logs: string[]) => linesOf(logs).flatMap((line) => (line.audit ? [line.audit] : []))

test('health is liveness, readiness asks the identity services', async () => {
  const keystone = await startKeystone()
  const down = openstackProfile(await deadAddress(), { name: 'down' })
  const both = new Browser(await startDashboard([keystone.cloud, down]))
  expect((await both.call('GET', '/healthz')).json()).toEqual({ status: 'ok' })
  expect(await both.call('GET', '/readyz')).toMatchObject({ status: 200 })
  expect((await both.call('GET', '/readyz')).json()).toEqual({ status: 'ready', identity: { lab: true, down: false } })

  const none = new Browser(await startDashboard([down]))
  expect((await none.call('GET', '/healthz')).status).toBe(200)
  expect(await none.call('GET', '/readyz')).toMatchObject({ status: 503 })
})

test('probes do not become load on the identity service', async () => {
  const keystone = await startKeystone()
  const browser = new Browser(await startDashboard([keystone.cloud]))
  await Promise.all(Array.from({ length: 20 }, () => browser.call('GET', '/readyz')))
  expect(keystone.requests).toHaveLength(1)
})

test('metrics count by route, cloud and service, never by user, image or path', async () => {
  const { browser } = await startLab()
  await browser.call('GET', `${IMAGES}/6f-some-image?name=some-name`)
  await browser.call('PUT', `${OBJECTS}/some-container/some-object`, { body: 'x'.repeat(1000) })
  await browser.call('GET', '/some-page')
  await browser.signIn({ password: 'wrong' })
  const { text, headers } = await browser.call('GET', '/metrics')
  expect(headers['content-type']).toMatch(/^text\/plain/)
  expect(text).toContain('dashboard_sign_ins_total{cloud="lab",outcome="signed-in"} 1')
  expect(text).toContain('dashboard_sign_ins_total{cloud="lab",outcome="wrong-credentials"} 1')
  expect(text).toContain('dashboard_proxied_bytes_total{cloud="lab",service="object-store",direction="up"} 1000')
  expect(text).toContain('dashboard_upstream_seconds_count{cloud="lab",service="image",method="GET",status="200"} 1')
  expect(text).toContain('dashboard_open_streams{service="image"} 0')
  expect(text).toMatch(
    /http_request_duration_seconds_count\{method="GET",route="\/api\/regions\/:region\/image\/v2\/\*",status="200"\} 1/,
  )
  expect(text).not.toMatch(/some-|6f-|ada|p1/)
})

test('a write leaves one audit line, a read none', async () => {
  const { browser, dashboard } = await startLab((_request, response) =>
    sendJson(response, 409, {}, { 'x-openstack-request-id': 'req-up' }),
  )
  await browser.call('GET', `${IMAGES}?name=secret-name`)
  await browser.call('PATCH', `${IMAGES}/i?x=secret-query`, { body: '[]' })
  await browser.call('PUT', '/api/session/project', { json: { project: 'p2' } })
  await browser.signIn({ password: 'wrong' })
  await browser.call('DELETE', '/api/session')
  const ada = { id: 'ada-id', name: 'ada' }
  const account = { id: 'p1', name: 'p1-name' }
  const ms = expect.any(Number) as number
  await expect
    .poll(() => auditsOf(dashboard.logs))
    .toEqual([
      { who: ada, account, region: null, verb: 'sign-in', target: 'lab', status: 201, ms },
      {
        who: ada,
        account,
        region: 'One',
        verb: 'PATCH',
        target: 'image/images/i',
        status: 409,
        ms,
        upstreamRequestId: 'req-up',
      },
      { who: ada, account, region: null, verb: 'switch-project', target: 'p2', status: 403, ms },
      { who: { id: '', name: 'ada' }, account: null, region: null, verb: 'sign-in', target: 'lab', status: 401, ms },
      { who: ada, account, region: null, verb: 'sign-out', target: 'lab', status: 204, ms },
    ])
  expect(dashboard.logs.join('')).not.toMatch(/secret-name|secret-query/)
})

test('a write that the browser broke off is audited as such', async () => {
  const { browser, dashboard } = await startLab((request) => {
    request.on('error', () => {})
    request.once('data', () => abort.abort())
  })
  const abort = new AbortController()
  const gone = browser.open('PUT', `${IMAGES}/i/file`, { body: Buffer.alloc(10), signal: abort.signal })
  await expect(gone).rejects.toThrow(/abort/i)
  await expect
    .poll(() => auditsOf(dashboard.logs).at(-1))
    .toMatchObject({ verb: 'PUT', target: 'image/images/i/file', aborted: true })
})

test('every problem’s request ID is in its header and in the log', async () => {
  const { browser, dashboard } = await startLab()
  const answer = await browser.call('GET', '/api/regions/Nowhere/image/v2/images')
  const { requestId } = answer.problem()
  expect(answer.headers['x-request-id']).toBe(requestId)
  expect(
    linesOf(dashboard.logs)
      .filter(({ reqId }) => reqId === requestId)
      .map(({ msg }) => msg),
  ).toContain('request')
})

test('a caller’s own request ID is not taken over', async () => {
  const { browser } = await startLab()
  const answer = await browser.call('GET', IMAGES, { headers: { 'x-request-id': 'evil', 'request-id': 'evil' } })
  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

test('stopping lets a running transfer finish, refuses new work, and then ends', async () => {
  const release = Promise.withResolvers<void>()
  const { browser, dashboard } = await startLab(async (_request, response) => {
    response.writeHead(200, { 'content-length': '10' })
    response.write('first')
    await release.promise
    response.end('-last')
  })
  const download = await browser.open('GET', `${IMAGES}/i/file`)
  const closed = dashboard.app.close()
  const newcomer = () =>
    new Browser(dashboard).call('GET', '/healthz').then(
      ({ status }) => status,
      (error: unknown) => String(error),
    )
  await expect.poll(newcomer).toMatch(/ECONNREFUSED/)
  release.resolve()
  expect(await download.body.text()).toBe('first-last')
  await closed
})
