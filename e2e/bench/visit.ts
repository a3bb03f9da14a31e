/** One visit to the catalog in a fresh browser, and what a person waits for in it. Times in milliseconds. */
import type { Browser, Page } from '@playwright/test'

import { framesDuring, millisecondsUntil, percentile, typingTimes } from '../measures.ts'

/** By the name of what was measured. */
export type Figures = Record<string, number>

export interface Place {
  /** Origin of the dashboard. */
  origin: string
  /** Of the catalog, below the origin. */
  path: string
  /** Signs the browser in, without opening a page. */
  signIn: (page: Page) => Promise<void>
}

/** Long tasks and paints, noted from the first byte on. */
const watch = () => {
  const noted = { longTasks: [] as number[], largestPaint: 0 }
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.longTasks.push(duration)
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) noted.largestPaint = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  Object.assign(globalThis, { noted })
}

const notedIn = (page: Page) =>
  page.evaluate(() => {
    const { noted } = globalThis as unknown as { noted: { longTasks: number[]; largestPaint: number } }
    const blocking = noted.longTasks.reduce((sum, task) => sum + Math.max(0, task - 50), 0)
    return { blocking, longest: Math.max(0, ...noted.longTasks), largestPaint: noted.largestPaint }
  })

/** Bytes on the wire and decoded, of what came so far. */
const loaded = (page: Page) =>
  page.evaluate(() => {
    const all = performance.getEntriesByType('resource').filter((entry) => entry instanceof PerformanceResourceTiming)
    const scripts = all.filter(({ name }) => name.endsWith('.js'))
    const sum = (entries: typeof all, key: 'transferSize' | 'decodedBodySize') =>
      entries.reduce((total, entry) => total + entry[key], 0) / 1024
    return {
      // The page itself is one.
      requests: all.length + 1,
      kib: sum(all, 'transferSize'),
      scriptKib: sum(scripts, 'transferSize'),
      scriptDecodedKib: sum(scripts, 'decodedBodySize'),
    }
  })

/** MiB in use once all garbage is gone. */
async function heap(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  await devtools.detach()
  return usedSize / 2 ** 20
}

/** From a press on an element to the paint in which `isDone` holds. */
const pressed = (page: Page, press: string, isDone: string): Promise<number> =>
  page.evaluate(
    async ([selector, done]) => {
      const element = document.querySelector<HTMLElement>(selector ?? '')
      if (!element) throw new Error(`Nothing to press: ${selector}`)
      const start = performance.now()
      element.click()
      while (!document.querySelector(done ?? '')) await new Promise(requestAnimationFrame)
      // A task of its own comes after the paint of the frame.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      return performance.now() - start
    },
    [press, isDone],
  )

const SCREENS = 240

const scrollThrough = (page: Page) =>
  framesDuring(page, () =>
    page.evaluate(async (screens) => {
      const table = document.querySelector('[role=table]')?.parentElement
      if (!table) throw new Error('There is no table.')
      for (let screen = 0; screen <= screens; screen += 1) {
        table.scrollTop = (table.scrollHeight * screen) / screens
        await new Promise(requestAnimationFrame)
      }
      table.scrollTop = 0
      await new Promise(requestAnimationFrame)
    }, SCREENS),
  )

/** A first visit, with an empty browser, all the way to a complete list and through what is done with it. */
export async function firstVisit(browser: Browser, { origin, path, signIn }: Place): Promise<Figures> {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    await signIn(page)
    await page.addInitScript(watch)
    await page.goto(path, { waitUntil: 'commit' })
    const rows = await millisecondsUntil(page, 'rows')
    const toRows = await loaded(page)
    const complete = await millisecondsUntil(page, 'complete')
    const { blocking, longest, largestPaint } = await notedIn(page)
    const search = page.getByRole('searchbox', { name: 'Search images' })
    await search.focus()
    const words = await typingTimes(page, 'ubuntu web nightly')
    await search.fill('')
    const terms = await typingTimes(page, 'size:>2GiB -tag:lts')
    await search.fill('')
    await page.locator('[role=rowheader]').nth(3).waitFor()
    const header = '[role=columnheader][aria-sort] button, [role=columnheader] button'
    await page.locator(header).first().waitFor()
    const sort = await pressed(page, header, '[role=columnheader]:first-of-type[aria-sort], [aria-sort=ascending]')
    const frames = await scrollThrough(page)
    const held = await heap(page)
    const detail = await pressed(page, '[role=rowheader] a', '[role=tab]')
    return {
      'first rows': rows,
      'largest paint': largestPaint,
      'requests to first rows': toRows.requests,
      'KiB to first rows': toRows.kib,
      'scripts to first rows, KiB': toRows.scriptKib,
      'scripts decoded, KiB': toRows.scriptDecodedKib,
      complete,
      'total blocking time until complete': blocking,
      'longest task until complete': longest,
      'key to paint, words, p50': percentile(words, 0.5),
      'key to paint, words, p95': percentile(words, 0.95),
      'key to paint, terms, p95': percentile(terms, 0.95),
      'sort by name': sort,
      'scroll to the end, p50 of frames': percentile(frames, 0.5),
      'scroll to the end, longest frame': percentile(frames, 1),
      'open an image': detail,
      'heap, MiB': held,
    }
  } finally {
    await context.close()
  }
}

/** A second visit of the same browser: what was kept is there at once, then compared. */
export async function secondVisit(browser: Browser, { origin, path, signIn }: Place): Promise<Figures> {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    await signIn(page)
    await page.goto(path)
    await millisecondsUntil(page, 'complete')
    await page.waitForFunction(() => localStorage.getItem('keeps-catalog') !== null)
    await page.reload({ waitUntil: 'commit' })
    const rows = await millisecondsUntil(page, 'rows')
    const complete = await millisecondsUntil(page, 'complete')
    return { 'second visit: rows': rows, 'second visit: searchable': complete }
  } finally {
    await context.close()
  }
}

/** The app without a catalog: what of the heap is the app's own. */
export async function emptyHeap(browser: Browser, { origin, signIn }: Place, emptyPath: string): Promise<number> {
  const context = await browser.newContext({ baseURL: origin })
  try {
    const page = await context.newPage()
    await signIn(page)
    await page.goto(emptyPath)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return await heap(page)
  } finally {
    await context.close()
  }
}
