/** The command line: what stops the start, what it says, how it ends. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { Browser } from './testing/dashboard.ts'
import { startKeystone } from './testing/keystone.ts'
import { IMAGES } from './testing/lab.ts'
import { cloudsYaml, runServer } from './testing/server-process.ts'
import { startUpstream } from './testing/upstream.ts'

const YAML = cloudsYaml('http://127.0.0.1:1/v3')

test.each([
  ['a bad setting', YAML, { PORT: 'x' }, [], /PORT must be a port number.*Example: PORT=4173/],
  ['a bad cloud', 'clouds:\n  lab: {}\n', {}, [], /clouds\.yaml:2: clouds\.lab\.auth\.auth_url is missing/],
  ['an unknown option', YAML, {}, ['--fast'], /--fast.*--api-only, --demo, --images N, --reset/s],
])('%s stops the start with a sentence', async (_name, yaml, environment, options, sentence) => {
  const { code, stderr, stdout } = await runServer(yaml, environment, options).ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/^The dashboard cannot start\.\n/)
  expect(stderr).toMatch(sentence)
  expect(stderr).not.toContain('    at ')
  expect(stdout).toBe('')
})

test('a taken port is told as such', async () => {
  const taken = await startUpstream(() => {})
  const { code, stderr } = await runServer(YAML, { PORT: new URL(taken.url).port }).ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/^The port is taken/)
})

test('it serves, warns of secrets in the file, and on SIGTERM finishes what runs', async () => {
  const release = Promise.withResolvers<void>()
  const cloud = await startUpstream(async (_request, response) => {
    response.writeHead(200, { 'content-length': '10' })
    response.write('first')
    await release.promise
    response.end('-last')
  })
  const keystone = await startKeystone({ imageUrl: cloud.url })
  const server = runServer(`${cloudsYaml(keystone.cloud.authUrl)}      password: hunter2\n`)
  const url = await server.url
  const browser = new Browser({ url })
  expect((await browser.signIn()).status).toBe(201)
  const download = await browser.open('GET', `${IMAGES}/i/file`)

  server.child.kill('SIGTERM')
  const newcomer = () =>
    new Browser({ url }).call('GET', '/healthz').then(
      ({ status }) => status,
      (error: unknown) => String(error),
    )
  await expect.poll(newcomer, { timeout: 10_000 }).toMatch(/ECONNREFUSED/)
  release.resolve()
  expect(await download.body.text()).toBe('first-last')

  const { code, stdout, stderr } = await server.ended
  expect(code).toBe(0)
  expect(stderr).toBe('')
  expect(stdout).toMatch(/clouds\.yaml:5: clouds\.lab\.auth\.password is ignored/)
  expect(stdout).not.toContain('hunter2')
})

test('--reset sends the running demo back to its beginning, and nobody else’s', async () => {
  const state = { XDG_STATE_HOME: mkdtempSync(join(tmpdir(), 'state-')) }
  onTestFinished(() => rmSync(state.XDG_STATE_HOME, { recursive: true }))
  const { child } = runServer('clouds: {}\n', state, ['--api-only'])
  const [line = ''] = z.array(z.string()).parse(await once(createInterface(child.stdout!), 'line'))
  const port = /http:\/\/localhost:(\d+)\//.exec(line)?.[1] ?? ''
  const browser = new Browser({ url: `http://127.0.0.1:${port}` })
  const account = { cloud: 'demo-openstack', username: 'producer', password: 'producer-pw' }
  expect((await browser.signIn(account)).status).toBe(201)
  const images = '/api/regions/RegionOne/image/v2/images'
  expect((await browser.call('GET', images)).status).toBe(200)

  const second = runServer('clouds: {}\n', { ...state, PORT: port }, ['--api-only', '--reset', '--images', '300'])
  const { code, stdout } = await second.ended
  expect(stdout).toBe(`The demo on port ${port} is back at its beginning. Sign in again.\n`)
  expect(code).toBe(0)
  expect((await browser.call('GET', images)).status).toBe(401)
  expect((await browser.signIn(account)).status).toBe(201)
  const list = await browser.call('GET', `${images}?limit=1000`)
  expect(z.object({ images: z.array(z.unknown()) }).parse(list.json()).images).toHaveLength(300)
}, 30_000)

test('the key that is kept when none is given lets sessions outlive a restart', async () => {
  const keystone = await startKeystone({ imageUrl: 'http://127.0.0.1:1' })
  const state = { XDG_STATE_HOME: mkdtempSync(join(tmpdir(), 'state-')) }
  onTestFinished(() => rmSync(state.XDG_STATE_HOME, { recursive: true }))
  const before = new Browser({ url: await runServer(cloudsYaml(keystone.cloud.authUrl), state).url })
  await before.signIn()
  const after = new Browser({ url: await runServer(cloudsYaml(keystone.cloud.authUrl), state).url })
  for (const [name, value] of before.cookies) after.cookies.set(name, value)
  expect((await after.call('GET', '/api/session')).status).toBe(200)
})
