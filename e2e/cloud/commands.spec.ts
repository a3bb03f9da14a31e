/** Every command that a button offers, run by the real clients against the real cloud: each does what its button does. */
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { addTag, field, openMetadata, reviewDialog } from '../metadata-acts.ts'
import { choose, createImage, deleteImage, readImage, readImages } from '../support.ts'
import { cloud } from './cloud.ts'
import { CATALOG, imageTable, signInAs } from './support.ts'
import { copied, putData, typed } from './terminal.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const { producer, admin } = cloud.accounts
const actions = (page: Page) => page.getByRole('button', { name: 'Actions' })

/** A command, and what of the image is different once it was run. */
type Step = [what: string, change: Record<string, unknown>, text: string]

/** The image's values, without the time of its last change and without its stores, which owners of a deactivated one miss. */
async function valuesOf(page: Page, id: string) {
  const { updated_at: _updated, stores: _stores, ...values } = await readImage(page, cloud.region, id)
  return values
}

/** Runs each command, and sees its change and no other. */
async function expectSteps(page: Page, id: string, steps: readonly Step[]) {
  let expected: Record<string, unknown> = await valuesOf(page, id)
  for (const [what, change, text] of steps) {
    await typed(text, producer, 'producer')
    expected = { ...expected, ...change }
    expect(await valuesOf(page, id), what).toEqual(expected)
  }
}

const isGone = async (page: Page, id: string) => (await readImages(page, cloud.region, `id=${id}`)).length === 0

