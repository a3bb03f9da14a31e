/** Edits that are not saved yet: what goes wrong costs none of them. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack, passwordOf } from '../demo-clouds.ts'
import { chooseCloud, renewalDialog, sendPassword, signInHeading } from '../sign-in-form.ts'
import { createImage, deleteImage, readImage, signInAs } from '../support.ts'
import { test } from './test.ts'

const region = openstack.region

test('edits outlive a save that fails and a session that ends, and are saved then', async ({ page, clouds }) => {
  await signInAs(page, openstack, 'producer')
  const image = await createImage(page, region, { name: 'draft-journey', note: 'before' })
  const note = page.getByRole('tabpanel').getByLabel('note', { exact: true })
  const bar = page.getByRole('group', { name: 'Unsaved changes' })
  const save = bar.getByRole('button', { name: 'Save changes' })
  await page.goto(paths.image(region, image.id, 'metadata'))
  await note.fill('after')

  await clouds.plant({ kind: 'answer', status: 403, cloud: openstack.name, method: 'PATCH', path: '*/v2/images/*' })
  await save.click()
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing was saved' })).toContainText('Your changes are kept.')
  await clouds.mend()

  await clouds.expireTokens()
  await save.click()
  await expect(renewalDialog(page)).toBeVisible()
  // A reload leads to the sign-in page, and back here.
  await page.reload()
  await expect(signInHeading(page)).toBeVisible()
  await chooseCloud(page, openstack)
  await sendPassword(page, 'producer', passwordOf('producer'))
  await expect(note).toHaveValue('after')
  await expect(bar.getByText('1 unsaved change, kept in this browser')).toBeVisible()
  expect(await readImage(page, region, image.id)).toMatchObject({ note: 'before' })

  await save.click()
  await expect(bar.getByText('No unsaved changes')).toBeVisible()
  expect(await readImage(page, region, image.id)).toMatchObject({ note: 'after' })
  await deleteImage(page, region, image.id)
})

test('edits outlive a tab that crashes', async ({ page, context }) => {
  await signInAs(page, openstack, 'producer')
  const { id } = await createImage(page, region, { name: 'crash-journey', note: 'before' })
  const noteIn = (tab: Page) => tab.getByRole('tabpanel').getByLabel('note', { exact: true })
  await page.goto(paths.image(region, id, 'metadata'))
  await noteIn(page).fill('typed before the crash')
  await expect(page.getByText('1 unsaved change, kept in this browser')).toBeVisible()
  const devtools = await context.newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  // It never answers: nobody is left to.
  void devtools.send('Page.crash').catch(() => undefined)
  await crashed

  const next = await context.newPage()
  await next.goto(paths.image(region, id, 'metadata'))
  await expect(noteIn(next)).toHaveValue('typed before the crash')
  await expect(next.getByText('1 unsaved change, kept in this browser')).toBeVisible()
  await deleteImage(next, region, id)
})

/** What the cloud refuses, where the person typed. */
for (const { status, message, says, isLocked } of [
  {
    status: 413,
    message: 'Request entity is too large: note',
    says: /Request entity is too large: note/,
    isLocked: false,
  },
  {
    status: 415,
    message: 'Unsupported media type',
    says: /did not accept this request\. Unsupported media type/,
    isLocked: false,
  },
  { status: 409, message: 'It is being changed', says: /reports a conflict\. It is being changed/, isLocked: false },
  { status: 403, message: "Property 'note' is protected", says: /Property 'note' is protected/, isLocked: true },
])
  test(`a save refused with ${status} is explained at its row, and nothing typed is lost`, async ({ page, clouds }) => {
    await signInAs(page, openstack, 'producer')
    const image = await createImage(page, region, { name: `refused-${status}`, note: 'before', other: 'x' })
    const fieldOf = (key: string) => page.getByRole('tabpanel').getByLabel(key, { exact: true })
    await page.goto(paths.image(region, image.id, 'metadata'))
    await fieldOf('note').fill('after')
    await clouds.plant({
      kind: 'answer',
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message }),
      cloud: openstack.name,
      method: 'PATCH',
      path: '*/v2/images/*',
    })
    const bar = page.getByRole('group', { name: 'Unsaved changes' })
    await bar.getByRole('button', { name: 'Save changes' }).click()
    const alert = page.getByRole('alert').filter({ hasText: 'Nothing was saved' })
    await expect(alert).toContainText(says)
    await expect(alert).toContainText('Your changes are kept.')
    await expect(fieldOf('note')).toHaveAccessibleDescription(says)
    await expect(fieldOf('note')).toHaveValue('after')
    await clouds.mend()
    if (isLocked) {
      await bar.getByRole('button', { name: 'Discard changes' }).click()
      await expect(alert).toBeHidden()
      // It is not tried in vain again.
      await expect(fieldOf('note')).toHaveAttribute('readonly')
      await expect(fieldOf('note')).toHaveAccessibleDescription(
        "The cloud refused to change it in this session: Property 'note' is protected",
      )
      await expect(fieldOf('other')).toBeEditable()
    } else {
      await bar.getByRole('button', { name: 'Save changes' }).click()
      await expect(bar.getByText('No unsaved changes')).toBeVisible()
      expect(await readImage(page, region, image.id)).toMatchObject({ note: 'after' })
    }
    await deleteImage(page, region, image.id)
  })
