/** How often transfers are looked at, and by which tab: minutes of a clock that the test turns. */
import { expect } from '@playwright/test'
import type { BrowserContext, Locator, Page, Request } from '@playwright/test'

import { APP_HEADER } from '#lib/contract.ts'
import { paths } from '#lib/paths.ts'

import { openstack, rackspace } from '../demo-clouds.ts'
import { createImage, createTask, signInAs } from '../support.ts'
import { test } from './test.ts'

const MINUTE = 60_000
/** Between two looks at transfers that give no news. */
const LONGEST_INTERVAL_S = 30
const MANY = 50

test.afterEach(async ({ clouds }) => {
  await clouds.reset()
})

const row = (page: Page, name: string): Locator =>
  page
    .getByRole('table', { name: 'Transfers' })
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })

/** What another program asks for meanwhile. */
async function send(page: Page, method: 'POST' | 'PUT', region: string, path: string, data: unknown): Promise<void> {
  const answer = await page.request.fetch(`api/regions/${region}/image/v2${path}`, {
    method,
    headers: { [APP_HEADER.name]: APP_HEADER.value, 'sec-fetch-site': 'same-origin' },
    data,
  })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** What is asked for transfers: lists of tasks, lists of images by their IDs, and single ones. Lists of sharing are not. */
const isLook = (request: Request) => /\/image\/v2\/(tasks|images\/|images\?id=in)/.test(request.url())

/** Requests for transfers by tab, while so many seconds pass in which each is answered as it comes. */
async function requestsDuring(pages: readonly Page[], seconds: number, step = 5): Promise<number[]> {
  const counts = pages.map(() => 0)
  const underWay = new Set<Request>()
  const end = new AbortController()
  for (const [index, page] of pages.entries()) {
    const asked = (request: Request) => {
      if (!isLook(request)) return
      counts[index] = (counts[index] ?? 0) + 1
      underWay.add(request)
    }
    const answered = (request: Request) => underWay.delete(request)
    page.on('request', asked).on('requestfinished', answered).on('requestfailed', answered)
    end.signal.addEventListener('abort', () => {
      page.off('request', asked).off('requestfinished', answered).off('requestfailed', answered)
    })
  }
  const [page] = pages
  for (let second = 0; second < seconds; second += step) {
    // The clock is that of all tabs; timers that are due fire once, which spares the frames between.
    await page?.clock.fastForward(step * 1_000)
    await expect.poll(() => underWay.size, { intervals: [10] }).toBe(0)
  }
  end.abort()
  return counts
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
const asking = (counts: readonly number[]) => counts.filter((count) => count > 0).length

async function openTabs(context: BrowserContext, first: Page, count: number): Promise<Page[]> {
  const pages = [first]
  while (pages.length < count) pages.push(await context.newPage())
  return pages
}

const show = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { value: now, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)

/** The way of both clouds: three tabs open on transfers that run all along. @returns what was measured, in words */
async function watchTabs(pages: readonly Page[]): Promise<string> {
  const first = await requestsDuring(pages, 60, 2)
  expect(asking(first), `by tab: ${first.join(', ')}`).toBe(1)
  const quiet = await requestsDuring(pages, 60)
  expect(asking(quiet), `by tab: ${quiet.join(', ')}`).toBe(1)
  expect(sum(quiet)).toBeLessThanOrEqual(6)

  for (const page of pages) await show(page, 'hidden')
  const hidden = sum(await requestsDuring(pages, 60))
  expect(hidden).toBe(0)
  for (const page of pages) await show(page, 'visible')

  const now = await requestsDuring(pages, LONGEST_INTERVAL_S)
  const leader = now.findIndex((count) => count > 0)
  expect(asking(now), `by tab: ${now.join(', ')}`).toBe(1)
  await pages[leader]?.close()
  const heirs = pages.filter((_, index) => index !== leader)
  const after = await requestsDuring(heirs, LONGEST_INTERVAL_S)
  expect(asking(after), `by tab: ${after.join(', ')}`).toBe(1)
  return `first minute ${sum(first)}, then ${sum(quiet)}, hidden ${hidden}, taken over within an interval: ${sum(after)}`
}

test('Rackspace: of three tabs one looks at fifty tasks by one list; when it closes another takes over', async ({
  page,
  context,
  clouds,
}, { annotations }) => {
  const { region } = rackspace
  await context.clock.install()
  await signInAs(page, rackspace, 'producer')
  for (let index = 0; index < MANY; index += 1) {
    const input = { import_from: 'vhd-imports/none.vhd', image_properties: { name: `many ${index}` } }
    await createTask(page, region, { type: 'import', input })
  }
  // However slow the browser is, they still run when the heir comes.
  await clouds.turnClock(-10 * MINUTE)
  const pages = await openTabs(context, page, 3)
  for (const tab of pages) {
    await tab.goto(paths.transfers(region))
    await expect(async () => {
      await page.clock.runFor(1_000)
      await expect(row(tab, 'many 0')).toBeVisible({ timeout: 500 })
      await expect(row(tab, 'many 49')).toBeVisible({ timeout: 500 })
    }).toPass()
  }
  const measured = await watchTabs(pages)
  annotations.push({ type: 'requests per minute', description: measured })
  console.log(`requests per minute for ${MANY} tasks in 3 tabs: ${measured}`)

  await clouds.turnClock(11 * MINUTE)
  const heir = pages.find((tab) => !tab.isClosed()) ?? page
  await requestsDuring([heir], LONGEST_INTERVAL_S + 10)
  for (const index of [0, 7, 49]) await expect(row(heir, `many ${index}`)).toContainText('There is no such object')
})

test('OpenStack: of three tabs one looks at fifty images by one list; when it closes another takes over', async ({
  page,
  context,
  clouds,
}, { annotations }) => {
  const { region } = openstack
  await context.clock.install()
  await signInAs(page, openstack, 'producer')
  const imports: { id: string; name: string }[] = []
  for (let index = 0; index < MANY; index += 1) {
    const fields = { disk_format: 'qcow2', container_format: 'bare' }
    const { id } = await createImage(page, region, { name: `many ${index}`, ...fields })
    await send(page, 'PUT', region, `/images/${id}/stage`, Buffer.from('data'))
    await send(page, 'POST', region, `/images/${id}/import`, { method: { name: 'glance-direct' } })
    imports.push({ id, name: `many ${index}` })
  }
  await clouds.turnClock(-10 * MINUTE)
  await page.goto(paths.transfers(region))
  const answer = await page.request.get('api/session', { headers: { [APP_HEADER.name]: APP_HEADER.value } })
  const session = (await answer.json()) as { cloud: string; user: { id: string }; account: { id: string } }
  const holder = JSON.stringify([session.cloud, session.user.id, session.account.id])
  await page.evaluate(
    ({ key, at, all }) => {
      const startedAt = Date.now()
      const facts = { region: at, kind: 'import', source: null, phase: 'waiting', follows: 'image', taskId: null }
      const nothing = { endedAt: null, task: null, object: null, doneBytes: null, totalBytes: null, message: null }
      const times = { startedAt, changedAt: startedAt }
      const transfers = all.map(({ id, name }) =>
        Object.assign({ id, name, imageId: id, followUp: null, isAnnounced: false }, facts, nothing, times),
      )
      localStorage.setItem(key, JSON.stringify(transfers))
    },
    { key: `transfers:1:${holder}`, at: region, all: imports },
  )
  const pages = await openTabs(context, page, 3)
  for (const tab of pages) {
    await tab.goto(paths.transfers(region))
    await expect(row(tab, 'many 49')).toBeVisible()
  }
  const measured = await watchTabs(pages)
  annotations.push({ type: 'requests per minute', description: measured })
  console.log(`requests per minute for ${MANY} images in 3 tabs: ${measured}`)

  await clouds.turnClock(11 * MINUTE)
  const heir = pages.find((tab) => !tab.isClosed()) ?? page
  const last = sum(await requestsDuring([heir], LONGEST_INTERVAL_S + 10))
  // Of the tasks that ended each is read once.
  expect(last).toBeLessThanOrEqual(MANY + 6)
  for (const index of [0, 7, 49]) await expect(row(heir, `many ${index}`)).toContainText('Done')
})

test('a hidden tab asks nothing', async ({ page }) => {
  await page.clock.install()
  await signInAs(page, rackspace, 'producer')
  await page.goto(paths.transfers(rackspace.region))
  await expect(row(page, 'payments-appliance 4.2')).toContainText('Exporting')
  await show(page, 'hidden')
  expect(await requestsDuring([page], 5 * 60)).toEqual([0])
  await show(page, 'visible')
  const seen = await requestsDuring([page], LONGEST_INTERVAL_S)
  expect(sum(seen)).toBeGreaterThan(0)
})
