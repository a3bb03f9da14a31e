import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { API_CASES } from '../real-cloud/seed/cases.ts'
import { cloud, glanceAs } from './cloud.ts'
import type { GlanceImage } from './cloud.ts'
import { CATALOG, imageTable, signInAs } from './support.ts'

const { producer } = cloud.accounts

/** Id of a seeded image. Throws when no image of the seed has the name. */
function seededId(name: string | null): string {
  const found = API_CASES.find((spec) => spec.name === name)
  if (!found) throw new Error(`the seed has no image named ${name}`)
  return found.id
}

/** The facts of one part of the Overview: label to value, as they read. */
async function factsOf(page: Page, part: string): Promise<Record<string, string>> {
  const facts = await page
    .getByRole('region', { name: part, exact: true })
    .locator('dl > div')
    .evaluateAll((elements) =>
      elements.map((fact) => ({
        label: fact.querySelector('dt')?.textContent ?? '',
        // The first child is the value; a copy button may follow.
        value: fact.querySelector('dd > *')?.textContent ?? '',
      })),
    )
  return Object.fromEntries(facts.map(({ label, value }) => [label, value]))
}

const NOTHING = '—'
const orNothing = (value: unknown) => (typeof value === 'string' && value !== '' ? value : NOTHING)

/** Whole binary units, as all sizes of the seed's first images are. */
function binarySize(bytes: number | null): string {
  if (bytes === null) return NOTHING
  const [unit, size] = bytes % 2 ** 30 === 0 ? ['GiB', 2 ** 30] : ['MiB', 2 ** 20]
  return `${bytes / size} ${unit}`
}

const capitalised = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)

const SHOWN: (string | null)[] = [
  'Ubuntu 22.04 LTS (Jammy Jellyfish)',
  'Windows Server 2022',
  'db-1 nightly',
  'waiting-without-formats',
  'from consumer (accepted)',
  'many-properties',
  null,
]
test('the Overview of an image says what Glance says', async ({ page }) => {
  const glance = await glanceAs(producer, 'producer')
  const baseKeys = await glance.baseKeys()
  await signInAs(page, producer)
  for (const name of SHOWN)
    await test.step(name ?? 'an image without a name', async () => {
      await expectOverview(page, name, await glance.get(seededId(name)), baseKeys)
    })
})

async function expectOverview(page: Page, name: string | null, image: GlanceImage, baseKeys: ReadonlySet<string>) {
  await page.goto(`${CATALOG}/${image.id}`)

  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(name ?? 'Image without a name')
  const header = page.getByRole('banner').or(page.locator('header')).filter({ has: heading })
  await expect(header.getByText(capitalised(image.status), { exact: true })).toBeVisible()
  await expect(header.getByText(capitalised(image.visibility), { exact: true })).toBeVisible()
  await expect(header.getByText(image.id)).toBeVisible()

  const stored = image.os_hash_value === null ? {} : { SHA512: image.os_hash_value }
  const stores = image.stores === undefined ? {} : { Stores: image.stores.replaceAll(',', ', ') }
  expect(await factsOf(page, 'Data')).toEqual({
    Size: binarySize(image.size),
    'Virtual size': binarySize(image.virtual_size),
    'Disk format': orNothing(image.disk_format),
    'Container format': orNothing(image.container_format),
    MD5: orNothing(image.checksum),
    ...stored,
    ...stores,
  })

  const origin = await factsOf(page, 'Origin')
  expect(origin['Owner']).toContain(image.owner ?? '—')
  expect(origin['Base image']).toEqual(image['base_image_ref'])
  expect(origin['Source server']).toEqual(image['instance_uuid'])

  const needs = await factsOf(page, 'To boot it')
  expect(needs['Architecture']).toEqual(orNothing(image['architecture']))
  expect(needs['Minimum disk']).toEqual(image.min_disk === 0 ? 'None' : `${image.min_disk} GB`)
  expect(needs['Minimum memory']).toEqual(image.min_ram === 0 ? 'None' : `${image.min_ram} MB`)

  const times = page.getByRole('region', { name: 'Timeline' }).getByRole('time')
  for (const [index, time] of [image.created_at, image.updated_at].entries())
    await expect(times.nth(index)).toHaveAttribute('datetime', new Date(time).toISOString())

  const custom = Object.entries(image).filter(([key, value]) => !baseKeys.has(key) && value !== null)
  expect(await factsOf(page, 'Properties')).toEqual(
    Object.fromEntries(custom.map(([key, value]) => [key, orNothing(value)])),
  )
}

test('the JSON is what Glance answers, to the letter', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const image = await (await glanceAs(producer, 'producer')).get(seededId('many-properties'))
  await signInAs(page, producer)
  await page.goto(`${CATALOG}/${image.id}`)
  await page.getByRole('tab', { name: 'JSON' }).click()
  await page.getByRole('button', { name: 'Copy image JSON' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'image JSON' })).toBeVisible()
  const copied: unknown = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  expect(copied).toEqual(image)
})

test("another project's private image is not found, in words that fit", async ({ page }) => {
  await signInAs(page, producer)
  await page.goto(`${CATALOG}/${seededId('private of consumer')}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Image not found' })).toBeVisible()
  await page.getByRole('link', { name: 'Back to images' }).click()
  await expect(imageTable(page)).toBeVisible()
})
