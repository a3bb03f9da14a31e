/** The built pages: caching, compression, base path, page addresses, what is not found. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import type { ServerConfig } from './config.ts'
import { Browser, startDashboard } from './testing/dashboard.ts'
import { openstackProfile } from './testing/keystone.ts'

const SCRIPT = 'console.log("app")'.repeat(50)
const INDEX = '<!doctype html><head><base href="/" /><script type="module" src="./assets/app-1a2b.js"></script></head>'

const build = () => {
  const root = mkdtempSync(join(tmpdir(), 'dist-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  mkdirSync(join(root, 'assets'))
  writeFileSync(join(root, 'index.html'), INDEX)
  writeFileSync(join(root, 'index.html.br'), 'not this')
  writeFileSync(join(root, 'robots.txt'), 'User-agent: *')
  writeFileSync(join(root, 'assets/app-1a2b.js'), SCRIPT)
  writeFileSync(join(root, 'assets/app-1a2b.js.br'), brotliCompressSync(SCRIPT))
  writeFileSync(join(root, 'assets/app-1a2b.js.gz'), gzipSync(SCRIPT))
  writeFileSync(join(root, 'assets/app-1a2b.js.map'), '{}')
  return root
}

const lab = async (config: Partial<ServerConfig> = {}) => {
  const browser = new Browser(
    await startDashboard([openstackProfile('http://127.0.0.1:1')], { distFolder: build(), config }),
  )
  const get = (path: string, headers: Record<string, string> = {}) =>
    browser.call('GET', path, {
      headers: { 'x-requested-with': undefined, origin: undefined, accept: '*/*', ...headers },
    })
  return { browser, get }
}
const HTML = { accept: 'text/html,application/xhtml+xml' }

test.each(['/', '/sign-in', '/DFW/images', '/DFW/images/6f-1?tab=json', '/DFW/images/debian.qcow2', '/metricsx'])(
  'the page %s is index.html, never stored',
  async (path) => {
    const { get } = await lab()
    const answer = await get(path, HTML)
    expect(answer).toMatchObject({ status: 200, text: INDEX })
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' })
  },
)

test('a page address without a file extension needs no Accept header', async () => {
  const { get } = await lab()
  expect((await get('/DFW/images')).text).toBe(INDEX)
})

test('hashed assets are immutable and come compressed when the browser can read it', async () => {
  const { get } = await lab()
  const plain = await get('/assets/app-1a2b.js')
  expect(plain.text).toBe(SCRIPT)
  expect(plain.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' })
  expect(plain.headers['content-type']).toMatch(/javascript/)
  for (const [accepted, coding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
  ] as const) {
    const { headers } = await get('/assets/app-1a2b.js', { 'accept-encoding': accepted })
    expect(headers).toMatchObject({
      'content-encoding': coding,
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(headers['content-type']).toMatch(/javascript/)
    expect(headers['vary']).toMatch(/accept-encoding/i)
  }
})

test('other files are checked again each time', async () => {
  const { get } = await lab()
  const first = await get('/robots.txt')
  expect(first).toMatchObject({ status: 200, headers: { 'cache-control': 'no-cache' } })
  expect((await get('/robots.txt', { 'if-none-match': String(first.headers['etag']) })).status).toBe(304)
})

test.each([
  '/assets/gone-9z.js',
  '/assets/app-1a2b.js.map',
  '/assets/app-1a2b.js.br',
  '/index.html.br',
  '/favicon.ico',
  '/api/nothing',
  '/api',
  '/assets/../../package.json',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/..%2f..%2fpackage.json',
  '/.env',
  '/assets/',
  '/assets/.',
  '/assets//app-1a2b.js',
  '/assets/app-1a2b.js%00',
  '/%zz',
])('%s is not found, as a problem', async (path) => {
  const { get } = await lab()
  const answer = await get(path)
  expect(answer.status).toBe(404)
  expect(answer.problem()).toMatchObject({ type: '/problems/not-found', requestId: answer.headers['x-request-id'] })
})

test('a missing asset is not a page, even to a browser that wants one', async () => {
  const { get } = await lab()
  expect((await get('/assets/gone-9z.js', HTML)).status).toBe(404)
  expect((await get('/api/nothing', HTML)).status).toBe(404)
})

test('below a base path everything moves, and <base> with it', async () => {
  const { get } = await lab({ basePath: '/images' })
  expect((await get('/images/sign-in')).text).toContain('<base href="/images/"')
  expect((await get('/images/')).text).toContain('<base href="/images/"')
  expect((await get('/images/assets/app-1a2b.js')).text).toBe(SCRIPT)
  for (const path of ['/', '/images']) {
    expect(await get(path)).toMatchObject({ status: 302, headers: { location: '/images/' } })
  }
  expect((await get('/sign-in')).status).toBe(404)
  expect((await get('/imagesx')).status).toBe(404)
  expect((await get('/api/clouds', { 'x-requested-with': 'cloud-images' })).status).toBe(404)
  expect((await get('/images/api/clouds', { 'x-requested-with': 'cloud-images' })).status).toBe(200)
  expect((await get('/healthz')).status).toBe(200)
})

test('every answer binds the browser', async () => {
  const { get } = await lab()
  for (const path of ['/', '/assets/app-1a2b.js', '/api/clouds', '/assets/gone.js']) {
    const { headers } = await get(path)
    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'none';script-src 'self' 'wasm-unsafe-eval';style-src 'self';style-src-attr 'unsafe-inline';img-src 'self' data:;" +
        "font-src 'self';connect-src 'self';worker-src 'self';manifest-src 'self';base-uri 'self';form-action 'self';" +
        "frame-ancestors 'none';require-trusted-types-for 'script'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()') as string,
    })
    expect(headers).not.toHaveProperty('strict-transport-security')
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('over https the browser is told to stay there', async () => {
  const { get } = await lab({ publicOrigin: 'https://images.example.com' })
  expect((await get('/')).headers['strict-transport-security']).toBe('max-age=31536000')
  const behindProxy = await lab({ trustProxy: true })
  expect((await behindProxy.get('/', { 'x-forwarded-proto': 'https' })).headers).toHaveProperty(
    'strict-transport-security',
  )
})
