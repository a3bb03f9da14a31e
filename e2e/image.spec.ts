import { randomUUID } from 'node:crypto'

import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import type { DemoCloud } from './demo-clouds.ts'
import { openstack, rackspace } from './demo-clouds.ts'
import type { ApiImage } from './support.ts'
import { imageId, imageTable, openCatalog, readImage, signInAs } from './support.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

/** Opens an image by its address, as from a link in a message. */
async function openImage(page: Page, cloud: DemoCloud, username: string, name: string): Promise<ApiImage> {
  await signInAs(page, cloud, username)
  const image = await readImage(page, cloud.region, await imageId(page, cloud.region, name))
  await page.goto(paths.image(cloud.region, image.id))
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
  return image
}

/** What a part of the Overview says under a label. */
const fact = (page: Page, part: string, label: string): Locator =>
  page
    .getByRole('region', { name: part, exact: true })
    .getByRole('term')
    .and(page.getByText(label, { exact: true }))
    .locator('xpath=following-sibling::dd')

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

const baseFields = new Set(
  (
    'id name status visibility protected os_hidden owner tags size virtual_size checksum os_hash_algo os_hash_value ' +
    'disk_format container_format min_disk min_ram stores created_at updated_at self file schema'
  ).split(' '),
)

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : '—')

const described = [
  { cloud: openstack, name: 'Debian 13 (Trixie)' },
  { cloud: openstack, name: 'customer-portal 12.0' },
  { cloud: openstack, name: 'bare-record' },
  { cloud: rackspace, name: 'payments-appliance 4.2' },
  { cloud: rackspace, name: 'Windows Server 2022 Standard (Cloud)' },
]
for (const { cloud, name } of described)
  test(`the Overview of ${name} says what the ${cloud.label} holds`, async ({ page }) => {
    const image = await openImage(page, cloud, 'producer', name)
    await expect(fact(page, 'Data', 'Disk format')).toHaveText(text(image['disk_format']))
    await expect(fact(page, 'Data', 'Container format')).toHaveText(text(image['container_format']))
    await expect(fact(page, 'Data', 'MD5')).toHaveText(text(image['checksum']))
    await expect(fact(page, 'Origin', 'Owner')).toContainText(text(image.owner))
    await expect(fact(page, 'To boot it', 'Minimum disk')).toHaveText(
      image['min_disk'] === 0 ? 'None' : `${String(image['min_disk'])} GB`,
    )
    await expect(fact(page, 'To boot it', 'Minimum memory')).toHaveText(
      image['min_ram'] === 0 ? 'None' : `${String(image['min_ram'])} MB`,
    )
    for (const [label, field] of [
      ['Created', 'created_at'],
      ['Updated', 'updated_at'],
    ] as const) {
      const moment = new Date(String(image[field])).toISOString()
      await expect(fact(page, 'Timeline', label).getByRole('time')).toHaveAttribute('datetime', moment)
    }
    const properties = Object.entries(image).filter(([key, value]) => !baseFields.has(key) && value !== null)
    const shown = page.getByRole('region', { name: 'Properties' }).getByRole('term')
    expect((await shown.allTextContents()).toSorted()).toEqual(properties.map(([key]) => key).toSorted())
    for (const [key, value] of properties) await expect(fact(page, 'Properties', key)).toHaveText(text(value))
  })

test('a size gives its exact bytes on focus', async ({ page }) => {
  const image = await openImage(page, openstack, 'producer', 'rescue-installer.iso')
  await fact(page, 'Data', 'Size').getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tooltip')).toHaveText(`${Number(image['size']).toLocaleString('en')} bytes`)
})

