/** Imports and exports from beginning to end; the clouds' clock is turned, so that nobody waits for a task. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { expectAccessible, expectWithinWindow } from '../axe.ts'
import { rackspace } from '../demo-clouds.ts'
import { next } from '../import-acts.ts'
import { createTask, readImage, readImages, signInAs } from '../support.ts'
import { test } from './test.ts'

const { region } = rackspace
const MINUTE = 60_000

test.afterEach(async ({ clouds }) => {
  await clouds.reset()
})

const table = (page: Page): Locator => page.getByRole('table', { name: 'Transfers' })
const row = (page: Page, name: string): Locator =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })

const importOf = (object: string, name: string) => ({
  type: 'import' as const,
  input: { import_from: object, image_properties: { name } },
})

for (const look of [
  { name: 'light, 1280 px', use: { colorScheme: 'light' as const, viewport: { width: 1280, height: 900 } } },
  { name: 'dark, 360 px', use: { colorScheme: 'dark' as const, viewport: { width: 360, height: 740 } } },
]) {
  test.describe(look.name, () => {
    test.use({ ...look.use, reducedMotion: 'reduce' })
    test('a VHD comes in with properties, a tag and a share, which follow the import', async ({ page, clouds }) => {
      await signInAs(page, rackspace, 'partner')
      await page.goto(paths.importImage(region))
      await page.getByText('An object in Cloud Files').click()
      await page.getByRole('button', { name: /^uploads/ }).click()
      await page.getByRole('button', { name: /^payments-appliance-5\.0\.vhd/ }).click()
      await expect(page.getByRole('region', { name: 'What this file is' })).toContainText('fixed VHD')
      await expectAccessible(page, 'source')
      await expectWithinWindow(page, 'source')
      await next(page)
      await page.getByRole('textbox', { name: 'Name' }).fill('imported here')
      await page.getByRole('textbox', { name: 'Properties' }).fill('os_distro=debian\nos_version=13')
      await page.getByRole('textbox', { name: 'Tags' }).fill('gold')
      await page.getByRole('textbox', { name: 'Share with account numbers' }).fill('554433')
      await expectAccessible(page, 'details')
      // What was filled in survives a reload, and the step is in the URL.
      await page.reload()
      await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('imported here')
      await next(page)
      await expectAccessible(page, 'review')
      await page.getByRole('button', { name: 'Start import' }).click()

      await expect(page.getByRole('heading', { level: 1 })).toHaveText('imported here')
      await expect(page.getByRole('progressbar', { name: 'imported here' })).toBeVisible()
      await expect(page).toHaveTitle(/^\(\d+\) /)
      await expectAccessible(page, 'running')
      await clouds.turnClock(MINUTE)
      await expect(page.getByText('The import of imported here is done')).toBeVisible()
      await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('Finished')
      const [made] = (await readImages(page, region)).filter(({ name }) => name === 'imported here')
      const image = await readImage(page, region, made?.id ?? '')
      expect(image).toMatchObject({ os_distro: 'debian', os_version: '13', tags: ['gold'] })
      await page.getByRole('main').getByRole('link', { name: 'Open image' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('imported here')
    })
  })
}

test('what the import will refuse is foretold, and explained when it was tried all the same', async ({
  page,
  clouds,
}) => {
  await signInAs(page, rackspace, 'producer')
  await page.goto(paths.importImage(region))
  await page.getByText('An object in Cloud Files').click()
  await page.getByRole('button', { name: /^vhd-imports/ }).click()
  const bad: [string, string, RegExp, string][] = [
    ['interrupted-conversion.vhd', '111', /checksum of the footer/, 'The VHD failed a check'],
    ['physical-server-2009.vhd', '523', /of an unknown kind/, 'The VHD is neither fixed nor dynamic'],
    ['app-server-delta.vhd', '721', /parent disk/, 'The VHD depends on a parent disk'],
    ['cloned-without-uuid.vhd', '614', /UUID is all zeros/, 'The VHD has no identity'],
    ['data-warehouse.vhd', '413', /60 GiB/, 'The virtual disk is larger than 40 GB'],
    ['file-server.vhd', '609', /45 GiB/, 'The VHD file is larger than 40 GB'],
    ['holiday-photos.vhd', '396', /zip archive/, 'This is not a VHD'],
  ]
  for (const [object, code, foretold] of bad) {
    await page.getByRole('button', { name: object }).click()
    const card = page.getByRole('region', { name: 'What this file is' })
    await expect(card).toContainText(foretold)
    await expect(card).toContainText(code)
  }
  for (const [object] of bad) await createTask(page, region, importOf(`vhd-imports/${object}`, `try ${object}`))
  await clouds.turnClock(MINUTE)
  await page.goto(paths.transfers(region))
  for (const [object, , , title] of bad) await expect(row(page, `try ${object}`)).toContainText(title)
  await expectAccessible(page, 'list')
  await page.getByRole('link', { name: 'try data-warehouse.vhd' }).click()
  const failure = page.getByRole('region', { name: 'What went wrong' })
  await expect(failure).toContainText('code 413')
  await expect(failure).toContainText('Remedy')
  await expectAccessible(page, 'failed')
  await failure.getByRole('button', { name: 'Retry with the same input' }).click()
  await expect(page.getByRole('progressbar', { name: 'try data-warehouse.vhd' })).toBeVisible()
})

test('an image goes out into a new container, once; other containers and images say why not', async ({
  page,
  clouds,
}) => {
  await signInAs(page, rackspace, 'producer')
  const images = await readImages(page, region)
  const id = (name: string) => images.find((image) => image.name === name)?.id ?? ''
  await page.goto(paths.exportImage(region, id('kiosk-2026')))
  const start = page.getByRole('button', { name: 'Start export' })
  await expect(page.getByText('You may export this image.')).toBeVisible()
  await expect(start).toHaveAccessibleDescription('Choose a container first.')
  await page.getByRole('button', { name: 'New container' }).click()
  const name = page.getByRole('textbox', { name: 'Name of the new container' })
  await name.fill('a.b')
  await expect(page.getByText(/full stop in their name/).first()).toBeVisible()
  await name.fill('out-2026')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByText(`It will be out-2026/${id('kiosk-2026')}.vhd`)).toBeVisible()
  await expectAccessible(page, 'export')
  await start.click()
  await expect(page.getByRole('progressbar', { name: 'kiosk-2026' })).toBeVisible()
  await clouds.turnClock(MINUTE)
  await page.getByRole('link', { name: 'Show in the container' }).click()
  await expect(page.getByRole('button', { name: `${id('kiosk-2026')}.vhd`, pressed: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Download' })).toHaveAttribute('href', /object-store\/out-2026\//)
  await expectAccessible(page, 'files')

  await page.goto(`${paths.exportImage(region, id('vpn-concentrator 9'))}&container=exports`)
  await expect(page.getByText(/already holds/).first()).toBeVisible()
  await expect(start).toHaveAttribute('aria-disabled', 'true')
})

test('a task that the service has forgotten is history', async ({ page, clouds }) => {
  await signInAs(page, rackspace, 'producer')
  await page.goto(paths.transfers(region))
  await expect(row(page, 'kiosk-2026')).toContainText('Done')
  await row(page, 'kiosk-2026').getByRole('link').click()
  await expect(page.getByText('Task expires')).toBeVisible()
  const url = page.url()
  await clouds.turnClock(49 * 60 * MINUTE)
  await page.clock.setSystemTime(Date.now() + 49 * 60 * MINUTE)
  await signInAs(page, rackspace, 'producer')
  await page.goto(url)
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('This task is history')
  await expect(page.getByRole('region', { name: 'What went wrong' })).toBeHidden()
  await clouds.turnClock(-49 * 60 * MINUTE)
})
