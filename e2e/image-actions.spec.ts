/** What can be done with one image from its *Actions* menu, and what takes it back. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { expectAccessible, expectWithinWindow } from './axe.ts'
import type { DemoCloud } from './demo-clouds.ts'
import { openstack, rackspace } from './demo-clouds.ts'
import { diagonalLooks } from './looks.ts'
import { choose, createImage, imageId, readImage, readImages, signInAs } from './support.ts'

const actions = (page: Page) => page.getByRole('button', { name: 'Actions' })
const item = (page: Page, name: RegExp) => page.getByRole('menuitem', { name })
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' })

async function openImage(page: Page, cloud: DemoCloud, id: string) {
  await page.goto(paths.image(cloud.region, id))
  await expect(actions(page)).toBeVisible()
}

/** What the cloud says of the image, asked until it is so. */
const expectImage = (page: Page, cloud: DemoCloud, id: string, fields: Record<string, unknown>) =>
  expect.poll(() => readImage(page, cloud.region, id)).toMatchObject(fields)

test('OpenStack: every act, and its undoing', async ({ page }) => {
  await signInAs(page, openstack, 'producer')
  const { id } = await createImage(page, openstack.region, { name: 'actions-openstack', tags: ['kept'], note: 'kept' })
  await openImage(page, openstack, id)
  const heading = page.getByRole('heading', { level: 1 })

  await choose(page, actions(page), /^Rename/)
  await page.getByRole('textbox', { name: 'Name' }).fill('actions-renamed')
  await page.keyboard.press('Enter')
  await expect(heading).toHaveText('actions-renamed')
  await undo(page).click()
  await expect(heading).toHaveText('actions-openstack')

  for (const [act, field] of [
    [/^Protect/, 'protected'],
    [/^Hide/, 'os_hidden'],
  ] as const) {
    await choose(page, actions(page), act)
    await expectImage(page, openstack, id, { [field]: true })
    await undo(page).click()
    await expectImage(page, openstack, id, { [field]: false })
  }

  await choose(page, actions(page), /^Change visibility/)
  const dialog = page.getByRole('dialog', { name: 'Change visibility' })
  await expect(dialog.getByRole('radio', { name: /Public/ })).toBeDisabled()
  await dialog.getByText('Private', { exact: true }).click()
  await expect(dialog.getByText(/Members lose access at once/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Change visibility' }).click()
  await expectImage(page, openstack, id, { visibility: 'private', tags: ['kept'], note: 'kept' })
  await undo(page).click()
  await expectImage(page, openstack, id, { visibility: 'shared', name: 'actions-openstack', note: 'kept' })

  await actions(page).click()
  await expect(item(page, /^Deactivate The image is queued/)).toHaveAttribute('aria-disabled', 'true')
  await expect(item(page, /^Copy to store.* administrator/)).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')

  await choose(page, actions(page), /^Protect/)
  await expectImage(page, openstack, id, { protected: true })
  await choose(page, actions(page), /^Unprotect and delete/)
  const confirm = page.getByRole('alertdialog', { name: 'Delete actions-openstack?' })
  await expect(confirm.getByRole('button', { name: 'Unprotect and delete' })).toHaveAttribute('aria-disabled', 'true')
  await confirm.getByRole('textbox').fill('actions-openstack')
  await confirm.getByRole('button', { name: 'Unprotect and delete' }).click()
  await expect(page).toHaveURL(new RegExp(`${paths.images(openstack.region)}(\\?|$)`))
  expect((await readImages(page, openstack.region)).map((image) => image.id)).not.toContain(id)
})

test('an administrator copies an image to a store and deletes it from one', async ({ page }) => {
  await signInAs(page, openstack, 'admin')
  const image = (await readImages(page, openstack.region)).find(
    ({ status, stores }) => status === 'active' && stores === 'fast',
  )
  if (!image) throw new Error('The seed has no active image in the store fast alone.')
  await openImage(page, openstack, image.id)
  await choose(page, actions(page), /^Copy to store/)
  const dialog = page.getByRole('dialog', { name: 'Copy to store' })
  await dialog.getByRole('button', { name: /Store/ }).click()
  await page.getByRole('option', { name: /^archive/ }).click()
  await dialog.getByRole('button', { name: 'Start copy' }).click()
  await expect(page.getByText('Copying to archive')).toBeVisible()
  await expectImage(page, openstack, image.id, { stores: 'fast,archive' })
  await page.reload()
  await choose(page, actions(page), /^Delete from store/)
  const removal = page.getByRole('dialog', { name: 'Delete from store' })
  await removal.getByRole('button', { name: /Store/ }).click()
  await page.getByRole('option', { name: /^archive/ }).click()
  await removal.getByRole('button', { name: 'Delete from store' }).click()
  await expectImage(page, openstack, image.id, { stores: 'fast' })
})

test('Rackspace: what can be done, and what cannot and why', async ({ page }) => {
  await signInAs(page, rackspace, 'producer')
  const own = (await readImages(page, rackspace.region)).find(
    ({ owner, visibility, ...image }) =>
      owner === '728391' && visibility === 'private' && image['protected'] === false && image.status === 'active',
  )
  if (!own) throw new Error('The seed has no such image.')
  await openImage(page, rackspace, own.id)
  await choose(page, actions(page), /^Protect/)
  await expectImage(page, rackspace, own.id, { protected: true })
  await undo(page).click()
  await expectImage(page, rackspace, own.id, { protected: false })
  await actions(page).click()
  for (const refused of [/^Change visibility.*stay private/, /^Hide.*Rackspace/, /^Deactivate.*Rackspace/])
    await expect(item(page, refused)).toHaveAttribute('aria-disabled', 'true')
})

test('OpenStack demo: the administrator may do to another project’s image what its owner may', async ({ page }) => {
  await signInAs(page, openstack, 'admin')
  await openImage(page, openstack, await imageId(page, openstack.region, 'customer-portal 12.0'))
  await actions(page).click()
  for (const act of [/^Rename…/, /^Protect/, /^Change visibility…/, /^Hide/, /^Deactivate/, /^Delete…/])
    await expect(item(page, act)).not.toHaveAttribute('aria-disabled', 'true')
})

test.describe('copied commands', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

  test('say what the dialog would do, quoted, and without the token', async ({ page }) => {
    await signInAs(page, openstack, 'producer')
    const id = await imageId(page, openstack.region, 'payments-appliance 4.2')
    await openImage(page, openstack, id)
    await choose(page, actions(page), /^Rename/)
    await page.getByRole('textbox', { name: 'Name' }).fill(`it's "$HOME"`)
    const copied = async (command: RegExp) => {
      await choose(page, page.getByRole('button', { name: 'Copy command' }), command)
      return page.evaluate(() => navigator.clipboard.readText())
    }
    expect(await copied(/^Copy as openstack CLI/)).toBe(
      String.raw`openstack --os-region-name RegionOne image set --name 'it'\''s "$HOME"' ${id}`,
    )
    await expect.poll(() => copied(/^Copy as curl/)).toContain(`"$IMAGE_ENDPOINT/v2/images/${id}"`)
    expect(await copied(/^Copy as curl/)).toContain('"X-Auth-Token: $OS_TOKEN"')
  })
})

for (const look of diagonalLooks)
  test.describe(look.name, () => {
    test.use(look.use)

    test('the menu and its dialogs are accessible', async ({ page }) => {
      await signInAs(page, openstack, 'producer')
      await openImage(page, openstack, await imageId(page, openstack.region, 'payments-appliance 4.2'))
      await actions(page).click()
      await expectAccessible(page, 'the menu')
      await page.keyboard.press('Escape')
      for (const dialog of [/^Rename/, /^Change visibility/, /^Commands/, /^(Unprotect and delete|Delete)…/]) {
        await choose(page, actions(page), dialog)
        await expectAccessible(page, String(dialog))
        await expectWithinWindow(page, String(dialog))
        await page.keyboard.press('Escape')
        const cancel = page.getByRole('button', { name: 'Cancel' })
        if (await cancel.isVisible()) await cancel.click()
      }
    })
  })
