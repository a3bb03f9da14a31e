/** Acts on one image and on fifty, against the real Glance. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { choose, createImage, deleteImage, readImage, readImages } from '../support.ts'
import { cloud } from './cloud.ts'
import { CATALOG, imageTable, signInAs } from './support.ts'

const { producer } = cloud.accounts
const actions = (page: Page) => page.getByRole('button', { name: 'Actions' })
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' })

const expectImage = (page: Page, id: string, fields: Record<string, unknown>) =>
  expect.poll(() => readImage(page, cloud.region, id)).toMatchObject(fields)

/** The values of an image, without what every write changes. */
async function valuesOf(page: Page, id: string) {
  const { updated_at: _updated, ...values } = await readImage(page, cloud.region, id)
  return values
}

test('every act changes one thing, and undoing it brings the image back as it was', async ({ page }) => {
  await signInAs(page, producer)
  const { id } = await createImage(page, cloud.region, { name: 'acts', visibility: 'shared', tags: ['a'], note: 'x' })
  const before = await valuesOf(page, id)
  await page.goto(`${CATALOG}/${id}`)
  for (const [act, change] of [
    [/^Protect/, { protected: true }],
    [/^Hide/, { os_hidden: true }],
  ] as const) {
    await choose(page, actions(page), act)
    await expectImage(page, id, change)
    expect(await valuesOf(page, id)).toEqual({ ...before, ...change })
    await undo(page).click()
    await expect.poll(() => valuesOf(page, id)).toEqual(before)
  }
  await choose(page, actions(page), /^Change visibility/)
  const dialog = page.getByRole('dialog', { name: 'Change visibility' })
  await dialog.getByText('Private', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Change visibility' }).click()
  await expectImage(page, id, { visibility: 'private' })
  await undo(page).click()
  await expect.poll(() => valuesOf(page, id)).toEqual(before)

  await choose(page, actions(page), /^Delete…/)
  await page.getByRole('button', { name: 'Delete image' }).click()
  await expect(imageTable(page)).toBeVisible()
})

test('fifty images are tagged, and untagged again', async ({ page }) => {
  test.setTimeout(240_000)
  await signInAs(page, producer)
  // Of this run alone, whatever an earlier one left behind.
  const stem = `fifty-${crypto.randomUUID().slice(0, 8)}`
  const notes = Array.from({ length: 50 }, (_, index) => String(index))
  const made = await Promise.all(
    notes.map((note) => createImage(page, cloud.region, { name: `${stem}-${note}`, note })),
  )
  const tagged = () => readImages(page, cloud.region, `tag=${stem}`)
  await page.goto(`${CATALOG}?q=${stem}`)
  await imageTable(page).getByRole('rowheader').first().getByRole('link').focus()
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Select all 50 matching' }).click()
  await page.getByRole('button', { name: 'Change…' }).click()
  await page.getByRole('button', { name: /What to do/ }).click()
  await page.getByRole('option', { name: 'Add tags' }).click()
  await page.getByRole('textbox', { name: 'Tags' }).fill(stem)
  await page.getByRole('button', { name: 'Change 50' }).click()
  const results = page.getByRole('dialog').filter({ has: page.getByRole('list', { name: 'Results' }) })
  await expect(results.getByRole('status')).toHaveText('50 of 50 done', { timeout: 90_000 })
  expect((await tagged()).map(({ name, note, tags }) => ({ name, note, tags }))).toEqual(
    expect.arrayContaining(notes.map((note) => ({ name: `${stem}-${note}`, note, tags: [stem] }))),
  )
  await results.getByRole('button', { name: 'Undo' }).click()
  await expect(results.getByRole('status')).toHaveText('0 of 50 done, 50 undone', { timeout: 90_000 })
  expect(await tagged()).toEqual([])
  await Promise.all(made.map(({ id }) => deleteImage(page, cloud.region, id)))
})
