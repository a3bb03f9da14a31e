import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack, rackspace } from './demo-clouds.ts'
import {
  expectCount,
  expectLoaded,
  facet,
  imageId,
  imageLinks,
  imageRow,
  imageTable,
  openCatalog,
  readImages,
  searchField,
  signInAs,
  tick,
} from './support.ts'

// Wide enough for every column.
test.use({ viewport: { width: 1680, height: 1000 } })

const seeded = [
  {
    cloud: rackspace,
    rows: {
      'Debian 13 (Trixie) (Cloud)': ['Standard', 'Active', 'Public', 'Provider'],
      'payments-appliance 4.2': ['Imported', 'Active', 'Private', 'Mine'],
      'partner-sdk 3.1': ['Shared in', 'Active', 'Private', 'Shared with me'],
      'under-investigation': ['Imported', 'Deactivated', 'Private', 'Mine'],
      'nightly-appliance (saving)': ['Imported', 'Saving', 'Private', 'Mine'],
      // A status that no document names is shown as it comes.
      'moving-house': ['Imported', 'migrating', 'Private', 'Mine'],
    },
  },
  {
    cloud: openstack,
    rows: {
      'Debian 13 (Trixie)': ['Active', 'Public', 'Provider'],
      'customer-portal 12.0': ['Active', 'Shared', 'Mine'],
      'partner-sdk 3.1': ['Active', 'Shared', 'Shared with me'],
      'community-toolbox': ['Active', 'Community', 'Mine'],
      'staged-not-imported': ['Uploading', 'Private', 'Mine'],
      'forgotten-import': ['Importing', 'Private', 'Mine'],
      'bare-record': ['Queued', 'Private', 'Mine'],
    },
  },
]
for (const { cloud, rows } of seeded)
  test(`the catalog of the ${cloud.label} lists what the cloud lists, in words`, async ({ page }) => {
    await openCatalog(page, cloud)
    const listed = await readImages(page, cloud.region)
    await expectCount(page, `${listed.length} images`)
    for (const [name, words] of Object.entries(rows)) {
      await searchField(page).fill(`"${name}"`)
      await expect(imageRow(page, name).getByRole('cell')).toContainText(words)
    }
  })

/** What stands behind the search: every image whose own words hold the text. */
const searches = [
  {
    by: 'part of a name, in any letter case',
    text: 'LEGACY-crm',
    finds: (image: Listed) => nameOf(image).includes('legacy-crm'),
  },
  { by: 'a tag', text: 'hardened', finds: ({ tags }: Listed) => tags.includes('hardened') },
  { by: 'the value of a property', text: 'tpm-crb', finds: (image: Listed) => image['hw_tpm_model'] === 'tpm-crb' },
  {
    by: 'two words that stand apart',
    text: 'golden web-',
    finds: (image: Listed) => /golden/.test(nameOf(image)) && /web-/.test(nameOf(image)),
  },
]
type Listed = Awaited<ReturnType<typeof readImages>>[number]
const nameOf = ({ name }: Listed) => name ?? ''

test('a search finds images by name, tag, property and ID', async ({ page }) => {
  await openCatalog(page, openstack)
  const listed = await readImages(page, openstack.region)
  for (const { by, text, finds } of searches)
    await test.step(by, async () => {
      const wanted = listed.filter(finds)
      expect(wanted).not.toHaveLength(0)
      await searchField(page).fill(text)
      await expectCount(page, `${wanted.length} of ${listed.length} images`)
      await expect
        .poll(async () => (await imageLinks(page).allTextContents()).toSorted())
        .toEqual(wanted.map(nameOf).toSorted())
    })
  await searchField(page).fill(await imageId(page, openstack.region, 'vpn-concentrator 9'))
  await expect(imageLinks(page)).toHaveText(['vpn-concentrator 9'])
})

