/** One list over all regions of an account. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { ALL_REGIONS, paths } from '#lib/paths.ts'

import { rackspace } from './demo-clouds.ts'
import {
  expectCount,
  facet,
  imageId,
  imageLinks,
  imageRow,
  imageTable,
  openCatalog,
  readImages,
  searchField,
  tick,
} from './support.ts'

test.use({ viewport: { width: 1680, height: 1000 } })

const REGIONS = ['DFW', 'IAD', 'ORD'] as const
/** In the head of the page; a column and a facet bear the same name. */
const regionSelect = (page: Page) => page.getByRole('banner').getByRole('button', { name: 'Region' })

const everywhere = { ...rackspace, region: ALL_REGIONS }

test('the images of all regions stand in one list, each with its region', async ({ page }) => {
  await openCatalog(page, everywhere)
  const sizes = new Map<string, number>()
  for (const region of REGIONS) sizes.set(region, (await readImages(page, region)).length)
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  await expectCount(page, `${total} images`)
  await expect(imageTable(page).getByRole('columnheader', { name: 'Region' })).toBeVisible()
  for (const [region, size] of sizes)
    await expect(facet(page, 'Region')).toContainText(new RegExp(`${region}\\s*only\\s*${size}(?!\\d)`))

  await tick(page, 'Region', 'ORD')
  await expectCount(page, `${sizes.get('ORD')} of ${total} images`)
  const shown = await imageTable(page).getByRole('cell', { name: 'ORD', exact: true }).count()
  expect(shown).toBe(await imageLinks(page).count())
})

test('a link to all regions shows another browser the same, and Back returns to it', async ({ page, browser }) => {
  await openCatalog(page, everywhere, 'producer', '?q=appliance&sort=name&dir=desc&col=region&col=size')
  await tick(page, 'Region', 'IAD')
  const rows = await imageLinks(page).allTextContents()
  const link = page.url()
  await imageLinks(page).first().click()
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(link)
  await expect(imageLinks(page)).toHaveText(rows)

  const other = await browser.newPage({ viewport: { width: 1680, height: 1000 } })
  await openCatalog(other, everywhere, 'producer', new URL(link).search)
  await expect(imageLinks(other)).toHaveText(rows)
  expect(await imageTable(other).getByRole('columnheader').allTextContents()).toEqual(
    await imageTable(page).getByRole('columnheader').allTextContents(),
  )
  await other.close()
})

test('rows lead to the image in their own region', async ({ page }) => {
  await openCatalog(page, everywhere)
  // There is one in each of two regions.
  const name = 'payments-appliance 4.2'
  await searchField(page).fill(`"${name}"`)
  await expect(imageLinks(page)).toHaveText([name, name])
  for (const region of ['IAD', 'DFW']) {
    const row = imageRow(page, name).filter({ has: page.getByRole('cell', { name: region, exact: true }) })
    await expect(row.getByRole('link')).toHaveAttribute('href', paths.image(region, await imageId(page, region, name)))
  }
  await imageRow(page, name)
    .filter({ has: page.getByRole('cell', { name: 'IAD', exact: true }) })
    .getByRole('link')
    .click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page).toHaveURL(paths.image('IAD', await imageId(page, 'IAD', name)))
})

test('from all regions to one and back: the search stays', async ({ page }) => {
  await openCatalog(page, everywhere, 'producer', '?q=appliance')
  const inAll = await imageLinks(page).allTextContents()
  await regionSelect(page).click()
  await page.getByRole('option', { name: 'IAD' }).click()
  await expect(page).toHaveURL(`${paths.images('IAD')}?q=appliance`)
  await expect(searchField(page)).toHaveValue('appliance')
  const inVirginia = (await readImages(page, 'IAD')).filter(({ name }) => name?.includes('appliance'))
  await expect(imageLinks(page)).toHaveCount(inVirginia.length)
  expect(inVirginia.length).toBeLessThan(inAll.length)
  await expect(imageTable(page).getByRole('columnheader', { name: 'Region' })).toBeHidden()

  await regionSelect(page).click()
  await page.getByRole('option', { name: 'All regions' }).click()
  await expect(page).toHaveURL(`${paths.images(ALL_REGIONS)}?q=appliance`)
  await expect(imageLinks(page)).toHaveText(inAll)
})
