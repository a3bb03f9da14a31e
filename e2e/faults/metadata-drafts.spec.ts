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
