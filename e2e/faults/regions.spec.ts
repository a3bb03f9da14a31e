/** One region in trouble never takes the others with it. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { ALL_REGIONS, paths } from '#lib/paths.ts'

import { rackspace } from '../demo-clouds.ts'
import { expectCount, imageTable, readImages, searchField, signInAs, tick } from '../support.ts'
import { test } from './test.ts'

test.use({ viewport: { width: 1680, height: 1000 } })

const SICK = 'IAD'
const list = { cloud: rackspace.name, path: `/image/${SICK}/v2/images` }

/** How many images each region lists, while all are well. */
async function countImages(page: Page) {
  await signInAs(page, rackspace, 'producer')
  const sick = (await readImages(page, SICK)).length
  const well = (await readImages(page, 'DFW')).length + (await readImages(page, 'ORD')).length
  return { sick, well, all: sick + well }
}

test('a region that answers 503 is named, the others are usable, and Retry brings it', async ({ page, clouds }) => {
  const { well, all } = await countImages(page)
  await clouds.plant({ kind: 'answer', status: 503, ...list })
  await page.goto(paths.images(ALL_REGIONS))
  const alert = page.getByRole('alert')
  await expect(alert).toContainText(`${SICK}: The service is unavailable`)
  await expectCount(page, `${well} images`)
  await searchField(page).fill('appliance region:DFW')
  await expect(imageTable(page).getByRole('cell', { name: 'DFW', exact: true }).first()).toBeVisible()
  await searchField(page).fill('')

  await clouds.mend()
  await alert.getByRole('button', { name: 'Retry' }).click()
  await expectCount(page, `${all} images`)
  await expect(alert).toBeHidden()
})

test('a region that fails later keeps what was read of it', async ({ page, clouds }) => {
  const { sick, all } = await countImages(page)
  await page.goto(paths.images(ALL_REGIONS))
  await expectCount(page, `${all} images`)
  await clouds.plant({ kind: 'answer', status: 503, ...list })
  await page.getByRole('button', { name: 'Refresh images' }).click()
  await expect(page.getByRole('alert')).toContainText(SICK)
  await expect(page.getByRole('alert')).toContainText('What you see was read earlier.')
  await tick(page, 'Region', SICK)
  await expectCount(page, `${sick} of ${all} images`)

  await clouds.mend()
  await page.getByRole('alert').getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByRole('alert')).toBeHidden()
})

test('a region that never answers is waited for by name, while the others are used', async ({ page, clouds }) => {
  const { well, all } = await countImages(page)
  await clouds.plant({ kind: 'hang', ...list })
  await page.goto(paths.images(ALL_REGIONS))
  await expectCount(page, `${well} images so far…`)
  await expect(page.getByText('Still loading:')).toBeVisible()
  await expect(page.getByText(`${SICK} waiting`)).toBeVisible()
  await tick(page, 'Region', 'ORD')
  await expect(imageTable(page).getByRole('cell', { name: 'ORD', exact: true }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Clear all' }).click()

  await clouds.mend()
  await page.reload()
  await expectCount(page, `${all} images`)
  await expect(page.getByText('Still loading:')).toBeHidden()
})
