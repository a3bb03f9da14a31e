import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import type { ProjectName } from '../real-cloud/accounts.ts'
import { cloud, glanceAs } from './cloud.ts'
import type { GlanceImage } from './cloud.ts'
import { countLine, imageTable, signInAs } from './support.ts'

// Tall and wide enough for every row and column of the seed to be in the page at once.
test.use({ viewport: { width: 1680, height: 2600 } })

interface Row {
  id: string
  name: string
  status: string
  visibility: string
  owner: string
}

/** The rows on screen, cells found by the head of their column. */
async function shownRows(page: Page): Promise<Row[]> {
  const heads = await imageTable(page).getByRole('columnheader').allInnerTexts()
  const rows = await imageTable(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') })
    .evaluateAll((elements) =>
      elements.map((row) => ({
        id: row.querySelector('a')?.pathname.split('/').at(-1) ?? '',
        name: row.querySelector('a')?.textContent ?? '',
        cells: Array.from(row.children, (cell) => cell.textContent),
      })),
    )
  return rows.map(({ id, name, cells }) => {
    const cell = (head: string) => cells[heads.indexOf(head)] ?? `no column ${head}`
    // A transition says its age after the word.
    return {
      id,
      name,
      status: cell('Status').replace(/(?<=[a-z])(?:stuck|\d).*$/, ''),
      visibility: cell('Visibility'),
      owner: cell('Owner'),
    }
  })
}

const capitalised = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)

const OWNERS: Record<string, string> = { public: 'Provider', shared: 'Shared with me', community: 'Community' }

/** What the catalog has to say about an image of Glance's. */
const expectedRow = ({ id, name, status, visibility, owner }: GlanceImage, project: string): Row => ({
  id,
  name: name ?? id,
  status: capitalised(status),
  visibility: capitalised(visibility),
  owner: owner === project ? 'Mine' : (OWNERS[visibility] ?? 'Other owners'),
})

const byId = (a: Row, b: Row) => a.id.localeCompare(b.id)

const seen: { who: 'producer' | 'consumer' | 'observer' | 'admin'; project: ProjectName }[] = [
  { who: 'producer', project: 'producer' },
  { who: 'consumer', project: 'consumer' },
  { who: 'observer', project: 'producer' },
  { who: 'admin', project: 'admin' },
]
for (const { who, project } of seen)
  test(`the ${who} sees exactly the images that Glance lists, with status, visibility and owner`, async ({ page }) => {
    const listed = await (await glanceAs(cloud.accounts[who], project)).list()
    await signInAs(page, cloud.accounts[who])
    await expect(countLine(page, `${listed.length} images`)).toBeVisible()
    const expected = listed.map((image) => expectedRow(image, cloud.projects[project]))
    expect((await shownRows(page)).toSorted(byId)).toEqual(expected.toSorted(byId))
  })

test('names are text, whatever they hold', async ({ page }) => {
  const title = page.title()
  await signInAs(page, cloud.accounts.producer)
  const link = (name: string) => imageTable(page).getByRole('link', { name, exact: true })
  await expect(link(`<img src=x onerror="document.title='pwned'"> & 'quotes' "too"`)).toBeVisible()
  await expect(link('صورة النظام 12 (عربي)')).toBeVisible()
  await expect(link('Ünïcødé 日本語 – naïve façade')).toBeVisible()
  await expect(link(`long-${'x'.repeat(250)}`)).toBeVisible()
  await expect(page.locator('img[src="x"]')).toHaveCount(0)
  expect(await title).not.toContain('pwned')
})

test('search finds what holds the text in its name, id, tags or any property', async ({ page }) => {
  const images = await (await glanceAs(cloud.accounts.producer, 'producer')).list()
  const base = images.find(({ name }) => name === 'Ubuntu 22.04 LTS (Jammy Jellyfish)')
  if (!base) throw new Error('the seed has no Ubuntu 22.04')
  await signInAs(page, cloud.accounts.producer)
  for (const text of ['NEEDS ESCAPING', 'nightly', base.id]) {
    await page.getByRole('searchbox', { name: 'Search images' }).fill(text)
    const holding = images.filter((image) => JSON.stringify(image).toLowerCase().includes(text.toLowerCase()))
    expect(holding.length).toBeGreaterThan(0)
    await expect(countLine(page, `${holding.length} of ${images.length} images`)).toBeVisible()
    const shown = await shownRows(page)
    expect(shown.map(({ id }) => id).toSorted()).toEqual(holding.map(({ id }) => id).toSorted())
  }
})