for (const cloud of [openstack, rackspace])
  test(`the JSON tab is the answer of the ${cloud.label} to the letter`, async ({ page }) => {
    const image = await openImage(page, cloud, 'producer', 'payments-appliance 4.2')
    await page.getByRole('tab', { name: 'JSON' }).click()
    await expect(page.getByRole('region', { name: 'image JSON, text' })).toContainText(`"id": "${image.id}"`)
    await page.getByRole('button', { name: 'Copy image JSON' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Copied image JSON' })).toBeAttached()
    expect(JSON.parse(await clipboard(page))).toEqual(image)
  })

test('the open tab is in the URL', async ({ page }) => {
  const { id } = await openImage(page, openstack, 'producer', 'customer-portal 12.0')
  const json = page.getByRole('tab', { name: 'JSON' })
  await json.click()
  await expect(page).toHaveURL(paths.image(openstack.region, id, 'json'))
  await page.reload()
  await expect(json).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('tab', { name: 'Overview' }).click()
  await expect(page).toHaveURL(paths.image(openstack.region, id))
  await page.goBack()
  await expect(json).toHaveAttribute('aria-selected', 'true')
})

test('ID, checksum and name are copied, and the page says so', async ({ page }) => {
  const image = await openImage(page, openstack, 'producer', 'customer-portal 12.0')
  const said = (words: string) => expect(page.getByRole('status').filter({ hasText: words })).toBeAttached()

  await page.getByRole('button', { name: 'Copy image ID' }).click()
  await said('Copied image ID')
  expect(await clipboard(page)).toBe(image.id)

  await page.getByRole('button', { name: 'Copy MD5' }).click()
  await said('Copied MD5')
  expect(await clipboard(page)).toBe(image['checksum'])

  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Copy name' }).click()
  await said('Copied name')
  expect(await clipboard(page)).toBe(image.name)
})

const abilities = [
  {
    who: 'the producer',
    cloud: rackspace,
    username: 'producer',
    image: 'vpn-concentrator 9',
    possible: ['Edit its metadata', 'Share it', 'Export it to object storage', 'Delete it'],
    refused: { 'Download it': 'Rackspace offers no direct download' },
  },
  {
    who: 'an observer',
    cloud: rackspace,
    username: 'observer',
    image: 'vpn-concentrator 9',
    possible: [],
    refused: {
      'Edit its metadata': 'Your role (observer) can view images but not change them.',
      'Share it': 'Your role (observer) can view images but not share them.',
      'Delete it': 'Your role (observer) can view images but not delete them.',
    },
  },
  {
    who: 'a creator',
    cloud: rackspace,
    username: 'creator',
    image: 'vpn-concentrator 9',
    possible: ['Share it'],
    refused: { 'Edit its metadata': 'Your role (creator) can view images but not change them.' },
  },
  {
    who: 'a consumer',
    cloud: openstack,
    username: 'consumer',
    image: 'partner-sdk 3.1',
    possible: ['Download it'],
    refused: {
      'Edit its metadata': 'The image belongs to another project; only its owner can change it.',
      'Delete it': 'The image belongs to another project; only its owner can delete it.',
    },
  },
  {
    who: 'the producer of a protected image',
    cloud: openstack,
    username: 'producer',
    image: 'payments-appliance 4.2',
    possible: ['Edit its metadata', 'Download it'],
    refused: { 'Delete it': 'The image is protected. Remove the protection first.' },
  },
]
for (const { who, cloud, username, image, possible, refused } of abilities)
  test(`${who} on the ${cloud.label} reads what is possible, and why the rest is not`, async ({ page }) => {
    await openImage(page, cloud, username, image)
    const acts = page.getByRole('region', { name: 'What you can do' }).getByRole('listitem')
    for (const act of possible) await expect(acts.filter({ hasText: `Possible: ${act}` })).toBeVisible()
    for (const [act, reason] of Object.entries(refused))
      await expect(acts.filter({ hasText: `Not possible: ${act}` })).toContainText(reason)
  })

test('an act that is refused stays in the menu with its reason', async ({ page }) => {
  await openImage(page, rackspace, 'producer', 'vpn-concentrator 9')
  await page.getByRole('button', { name: 'Actions' }).click()
  const download = page.getByRole('menuitem', { name: 'Download' })
  await expect(download).toBeDisabled()
  await expect(download).toContainText('Rackspace offers no direct download')
})

test('a snapshot leads to the image its server was built from', async ({ page }) => {
  const image = await openImage(page, openstack, 'producer', 'api-gateway golden')
  await fact(page, 'Origin', 'Base image').getByRole('link').click()
  await expect(page).toHaveURL(paths.image(openstack.region, String(image['base_image_ref'])))
  await expect(page.getByRole('heading', { level: 1, name: 'Debian 13 (Trixie)' })).toBeVisible()
})

test('there is no image of an unknown ID, nor with a malformed one', async ({ page }) => {
  await signInAs(page, openstack, 'producer')
  for (const missing of [randomUUID(), 'not-an-id']) {
    await page.goto(paths.image(openstack.region, missing))
    await expect(page.getByRole('heading', { level: 1, name: 'Image not found' })).toBeVisible()
    await expect(page.getByRole('alert')).toContainText(`No image with the ID ${missing} can be seen`)
  }
  await page.getByRole('link', { name: 'Back to images' }).click()
  await expect(imageTable(page)).toBeVisible()
})

test('the private image of a stranger looks like none at all', async ({ page, browser }) => {
  const admin = await browser.newPage()
  await signInAs(admin, openstack, 'admin')
  const id = await imageId(admin, openstack.region, 'stranger-secret')

  await signInAs(page, openstack, 'producer')
  await page.goto(paths.image(openstack.region, id))
  await expect(page.getByRole('alert')).toContainText(`No image with the ID ${id} can be seen`)
  await expect(page.getByRole('main')).not.toContainText('stranger-secret')
})

test('a base image at its end of life is in no list, opens by its ID and says what it is', async ({ page }) => {
  await openCatalog(page, rackspace, 'producer', '?q=%22CentOS+7+(Cloud)%22')
  await expect(page.getByRole('heading', { name: 'No image matches' })).toBeVisible()
  await page.goto(paths.image('DFW', '199bf16a-f2c9-4fcc-84f6-ea19ec46c318'))
  await expect(page.getByRole('heading', { level: 1, name: 'CentOS 7 (Cloud)' })).toBeVisible()
  await expect(fact(page, 'Origin', 'Kind')).toContainText('End of life')
  await expect(fact(page, 'Origin', 'Kind')).toContainText('no longer lists it')
})
