/**
 * `node e2e/measure-catalog.ts`: the built dashboard with the demo cloud at several sizes, in Chromium: what a person
 * waits for, in milliseconds. Read the rows of one run against each other; they depend on the machine.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism, loadavg } from 'node:os'

import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'

import { chromiumLaunch } from '#tools/chromium.mjs'
import { inProject, nodeBinary } from '#tools/project.mjs'

import { openstack } from './demo-clouds.ts'
import { framesDuring, millisecondsUntil, percentile, typingTimes } from './measures.ts'
import { imageTable, searchField, signInAs } from './support.ts'
import { paths } from '#lib/paths.ts'

const PORT = 4396
const SIZES = [1_000, 10_000, 100_000]
const SCREENS = 240

/** From a press to the paint of its result. */
const timed = async (page: Page, act: () => Promise<void>) => {
  const frames = await framesDuring(page, act)
  return percentile(frames, 1)
}

async function measure(images: number): Promise<Record<string, number>> {
  const server = spawn(nodeBinary(), ['src/server/main.ts', '--demo', '--images', String(images)], {
    cwd: inProject(),
    env: { ...process.env, PORT: String(PORT), XDG_STATE_HOME: inProject('.cache', 'measure'), LOG_LEVEL: 'error' },
    stdio: 'ignore',
  })
  const browser = await chromium.launch(chromiumLaunch())
  try {
    const baseURL = `http://127.0.0.1:${PORT}`
    for (let tries = 0; tries < 600; tries += 1) {
      const isUp = await fetch(`${baseURL}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
      if (isUp) break
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const page = await (await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } })).newPage()
    await signInAs(page, openstack, 'producer')
    await page.goto(paths.images(openstack.region), { waitUntil: 'commit' })
    const firstRows = await millisecondsUntil(page, 'rows')
    const complete = await millisecondsUntil(page, 'complete')
    await searchField(page).focus()
    const words = await typingTimes(page, 'ubuntu web nightly')
    await searchField(page).fill('')
    const terms = await typingTimes(page, 'size:>2GiB -tag:lts')
    await searchField(page).fill('')
    await imageTable(page).getByRole('rowheader').nth(3).waitFor()
    const scroll = await framesDuring(page, async () => {
      await page.evaluate(async (screens) => {
        const table = document.querySelector('[role=table]')?.parentElement
        if (!table) throw new Error('There is no table.')
        for (let screen = 0; screen <= screens; screen += 1) {
          table.scrollTop = (table.scrollHeight * screen) / screens
          await new Promise(requestAnimationFrame)
        }
      }, SCREENS)
    })
    const sort = await timed(page, async () => {
      await imageTable(page).getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
      await page.locator('[role=columnheader][aria-sort=ascending]').waitFor()
    })
    return {
      'first rows': firstRows,
      complete,
      'key to paint, words, median': percentile(words, 0.5),
      'key to paint, words, p95': percentile(words, 0.95),
      'key to paint, terms, p95': percentile(terms, 0.95),
      'scroll to the end, median frame': percentile(scroll, 0.5),
      'scroll to the end, longest frame': percentile(scroll, 1),
      'sort by name, longest frame': sort,
    }
  } finally {
    await browser.close()
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
}

const rows: Record<string, Record<string, number>> = {}
for (const size of SIZES) {
  for (const [what, ms] of Object.entries(await measure(size))) (rows[what] ??= {})[size] = Math.round(ms)
}
console.table(rows)
console.log(`load of the machine, running per core: ${((loadavg()[0] ?? 0) / availableParallelism()).toFixed(1)}`)