for (const kind of [/^Copy as openstack CLI/, /^Copy as curl/])
  test.describe(kind.source.slice(1), () => {
    test('the acts of one image, and their reverse', async ({ page }) => {
      await signInAs(page, producer)
      const { id } = await createImage(page, cloud.region, {
        name: 'typed',
        note: 'kept',
        size_class: 'small',
        disk_format: 'raw',
        container_format: 'bare',
        visibility: 'shared',
        tags: ['old'],
      })
      await putData(id, producer, 'producer')
      const before = await valuesOf(page, id)
      const dialog = (name: string) => page.getByRole('dialog', { name })
      const copy = (within: Locator) => copied(page, within, kind)
      const line = (act: string) =>
        dialog('Commands')
          .getByRole('listitem')
          .filter({ hasText: new RegExp(`^${act}`) })

      await page.goto(`${CATALOG}/${id}`)
      const name = `it's "$HOME" \`id\` \\ 100 %`
      const steps: Step[] = []
      await choose(page, actions(page), /^Rename/)
      await page.getByRole('textbox', { name: 'Name' }).fill(name)
      steps.push(['Rename', { name }, await copy(dialog('Rename image'))])
      await page.keyboard.press('Escape')
      await choose(page, actions(page), /^Change visibility/)
      await dialog('Change visibility').getByText('Private', { exact: true }).click()
      steps.push(['Change visibility', { visibility: 'private' }, await copy(dialog('Change visibility'))])
      await page.keyboard.press('Escape')
      await choose(page, actions(page), /^Commands/)
      steps.push(['Hide', { os_hidden: true }, await copy(line('Hide'))])
      steps.push(['Deactivate', { status: 'deactivated' }, await copy(line('Deactivate'))])
      const protect: Step = ['Protect', { protected: true }, await copy(line('Protect'))]
      const remove = await copy(line('Delete'))
      await page.keyboard.press('Escape')
      await openMetadata(page, cloud.region, id)
      await field(page, 'size_class').fill("large, it's")
      await addTag(page, 'new')
      await page.getByRole('button', { name: 'Review changes' }).click()
      const added = { size_class: "large, it's", tags: expect.arrayContaining(['old', 'new']) as unknown }
      steps.push(['Save changes', added, await copy(reviewDialog(page))], protect)
      await expectSteps(page, id, steps)

      // The page shows the image as the commands left it, and offers the way back.
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Discard changes' }).click()
      await page.goto(`${CATALOG}/${id}`)
      await choose(page, actions(page), /^Commands/)
      const back: Step[] = [
        ['Unprotect', { protected: false }, await copy(line('Unprotect'))],
        ['Unhide', { os_hidden: false }, await copy(line('Unhide'))],
        ['Reactivate', { status: 'active' }, await copy(line('Reactivate'))],
      ]
      await page.keyboard.press('Escape')
      await choose(page, actions(page), /^Unprotect and delete/)
      const removeProtected = await copy(page.getByRole('alertdialog'))
      await page.getByRole('button', { name: 'Cancel' }).click()
      await openMetadata(page, cloud.region, id)
      await page.getByRole('button', { name: 'Remove note' }).click()
      await page.getByRole('button', { name: 'Remove new' }).click()
      await page.getByRole('button', { name: 'Review changes' }).click()
      const { note: _note, ...left } = before
      const removal = await copy(reviewDialog(page))
      await expectSteps(page, id, back)
      await typed(removal, producer, 'producer')
      expect(await valuesOf(page, id)).toEqual({
        ...left,
        name,
        visibility: 'private',
        size_class: "large, it's",
        tags: ['old'],
      })

      await typed(protect[2], producer, 'producer')
      await expect(typed(remove, producer, 'producer'), 'a protected image stays').rejects.toThrow()
      await typed(removeProtected, producer, 'producer')
      expect(await isGone(page, id)).toBe(true)
    })

    test('one act for three images', async ({ page }) => {
      await signInAs(page, producer)
      const stem = `many-${crypto.randomUUID().slice(0, 8)}`
      const ids = await Promise.all(
        ['a', 'b', 'c'].map(async (one) => (await createImage(page, cloud.region, { name: `${stem}-${one}` })).id),
      )
      await page.goto(`${CATALOG}?q=${stem}`)
      await imageTable(page).getByRole('rowheader').first().getByRole('link').focus()
      await page.keyboard.press('x')
      await page.getByRole('button', { name: 'Select all 3 matching' }).click()
      await page.getByRole('button', { name: 'Change…' }).click()
      await page.getByRole('textbox', { name: 'Property' }).fill('of many')
      await page.getByRole('textbox', { name: 'Value' }).fill(`it's "$HOME"`)
      const dialog = page.getByRole('dialog', { name: 'Change 3 images' })
      const set = await copied(page, dialog, kind)
      const choice = async (name: string) => {
        await dialog.getByRole('button', { name: /What to do/ }).click()
        await page.getByRole('option', { name, exact: true }).click()
        return copied(page, dialog, kind)
      }
      const hide = await choice('Hide')
      const remove = await choice('Delete')
      const before = await Promise.all(ids.map((id) => valuesOf(page, id)))
      await typed(set, producer, 'producer')
      await typed(hide, producer, 'producer')
      expect(await Promise.all(ids.map((id) => valuesOf(page, id)))).toEqual(
        before.map((values) => ({ ...values, 'of many': `it's "$HOME"`, os_hidden: true })),
      )
      await typed(remove, producer, 'producer')
      for (const id of ids) expect(await isGone(page, id)).toBe(true)
    })

    test('a copy to another store, and its deletion there', async ({ page }) => {
      await signInAs(page, admin)
      const { id } = await createImage(page, cloud.region, {
        name: 'in stores',
        disk_format: 'raw',
        container_format: 'bare',
      })
      await putData(id, admin, 'admin')
      const stores = async () =>
        String((await readImage(page, cloud.region, id))['stores'])
          .split(',')
          .toSorted()
      expect(await stores()).toEqual(['fast'])
      const command = async (act: RegExp, name: string) => {
        await page.goto(`${CATALOG}/${id}`)
        await choose(page, actions(page), act)
        const dialog = page.getByRole('dialog', { name })
        await dialog.getByRole('button', { name: /Store/ }).click()
        await page.getByRole('option', { name: /^archive/ }).click()
        return copied(page, dialog, kind)
      }
      await typed(await command(/^Copy to store/, 'Copy to store'), admin, 'admin')
      await expect.poll(stores, { timeout: 60_000 }).toEqual(['archive', 'fast'])
      await typed(await command(/^Delete from store/, 'Delete from store'), admin, 'admin')
      expect(await stores()).toEqual(['fast'])
      await deleteImage(page, cloud.region, id)
    })
  })
