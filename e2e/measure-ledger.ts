/**
 * `node e2e/measure-ledger.ts`: *Shared by me* over hundreds of images and thousands of members, on the demo cloud:
 * when the first rows show, when all are there, how many requests are in flight at once; then one account revoked
 * everywhere while the cloud fails now and again. Milliseconds depend on the machine, counts do not.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'
import { runAll } from '#lib/run-all.ts'
import { chromiumLaunch } from '#tools/chromium.mjs'
import { demoServer } from '#tools/demo-server.mjs'
import { inProject } from '#tools/project.mjs'

import { openstack } from './demo-clouds.ts'
import { DemoControl } from './demo-control.ts'
import { addMember, createImage, signInAs } from './support.ts'

const PORT = Number(process.env['E2E_PORT'] ?? 4380) + 16
const IMAGES = 500
const MEMBERS = 4
/** Of the requests that take back, so many fail, and are tried again afterwards. */
const FAILURES = 25

const { region } = openstack
const accounts = Array.from({ length: MEMBERS }, (_, at) => String(at + 1).repeat(32))

/** In the page, from the call of `fetch` to its answer; Playwright's own events come later than the next request. */
interface Flight {
  all: number
  now: number
  most: number
}
declare global {
  var flights: Record<string, Flight>
}

/** Counts requests about members, by method. */
const countFlights = (page: Page) =>
  page.addInitScript(() => {
    globalThis.flights = {}
    const send = globalThis.fetch
    globalThis.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input)
      if (!/\/images\/[^/]+\/members/.test(url)) return send(input, init)
      const flight = (globalThis.flights[init?.method ?? 'GET'] ??= { all: 0, now: 0, most: 0 })
      flight.all += 1
      flight.now += 1
      flight.most = Math.max(flight.most, flight.now)
      try {
        return await send(input, init)
      } finally {
        flight.now -= 1
      }
    }
  })

const flightsOf = (page: Page, method: string) =>
  page.evaluate((name) => globalThis.flights[name] ?? { all: 0, now: 0, most: 0 }, method)

const server = demoServer({ port: PORT, controlPort: PORT + 1 })
const [program, ...args] = server.command
const child = spawn(program, args, { cwd: inProject(), env: { ...process.env, ...server.env }, stdio: 'ignore' })
const browser = await chromium.launch(chromiumLaunch())
try {
  for (let tries = 0; tries < 600; tries += 1) {
    const isUp = await fetch(`${server.url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const page = await (
    await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } })
  ).newPage()
  await signInAs(page, openstack, 'producer')
  await runAll(
    Array.from({ length: IMAGES }, (_, at) => at),
    async (at) => {
      const { id } = await createImage(page, region, { name: `crowd-${at}`, visibility: 'shared' })
      for (const account of accounts) await addMember(page, region, id, account)
    },
    { limit: 8 },
  )

  await countFlights(page)
  const start = performance.now()
  const since = () => Math.round(performance.now() - start)
  await page.goto(paths.sharing(region), { waitUntil: 'commit' })
  const table = page.getByRole('table', { name: 'Shared images' })
  await table.getByRole('rowheader').first().waitFor()
  const firstRows = since()
  const readAtFirst = (await flightsOf(page, 'GET')).all
  await page.getByRole('progressbar').waitFor({ state: 'detached' })
  const complete = since()
  const reads = await flightsOf(page, 'GET')
  const summary = await page.getByText(/images shared/).textContent()

  const account = accounts[0] ?? ''
  await new DemoControl(server).plant({
    kind: 'answer',
    status: 503,
    cloud: openstack.name,
    method: 'DELETE',
    path: '*/members/*',
    times: FAILURES,
  })
  await page.goto(`${paths.sharing(region)}?by=status&account=${account}`)
  // Refused until every share is known.
  await page.locator('button:not([aria-disabled=true])', { hasText: 'Revoke everywhere…' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('textbox').fill(account)
  const revokeStart = performance.now()
  await dialog.getByRole('button', { name: `Revoke ${IMAGES} images` }).click()
  const results = page.getByRole('region', { name: 'Results of revoking' })
  const told = results.getByRole('status')
  await told.getByText(/^Revoked/).waitFor({ timeout: 300_000 })
  const revoked = Math.round(performance.now() - revokeStart)
  const writes = await flightsOf(page, 'DELETE')
  const report = await told.textContent()
  await results.getByRole('button', { name: 'Retry failed' }).click()
  await told.getByText(`Revoked ${IMAGES} of ${IMAGES}`).waitFor({ timeout: 60_000 })
  console.table({
    'first rows, ms': firstRows,
    'members asked for by then': readAtFirst,
    'complete, ms': complete,
    'requests for members': reads.all,
    'most in flight': reads.most,
    'what the page says': summary,
    'revoked everywhere, ms': revoked,
    'most writes in flight': writes.most,
    'report with failures': report,
    'report after Retry': await told.textContent(),
  })
} finally {
  await browser.close()
  child.kill('SIGTERM')
  await once(child, 'exit')
}
