import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { expectAccessible, expectWithinWindow } from './axe.ts'
import type { DemoCloud } from './demo-clouds.ts'
import { demoClouds, openstack } from './demo-clouds.ts'
import { diagonalLooks } from './looks.ts'
import type { ApiImage } from './support.ts'
import { imageTable, readImages, signInAs } from './support.ts'

const table = (page: Page): Locator => page.getByRole('table', { name: 'Compare images' })

const columns = (page: Page): Locator => table(page).getByRole('columnheader').getByRole('link')

const row = (page: Page, key: string): Locator =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: key, exact: true }) })

const keysIn = (page: Page, group: 'Differences' | 'Same') =>
  table(page).getByRole('rowgroup', { name: group }).getByRole('rowheader').allTextContents()

const namesOf = { payments: 'payments-appliance 4.2', vpn: 'vpn-concentrator 9', host: 'container-host' }

/** Opens a comparison by its address, as from a link in a message. */
async function openComparison(page: Page, cloud: DemoCloud, names: string[], view = ''): Promise<ApiImage[]> {
  await signInAs(page, cloud, 'producer')
  const all = await readImages(page, cloud.region)
  const images = names.map((name) => {
    const image = all.find((one) => one.name === name)
    if (!image) throw new Error(`No image is called ${name}`)
    return image
  })
  const refs = images.map(({ id }) => ({ region: cloud.region, imageId: id }))
  await page.goto(`${paths.compare(cloud.region, refs)}${view}`)
  await expect(columns(page)).toHaveText(names)
  return images
}

const baseFields = new Set(
  (
    'id name status visibility protected os_hidden owner tags size virtual_size checksum os_hash_algo os_hash_value ' +
    'disk_format container_format min_disk min_ram stores created_at updated_at self file schema'
  ).split(' '),
)

for (const cloud of demoClouds)
  test(`the properties that differ on the ${cloud.label} come first, and no other`, async ({ page }) => {
    const images = await openComparison(page, cloud, [namesOf.payments, namesOf.vpn])
    await expect(page.getByRole('status').filter({ hasText: /differences in \d+ rows/ })).toBeVisible()
    const keys = new Set(images.flatMap((image) => Object.keys(image)).filter((key) => !baseFields.has(key)))
    const [one, two] = images
    const isDifferent = (key: string) => (one?.[key] ?? null) !== (two?.[key] ?? null)
    const shown = async (group: 'Differences' | 'Same') => (await keysIn(page, group)).filter((key) => keys.has(key))
    expect(await shown('Differences')).toEqual([...keys].filter(isDifferent).toSorted())
    expect(await shown('Same')).toEqual([...keys].filter((key) => !isDifferent(key)).toSorted())
    await expect(row(page, 'os_distro').getByRole('cell')).toHaveText(['debian', 'Different: openbsd'])
    await expect(row(page, 'Tags').getByRole('cell').last()).toContainText('missing: gold')
  })

test('an operator adds an image, changes the baseline, narrows the rows, and shares the link', async ({ page }) => {
  const { payments, vpn, host } = namesOf
  await openComparison(page, openstack, [payments, vpn])
  const { id = '' } = (await readImages(page, openstack.region)).find(({ name }) => name === host) ?? {}

  await page.getByRole('button', { name: 'Add image' }).click()
  await page.getByRole('textbox', { name: 'Image ID' }).fill('no-such-image')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No image with the ID no-such-image can be seen from this account')).toBeVisible()
  await page.getByRole('textbox', { name: 'Image ID' }).fill(id)
  await page.keyboard.press('Enter')
  await expect(columns(page)).toHaveText([payments, vpn, host])

  await page.getByRole('button', { name: `Compare with ${host}` }).click()
  await expect(columns(page)).toHaveText([host, payments, vpn])
  await page.getByRole('button', { name: `Move ${vpn} left` }).click()
  await expect(columns(page)).toHaveText([host, vpn, payments])

  await page.getByText('Only differences').click()
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('os_')
  await expect(page).toHaveURL(/only=differences&q=os_$/)
  await expect(row(page, 'os_distro').getByRole('cell')).toHaveText([
    'flatcar',
    'Different: openbsd',
    'Different: debian',
  ])
  await expect(row(page, 'Disk format')).toBeHidden()

  await page.reload()
  await expect(columns(page)).toHaveText([host, vpn, payments])
  await expect(page.getByRole('switch', { name: 'Only differences' })).toBeChecked()
  await expect(page.getByRole('searchbox', { name: 'Filter rows' })).toHaveValue('os_')

  await page.getByRole('button', { name: `Remove ${host}` }).click()
  await expect(columns(page)).toHaveText([vpn, payments])
  await page.goBack()
  await expect(columns(page)).toHaveText([host, vpn, payments])
  await columns(page).first().click()
  await expect(page.getByRole('heading', { level: 1, name: host })).toBeVisible()
})

