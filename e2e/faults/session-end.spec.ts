import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack, passwordOf, rackspace } from '../demo-clouds.ts'
import { chooseCloud, renewalDialog, sendPassword, signInHeading } from '../sign-in-form.ts'
import {
  createImage,
  deleteImage,
  expectLoaded,
  imageId,
  imageLinks,
  imageTable,
  openCatalog,
  readImage,
  searchField,
  selectionBar,
  signInAs,
} from '../support.ts'
import { test } from './test.ts'

/** What the page asks for by itself when it opens is answered: else that would meet the session's end, and no act. */
const quiet = (page: Page) => page.waitForLoadState('networkidle')

test('the session ends at the cloud: its holder signs in again over the page, and what was asked is done', async ({
  page,
  clouds,
}) => {
  await openCatalog(page, openstack, 'producer', '?q=web&sort=name')
  const before = await imageLinks(page).allTextContents()
  await imageLinks(page).first().focus()
  await page.keyboard.press('x')
  await expect(selectionBar(page)).toContainText('1 selected')
  await quiet(page)
  await clouds.expireTokens()
  await page.getByRole('button', { name: 'Refresh images' }).click()

  const dialog = renewalDialog(page)
  await expect(dialog).toContainText('Sign in to OpenStack demo again as producer, project producer')
  await expect(dialog.getByRole('textbox', { name: 'Username' })).not.toBeEditable()
  await page.keyboard.press('Escape')
  await dialog.getByRole('textbox', { name: 'Password', exact: true }).fill('wrong')
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('Sign-in refused')
  await dialog.getByRole('textbox', { name: 'Password', exact: true }).fill(passwordOf('producer'))
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Checked just now')).toBeVisible()
  await expect(imageLinks(page)).toHaveText(before)
  await expect(selectionBar(page)).toContainText('1 selected')
  await expect(searchField(page)).toHaveValue('web')
})

test('a write that meets the end is sent once more, and other tabs go on without a question', async ({
  page,
  context,
  clouds,
}) => {
  await signInAs(page, openstack, 'producer')
  const { region } = openstack
  const { id } = await createImage(page, region, { name: 'ends-meanwhile', note: 'before' })
  const other = await context.newPage()
  for (const tab of [page, other]) {
    await tab.goto(paths.image(region, id, 'metadata'))
    await expect(tab.getByRole('region', { name: 'Base fields' })).toBeVisible()
  }
  await page.getByRole('tabpanel').getByLabel('note', { exact: true }).fill('after')
  await Promise.all([quiet(page), quiet(other)])
  await clouds.expireTokens()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(renewalDialog(page)).toBeVisible()
  await other.getByRole('tab', { name: 'Sharing' }).click()
  await expect(renewalDialog(other)).toBeVisible()

  await renewalDialog(page).getByRole('button', { name: 'Sign in as producer' }).click()
  await expect(page.getByText('No unsaved changes')).toBeVisible()
  await expect(renewalDialog(other)).toBeHidden()
  expect(await readImage(page, region, id)).toMatchObject({ note: 'after' })
  await deleteImage(page, region, id)
})

test('opening an image after the session’s end asks to sign in, and shows it then', async ({ page, clouds }) => {
  await openCatalog(page, rackspace)
  const name = (await imageLinks(page).first().textContent()) ?? ''
  await quiet(page)
  await clouds.expireTokens()
  await imageLinks(page).first().click()
  await renewalDialog(page).getByRole('button', { name: 'Sign in as producer' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Properties' })).toBeVisible()
})

test('a page that is opened by its link after the end keeps the link through the sign-in', async ({ page, clouds }) => {
  await signInAs(page, openstack, 'producer')
  const link = paths.image(openstack.region, await imageId(page, openstack.region, 'training-lab'), 'json')
  await clouds.expireTokens()
  await page.goto(link)
  await expect(signInHeading(page)).toBeVisible()
  await chooseCloud(page, openstack)
  await sendPassword(page, 'producer', passwordOf('producer'))
  await expect(page.getByRole('button', { name: 'Copy image JSON' })).toBeVisible()
  await expect(page).toHaveURL(link)
})

test('somebody else starts afresh', async ({ page, clouds }) => {
  await openCatalog(page, rackspace)
  await quiet(page)
  await clouds.expireTokens()
  await page.getByRole('button', { name: 'Refresh images' }).click()
  await renewalDialog(page).getByRole('button', { name: 'Sign in as somebody else' }).click()
  await expect(signInHeading(page)).toBeVisible()
  await chooseCloud(page, rackspace)
  await sendPassword(page, 'consumer', passwordOf('consumer'))
  await expect(imageTable(page)).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a browser that lost its cookie asks to sign in', async ({ page, context }) => {
  await openCatalog(page, rackspace)
  await context.clearCookies()
  await page.reload()
  await expect(signInHeading(page)).toBeVisible()
  await signInAs(page, rackspace, 'consumer')
  await page.reload()
  await expect(imageTable(page)).toBeVisible()
  await expectLoaded(page)
})
