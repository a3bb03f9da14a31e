/** The import wizard with a file of this computer: by keyboard alone, and what it asks before it sends. */
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { expectAccessible, expectWithinWindow } from './axe.ts'
import { openstack, rackspace } from './demo-clouds.ts'
import { pressByKey, tabTo } from './keyboard.ts'
import { readImages, signInAs } from './support.ts'
import { chooseFile, filesFolder } from './upload-support.ts'

let files: Awaited<ReturnType<typeof filesFolder>>
test.beforeAll(async () => {
  files = await filesFolder()
})
test.afterAll(() => files.remove())

const next = (page: Page): Locator => page.getByRole('button', { name: 'Next' })

test('by keyboard alone a file is staged into another store, and verified', async ({ page }) => {
  const name = `typed-${Date.now()}`
  await signInAs(page, openstack, 'producer')
  await page.goto(paths.importImage(openstack.region))
  const sources = page.getByRole('radiogroup', { name: 'Source' })
  await expect(sources).toBeVisible()
  const fromFile = sources.getByRole('radio', { name: /A file on this computer/ })
  await page.keyboard.press('Tab')
  for (
    let stops = 0;
    stops < 40 && !(await sources.evaluate((node) => node.contains(document.activeElement)));
    stops += 1
  )
    await page.keyboard.press('Tab')
  for (let steps = 0; steps < 4 && !(await fromFile.isChecked()); steps += 1) await page.keyboard.press('ArrowDown')
  await expect(fromFile).toBeChecked()

  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    pressByKey(page, page.getByRole('button', { name: 'Choose a file' })),
  ])
  await chooser.setFiles(await files.disk('typed.raw', 3))
  await expect(page.getByText('Nothing speaks against the upload')).toBeVisible()
  await pressByKey(page, page.getByRole('button', { name: /How it gets there/ }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /How it gets there/ })).toContainText('Staged')
  await tabTo(page, page.getByRole('group', { name: 'Stores' }).getByRole('checkbox', { name: /archive/ }))
  await page.keyboard.press('Space')
  await pressByKey(page, next(page))

  await tabTo(page, page.getByRole('textbox', { name: 'Name' }))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(name)
  await expect(page.getByRole('button', { name: /Disk format/ })).toContainText('raw')
  await pressByKey(page, next(page))
  const review = page.getByLabel('Review', { exact: true })
  await expect(review).toContainText('Staged, then imported by the cloud')
  await expect(review).toContainText('archive')
  await pressByKey(page, page.getByRole('button', { name: 'Start import' }))
  await expect(page.getByRole('list', { name: 'Uploads' })).toContainText('Verified by sha512')
  const [made, ...others] = (await readImages(page, openstack.region)).filter((image) => image.name === name)
  expect(made).toMatchObject({ status: 'active', stores: 'archive', disk_format: 'raw' })
  expect(others).toEqual([])
})

test('a file larger than the session lasts is warned of; one that would replace an object is asked about', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await signInAs(page, rackspace, 'producer')
  await page.goto(paths.importImage(rackspace.region))
  await page.getByText('A file on this computer').click()
  await page.getByRole('textbox', { name: 'Container for the file' }).fill('vhd-imports')
  await chooseFile(page, await files.disk('a-tebibyte.raw', 2 ** 20))
  await expect(page.getByRole('status').filter({ hasText: 'Your session ends in' })).toContainText(
    '1 TiB may take longer. It can go on after you sign in again.',
  )

  await chooseFile(page, await files.vhd('holiday-photos.vhd', 3))
  await expect(page.getByText('Your session ends in')).toBeHidden()
  const question = page.getByRole('alert').filter({ hasText: 'holiday-photos.vhd is there already' })
  await expect(question).toBeVisible()
  await expect(next(page)).toHaveAccessibleDescription(/say that it may be replaced, or choose another container/)
  await expectAccessible(page, 'an object is there already')
  await expectWithinWindow(page, 'an object is there already')
  await question.getByText('Replace it', { exact: true }).click()
  await next(page).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('holiday-photos')
})