test('a search without a match says so and leads back to all images', async ({ page }) => {
  await openCatalog(page, rackspace)
  const { length } = await readImages(page, 'DFW')
  await searchField(page).fill('no image is called this')
  await expect(page.getByRole('heading', { name: 'No image matches' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear search and filters' }).click()
  await expectCount(page, `${length} images`)
  await expect(searchField(page)).toHaveValue('')
})

test('a facet narrows the list to as many images as it says', async ({ page }) => {
  await openCatalog(page, openstack)
  const listed = await readImages(page, openstack.region)
  const shared = listed.filter(({ visibility }) => visibility === 'shared').length
  await expect(facet(page, 'Visibility')).toContainText(new RegExp(`Shared\\s*only\\s*${shared}`))
  await tick(page, 'Visibility', 'Shared')
  await expectCount(page, `${shared} of ${listed.length} images`)
  await expect(imageTable(page).getByRole('cell', { name: 'Shared', exact: true })).toHaveCount(shared)
})

test('values of one facet add up, facets narrow each other, and the counts follow', async ({ page }) => {
  await openCatalog(page, openstack)
  const listed = await readImages(page, openstack.region)
  const waiting = listed.filter(({ status }) => status === 'queued' || status === 'saving')
  await tick(page, 'Status', 'Queued')
  await tick(page, 'Status', 'Saving')
  await expectCount(page, `${waiting.length} of ${listed.length} images`)

  const ofUbuntu = waiting.filter((image) => image['os_distro'] === 'ubuntu').length
  await expect(facet(page, 'Operating system')).toContainText(new RegExp(`Ubuntu\\s*only\\s*${ofUbuntu}`))
  await tick(page, 'Operating system', 'Ubuntu')
  await expectCount(page, `${ofUbuntu} of ${listed.length} images`)

  await page.getByRole('button', { name: 'Clear all' }).click()
  await expectCount(page, `${listed.length} images`)
  await expect(page).toHaveURL(`${paths.images(openstack.region)}?q=`)
  await expect(searchField(page)).toHaveValue('')
})

test('the Rackspace demo tells standard images from others, the OpenStack demo does not', async ({ page, browser }) => {
  await openCatalog(page, rackspace)
  const isStandard = ({ visibility }: Listed) => visibility === 'public'
  const listed = await readImages(page, 'DFW')
  await tick(page, 'Kind', 'Standard')
  await expectCount(page, `${listed.filter(isStandard).length} of ${listed.length} images`)

  const other = await browser.newPage()
  await openCatalog(other, openstack)
  await expect(facet(other, 'Status')).toBeVisible()
  await expect(facet(other, 'Kind')).toBeHidden()
  await expect(imageTable(other).getByRole('columnheader', { name: 'Kind' })).toBeHidden()
})

const compareText = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1)

/** As text that sorts like the number. */
const padded = (value: unknown) => String(value).padStart(20, ' ')

/** What each column sorts by, and the direction of its first press. */
const columns = [
  { header: 'Status', first: 'ascending', field: 'status', key: String },
  { header: 'Visibility', first: 'ascending', field: 'visibility', key: String },
  { header: 'Format', first: 'ascending', field: 'disk_format', key: String },
  { header: 'Min RAM', first: 'descending', field: 'min_ram', key: padded },
  { header: 'Size', first: 'descending', field: 'size', key: padded },
] as const
test('a press on a heading sorts by it, a second one turns the order around', async ({ page }) => {
  await openCatalog(page, openstack)
  const listed = await readImages(page, openstack.region)
  // Ties go by ID, whatever the direction.
  const byId = listed.toSorted((one, other) => compareText(one.id, other.id))
  for (const { header, first, field, key } of columns)
    await test.step(header, async () => {
      const known = byId.filter((image) => image[field] !== null)
      const ascending = known.toSorted((one, other) => compareText(key(one[field]), key(other[field])))
      const descending = known.toSorted((one, other) => compareText(key(other[field]), key(one[field])))
      const column = imageTable(page).getByRole('columnheader', { name: header })
      const expectFirst = ([image]: Listed[]) =>
        expect(imageLinks(page).first()).toHaveAttribute('href', paths.image(openstack.region, image?.id ?? ''))

      await column.getByRole('button').click()
      await expect(column).toHaveAttribute('aria-sort', first)
      await expectFirst(first === 'ascending' ? ascending : descending)
      await column.getByRole('button').click()
      await expect(column).not.toHaveAttribute('aria-sort', first)
      await expectFirst(first === 'ascending' ? descending : ascending)
    })
})

test('names sort as people count, the newest change stands first otherwise, and owners are apart', async ({ page }) => {
  await openCatalog(page, openstack)
  // Other journeys change images of this account meanwhile.
  await expect(async () => {
    const listed = await readImages(page, openstack.region)
    const changed = ({ updated_at }: (typeof listed)[number]) => String(updated_at)
    const [newest] = listed.toSorted((one, other) => compareText(changed(other), changed(one)))
    await page.getByRole('button', { name: 'Refresh images' }).click()
    await expect(imageLinks(page).first()).toHaveText(newest?.name ?? '', { timeout: 1_000 })
  }).toPass()

  const byOwner = imageTable(page).getByRole('columnheader', { name: 'Owner' }).getByRole('button')
  const mineOnTop = imageTable(page).getByRole('row').nth(1).getByRole('cell', { name: 'Mine', exact: true })
  await byOwner.click()
  await expect(mineOnTop).toBeVisible()
  await byOwner.click()
  await expect(mineOnTop).toBeHidden()

  await searchField(page).fill('linux')
  await imageTable(page).getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await searchField(page).fill('"Rocky Linux"')
  await expect(imageLinks(page)).toHaveText(['Rocky Linux 8', 'Rocky Linux 9', 'Rocky Linux 10'])
})

const view = '?q=linux+visibility%3Apublic&sort=size'

/** What is on screen, in order. */
const shown = (page: Page) => imageLinks(page).allTextContents()

test('the view is in the URL: a reload and another browser show the same', async ({ page, browser }) => {
  await openCatalog(page, openstack)
  await searchField(page).fill('linux')
  await tick(page, 'Visibility', 'Public')
  await imageTable(page).getByRole('columnheader', { name: 'Size' }).getByRole('button').click()
  await expect(page).toHaveURL(`${paths.images(openstack.region)}${view}`)
  // The largest comes first; rows may follow the URL after a moment.
  await expect(imageLinks(page).first()).toHaveText('Rocky Linux 8')
  const before = await shown(page)

  await page.reload()
  await expectLoaded(page)
  await expect(imageLinks(page)).toHaveText(before)
  await expect(searchField(page)).toHaveValue('linux visibility:public')

  const other = await browser.newPage({ viewport: { width: 1680, height: 1000 } })
  await openCatalog(other, openstack, 'observer', view)
  await expect(imageLinks(other)).toHaveText(before)
})

test('a link keeps search, order, lists and columns for another browser, and Back and Forward keep columns', async ({
  page,
  browser,
}) => {
  const full = '?q=linux&also=hidden&sort=name&dir=desc&col=size&col=property.os_distro&col=status'
  const headings = (of: Page) => imageTable(of).getByRole('columnheader').allTextContents()
  await openCatalog(page, openstack, 'producer', full)
  await expect(imageTable(page).getByRole('columnheader', { name: 'os_distro' })).toBeVisible()
  const [rows, shownColumns] = [await shown(page), await headings(page)]
  await imageTable(page).getByRole('columnheader', { name: 'Size' }).getByRole('button').click()
  await expect(page).toHaveURL(/sort=size/)
  const bySize = await headings(page)
  await page.goBack()
  await expect(imageLinks(page)).toHaveText(rows)
  expect(await headings(page)).toEqual(shownColumns)
  await page.goForward()
  await expect(page).toHaveURL(/sort=size/)
  expect(await headings(page)).toEqual(bySize)
  await page.goBack()
  await expect(imageLinks(page)).toHaveText(rows)

  const other = await browser.newPage()
  await openCatalog(other, openstack, 'producer', new URL(page.url()).search)
  await expect(imageLinks(other)).toHaveText(rows)
  expect(await headings(other)).toEqual(shownColumns)
  await other.close()
})

test('Back and Forward go through the views, and back from an image to the list as it was', async ({ page }) => {
  await openCatalog(page, openstack)
  await tick(page, 'Visibility', 'Public')
  await expectCount(page, /^\d+ of \d+ images$/)
  const publicOnes = await shown(page)
  await tick(page, 'Operating system', 'Debian')
  await expect(imageLinks(page)).not.toHaveText(publicOnes)
  const ofDebian = await shown(page)

  await page.goBack()
  await expect(imageLinks(page)).toHaveText(publicOnes)
  await page.goForward()
  await expect(imageLinks(page)).toHaveText(ofDebian)

  await imageLinks(page).first().click()
  await expect(page.getByRole('heading', { level: 1, name: ofDebian[0] ?? '' })).toBeVisible()
  await page.goBack()
  await expect(imageLinks(page)).toHaveText(ofDebian)
})

test('text typed right before a press on an image is not lost, and the press neither', async ({ page }) => {
  await openCatalog(page, rackspace)
  await searchField(page).fill('kiosk-2026')
  await imageRow(page, 'kiosk-2026').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: 'kiosk-2026' })).toBeVisible()
  await page.goBack()
  await expect(searchField(page)).toHaveValue('kiosk-2026')
  await expect(imageLinks(page)).toHaveText(['kiosk-2026'])
})

