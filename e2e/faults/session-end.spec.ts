import { expect } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack, passwordOf, rackspace } from '../demo-clouds.ts'
import { chooseCloud, sendPassword, signInHeading } from '../sign-in-form.ts'
import { expectLoaded, imageId, imageLinks, imageTable, openCatalog, searchField, signInAs } from '../support.ts'
import { test } from './test.ts'

test('the session ends at the cloud: the next act asks to sign in, and leads back to the same view', async ({
  page,
  clouds,
}) => {
  await openCatalog(page, openstack, 'producer', '?q=web&sort=name')
  const before = await imageLinks(page).allTextContents()
  await clouds.expireTokens()
  await page.getByRole('button', { name: 'Refresh images' }).click()
  await expect(signInHeading(page)).toBeVisible()

  await chooseCloud(page, openstack)
  await sendPassword(page, 'producer', passwordOf('producer'))
  await expect(page).toHaveURL(`${paths.images(openstack.region)}?q=web&sort=name`)
  await expect(searchField(page)).toHaveValue('web')
  await expect(imageLinks(page)).toHaveText(before)
})

test('opening an image after the session’s end asks to sign in, and opens it then', async ({ page, clouds }) => {
  await openCatalog(page, rackspace)
  await clouds.expireTokens()
  const name = (await imageLinks(page).first().textContent()) ?? ''
  await imageLinks(page).first().click()
  await expect(signInHeading(page)).toBeVisible()
  await chooseCloud(page, rackspace)
  await page.getByRole('button', { name: 'Sign in as producer' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
})

test('a 401 to a page that is opened by its link keeps the link', async ({ page, clouds }) => {
  await signInAs(page, openstack, 'producer')
  const link = paths.image(openstack.region, await imageId(page, openstack.region, 'training-lab'), 'json')
  await clouds.expireTokens()
  await page.goto(link)
  await expect(signInHeading(page)).toBeVisible()
  await chooseCloud(page, openstack)
  await sendPassword(page, 'producer', passwordOf('producer'))
  await expect(page).toHaveURL(link)
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
