/** What another program does to the images shows in a list that is open, and moves nobody in it. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { openstack } from '../demo-clouds.ts'
import {
  changeImage,
  createImage,
  deleteImage,
  expectCount,
  expectSelected,
  imageLinks,
  imageRow,
  imageTable,
  openCatalog,
  readImages,
  searchField,
  tick,
} from '../support.ts'
import { test } from './test.ts'

// Low enough to scroll the list of this account, which no other journey looks at.
test.use({ viewport: { width: 1280, height: 600 } })

const { region } = openstack
const open = (page: Page, search = '') => openCatalog(page, openstack, 'consumer', search)
const refresh = (page: Page) => page.getByRole('button', { name: 'Refresh images' }).click()

/** The refresh is over, whatever it found. */
const expectRefreshed = (page: Page) =>
  expect(page.getByRole('button', { name: 'Refresh images' })).not.toHaveAttribute('aria-disabled', 'true')

test('an image that is made, changed and deleted behind the page comes, changes and goes', async ({ page }) => {
  await open(page)
  const before = (await readImages(page, region)).length
  await expectCount(page, `${before} images`)

  const { id } = await createImage(page, region, { name: 'news 1', tags: ['fresh'], os_distro: 'debian' })
  await refresh(page)
  await expect(imageRow(page, 'news 1')).toContainText('Queued')
  await expectCount(page, `${before + 1} images`)
  await tick(page, 'Status', 'Queued')
  await expect(imageLinks(page)).toHaveText(['news 1'])

  await changeImage(page, region, id, { name: 'news 2', tags: ['changed'], os_distro: 'fedora' })
  await refresh(page)
  await expect(imageLinks(page)).toHaveText(['news 2'])
  // What is searched and counted is what is shown.
  await searchField(page).fill('os_distro:fedora tag:changed news')
  await expectCount(page, `1 of ${before + 1} images`)
  await searchField(page).fill('"news 1"')
  await expectCount(page, `0 of ${before + 1} images`)
  await searchField(page).fill('')

  await deleteImage(page, region, id)
  await refresh(page)
  await expectCount(page, `${before} images`)
  await expect(imageRow(page, 'news 2')).toBeHidden()
})

test('news move neither the rows on screen nor the focus nor the selection', async ({ page }) => {
  // Newest first: what is made now comes above all others.
  await open(page, '?sort=created_at')
  const links = imageLinks(page)
  const gone = await createImage(page, region, { name: 'news to go' })
  await refresh(page)
  await expect(imageRow(page, 'news to go')).toBeVisible()
  await imageRow(page, 'news to go').getByRole('checkbox').check()

  await links.first().focus()
  // Well below the top, where what is new would show at once.
  for (const _ of [1, 2]) await page.keyboard.press('PageDown')
  await page.keyboard.press('x')
  await expectSelected(page, '2 selected')
  const focused = page.locator(':focus')
  const name = (await focused.textContent()) ?? ''
  const place = async () => Math.round((await imageRow(page, name).boundingBox())?.y ?? 0)
  const top = await place()

  const come = []
  for (const at of [1, 2, 3]) come.push(await createImage(page, region, { name: `news above ${at}` }))
  await refresh(page)
  const { length } = await readImages(page, region)
  await expectCount(page, `${length} images`)
  await expectRefreshed(page)
  expect(await place(), 'rows that come above').toBe(top)
  await expect(imageRow(page, name).getByRole('checkbox')).toBeChecked()

  for (const { id } of [...come, gone]) await deleteImage(page, region, id)
  await refresh(page)
  await expectCount(page, `${length - 4} images`)
  await expectRefreshed(page)
  expect(await place(), 'rows that go above').toBe(top)
  // An image that is gone is not counted any more.
  await expectSelected(page, '1 selected')
  await expect(imageRow(page, name).getByRole('checkbox')).toBeChecked()
})

test('a refresh by keyboard leaves the focus where it is', async ({ page }) => {
  await open(page)
  const button = page.getByRole('button', { name: 'Refresh images' })
  await button.focus()
  await page.keyboard.press('Enter')
  await expectRefreshed(page)
  await expect(button).toBeFocused()
  await expect(imageTable(page)).toBeVisible()
})
