/** Two people in real browsers, who look at the catalog all the while. */
import { setTimeout as delay } from 'node:timers/promises'

import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'
import { chromiumLaunch } from '#tools/chromium.mjs'

import { openstack } from '../demo-clouds.ts'
import { renewalDialog } from '../sign-in-form.ts'
import { imageTable, signInAs } from '../support.ts'
import type { Tally } from './tally.ts'

const LOOK_EVERY_MS = 5_000

async function watchCatalog(page: Page, tally: Tally, signal: AbortSignal): Promise<void> {
  page.on('pageerror', (error) => tally.wrong.push(`a page: ${error.message}`))
  await signInAs(page, openstack, 'producer')
  await page.goto(paths.images(openstack.region))
  await imageTable(page).waitFor()
  while (!signal.aborted) {
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
    // Their session ended with the cloud: they sign in again where they are.
    const renew = renewalDialog(page).getByRole('button', { name: 'Sign in as producer' })
    if (await renew.isVisible()) await renew.click({ timeout: LOOK_EVERY_MS }).catch(() => undefined)
    else
      await page
        .getByRole('button', { name: 'Refresh images' })
        .click({ timeout: LOOK_EVERY_MS })
        .catch(() => undefined)
    // What was read stays on screen whatever happens.
    if (!(await imageTable(page).isVisible()) && !(await renewalDialog(page).isVisible()))
      tally.wrong.push('a page: the list is gone')
  }
}

/** @returns when both have seen the list after the end, with nothing in its place */
export async function watchInBrowsers(baseURL: string, tally: Tally, signal: AbortSignal): Promise<void> {
  const browser = await chromium.launch(chromiumLaunch())
  try {
    await Promise.all(
      [1, 2].map(async () => {
        const page = await (await browser.newContext({ baseURL })).newPage()
        await watchCatalog(page, tally, signal)
      }),
    )
  } finally {
    await browser.close()
  }
}