test('another region shows its own images and keeps the search', async ({ page }) => {
  await openCatalog(page, rackspace, 'producer', '?q=appliance')
  const inDallas = await shown(page)
  await page.getByRole('button', { name: 'Region' }).click()
  await page.getByRole('option', { name: 'IAD' }).click()
  await expect(page).toHaveURL(`${paths.images('IAD')}?q=appliance`)
  const inVirginia = await readImages(page, 'IAD')
  const wanted = inVirginia.filter((image) => nameOf(image).includes('appliance'))
  await expectCount(page, `${wanted.length} of ${inVirginia.length} images`)
  await expect(imageLinks(page)).toHaveCount(wanted.length)

  await page.goBack()
  await expect(imageLinks(page)).toHaveText(inDallas)
})

test('a region the account does not have is named, with those it has', async ({ page }) => {
  await signInAs(page, rackspace, 'producer')
  await page.goto(paths.images('LON'))
  await expect(page.getByRole('alert')).toContainText('no images in a region called LON')
  await page.getByRole('main').getByRole('link', { name: 'IAD' }).click()
  await expect(imageTable(page)).toBeVisible()
})

test('names that break careless screens are text, and open', async ({ page }) => {
  const hostile = [
    '<script>alert("image")</script><b>bold</b> & "quoted"',
    'צילום מערכת \u202eraw.exe\u202c خادم الويب 24.04',
    `long-${'0123456789'.repeat(25)}`,
    '00000000-0000-4000-8000-000000000000',
    '🚀 release 🧪 candidate 👩‍💻',
  ]
  const dialogs: string[] = []
  page.on('dialog', (dialog) => dialogs.push(dialog.message()))
  await openCatalog(page, rackspace)
  for (const name of hostile) {
    await searchField(page).fill(await imageId(page, 'DFW', name))
    await expect(imageLinks(page)).toHaveText([name])
    await imageLinks(page).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await page.goBack()
    await expect(imageTable(page)).toBeVisible()
  }
  expect(dialogs).toEqual([])
})

test('an image without a name is listed by its ID and opens', async ({ page }) => {
  await openCatalog(page, rackspace)
  const [nameless] = (await readImages(page, 'DFW')).filter(({ name }) => name === undefined)
  const id = nameless?.id ?? ''
  await searchField(page).fill(id)
  await expect(imageLinks(page)).toHaveText([id])
  await imageLinks(page).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Image without a name')
})
