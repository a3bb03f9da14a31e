// npm run screenshots: the pictures of the README, taken of this build with the demo clouds.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

import { chromium } from 'playwright'

import { chromiumLaunch } from './chromium.mjs'
import { demoServer } from './demo-server.mjs'
import { inProject, root } from './project.mjs'
import { ensureBuilt } from './web-build.mjs'

const FOLDER = inProject('src', 'docs', 'screenshots')
/** An image of the demo seed that shows what the page can say, near the top of the catalog. */
const IMAGE = 'api-gateway golden'
const START_LIMIT_MS = 30_000

/** @typedef {{ width: number, height: number }} Size */

/** Picture names end in nothing for the wide ones. @type {Record<string, Size>} */
const SIZES = { '': { width: 1440, height: 900 }, '-390': { width: 390, height: 844 } }

/** @param {string} url */
const untilHealthy = async (url) => {
  const end = Date.now() + START_LIMIT_MS
  while (Date.now() < end) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined)
    if (answer?.ok) return
    await pause(100)
  }
  throw new Error(`The server did not start within ${START_LIMIT_MS / 1000} s.`)
}

/**
 * @param {import('playwright').Page} page
 * @param {string} name
 */
const shoot = async (page, name) => {
  await page.waitForLoadState('networkidle')
  await page.evaluate('document.fonts.ready.then(() => null)')
  await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: 'disabled', caret: 'hide' })
  console.log(`${name}.png`)
}

/**
 * From an open image: describing it, and where the others of the account stand.
 * @param {import('playwright').Page} page
 */
const shootWork = async (page) => {
  await page.getByRole('tab', { name: 'Metadata' }).click()
  const metadata = page.getByRole('tabpanel')
  await metadata.getByLabel('min_disk', { exact: true }).fill('60')
  await metadata.getByLabel('min_ram', { exact: true }).fill('2048')
  await page.getByRole('button', { name: 'Review changes' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save changes' }).waitFor()
  await shoot(page, 'metadata')
  await page.keyboard.press('Escape')

  for (const name of ['Transfers', 'Invitations']) {
    await page.getByRole('link', { name: new RegExp(`^${name}`) }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await page.mouse.move(0, 0)
    await shoot(page, name.toLowerCase())
  }
}

/**
 * Sign-in, catalog and one image, as a person meets them.
 * @param {import('playwright').Browser} browser
 * @param {{ baseURL: string, viewport: Size, colorScheme: 'light' | 'dark', suffix: string }} options
 */
const shootJourney = async (browser, { suffix, ...context }) => {
  const page = await browser.newPage({ ...context, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' })
  await page.goto('/')
  const producer = page.getByRole('button', { name: 'Sign in as producer' })
  await producer.waitFor()
  if (context.colorScheme === 'light') await shoot(page, `sign-in${suffix}`)

  await producer.click()
  const images = page.getByRole('table', { name: 'Images' })
  const image = images.getByRole('link', { name: IMAGE })
  await image.waitFor()
  // Off every row and control, so that nothing looks chosen.
  await page.mouse.move(0, context.viewport.height)
  await shoot(page, `catalog-${context.colorScheme}${suffix}`)

  if (context.colorScheme === 'light') {
    await image.click()
    await page.getByRole('tab', { name: 'Overview' }).waitFor()
    await shoot(page, `image${suffix}`)
    if (suffix === '') await shootWork(page)
  }
  await page.close()
}

await ensureBuilt()
mkdirSync(FOLDER, { recursive: true })
const { command, env, url } = demoServer({ port: 4900 })
const [program, ...args] = command
const server = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' })
try {
  await untilHealthy(url)
  const browser = await chromium.launch(chromiumLaunch())
  for (const [suffix, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await shootJourney(browser, { baseURL: url, viewport, colorScheme, suffix })
    }
  }
  await browser.close()
} finally {
  server.kill()
}