test.describe('copied', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

  test('the table goes to a ticket as Markdown and to a spreadsheet as values', async ({ page }) => {
    const images = await openComparison(page, openstack, [namesOf.payments, namesOf.vpn], '&q=size')
    const copied = async (form: string) => {
      await page.getByRole('button', { name: 'Copy', exact: true }).click()
      await page.getByRole('menuitem', { name: form }).click()
      await expect(page.getByText(/^Copied comparison as/).last()).toBeVisible()
      return page.evaluate(() => navigator.clipboard.readText())
    }
    const values = await copied('As tab-separated values')
    expect(values).toContain(['Size', ...images.map((image) => String(image['size']))].join('\t'))
    await page.getByRole('button', { name: 'Close message' }).click()
    expect(await copied('As Markdown table')).toContain(`| Property | ${namesOf.payments} | ${namesOf.vpn} |`)
  })
})

test('an image that is not there is named; the others are compared', async ({ page }) => {
  const { payments, vpn } = namesOf
  await openComparison(page, openstack, [payments, vpn], '&image=RegionOne/gone&image=Mars/x')
  const gone = page.getByRole('alert').filter({ hasText: 'Image gone was not found in RegionOne' })
  await expect(gone.getByRole('button', { name: 'Retry' })).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'no images in a region called Mars' })).toBeVisible()
  await gone.getByRole('button', { name: 'Remove' }).click()
  await expect(gone).toBeHidden()
  await expect(columns(page)).toHaveText([payments, vpn])
})

test('no image is chosen: the list is one press away', async ({ page }) => {
  await signInAs(page, openstack, 'producer')
  await page.goto(paths.compare(openstack.region, []))
  await expect(page.getByRole('heading', { name: 'No image is chosen' })).toBeVisible()
  await page.getByRole('link', { name: 'Choose from the list' }).click()
  await expect(imageTable(page)).toBeVisible()
})

for (const { name, use } of diagonalLooks)
  test.describe(name, () => {
    test.use(use)

    test('the comparison in each of its states', async ({ page }) => {
      const { payments, vpn, host } = namesOf
      await openComparison(page, openstack, [payments, vpn, host], '&image=RegionOne/gone&image=RegionOne/more')
      await expect(page.getByRole('alert')).toBeVisible()
      await expectAccessible(page, 'differences, a failure and one image too many')
      await expectWithinWindow(page, 'differences')
      // The keys stay in sight beside whatever has been scrolled to.
      await row(page, 'MD5').getByRole('cell').last().scrollIntoViewIfNeeded()
      await expect(row(page, 'MD5').getByRole('rowheader')).toBeInViewport({ ratio: 1 })

      await openComparison(page, openstack, [payments, vpn], '&q=nothing says this')
      await page.getByRole('button', { name: 'Add image' }).click()
      await expect(page.getByRole('dialog', { name: 'Add image' })).toBeVisible()
      await expectAccessible(page, 'adding an image')
      await page.keyboard.press('Escape')
      await expectAccessible(page, 'no row matches')
      await page.goto(paths.compare(openstack.region, []))
      await expect(page.getByRole('heading', { name: 'No image is chosen' })).toBeVisible()
      await expectAccessible(page, 'no image is chosen')
      await expectWithinWindow(page, 'no image is chosen')
    })
  })
