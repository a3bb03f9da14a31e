/** The dashboard below a path: the same build, with every address under it. */
import { expect, test } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack, rackspace } from './demo-clouds.ts'
import { BASE_PATH, belowPath } from './servers.ts'
import { chooseCloud, signInHeading, signOut } from './sign-in-form.ts'
import { imageRow, imageTable, searchField, signInAs } from './support.ts'

test('the whole journey stays below the path', async ({ page }) => {
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  await page.goto(`${BASE_PATH}/`)
  await expect(page).toHaveURL(`${BASE_PATH}/sign-in?next=%2F`)
  await chooseCloud(page, rackspace)
  await page.getByRole('button', { name: 'Sign in as producer' }).click()
  await expect(page).toHaveURL(`${BASE_PATH}${paths.images('DFW')}`)
  await searchField(page).fill('kiosk')
  await imageRow(page, 'kiosk-2026').getByRole('link').click()
  // A reload before the step is done would reload the page that is being left.
  await expect(page.getByRole('heading', { level: 1, name: 'kiosk-2026' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'kiosk-2026' })).toBeVisible()
  await signOut(page)
  await expect(signInHeading(page)).toBeVisible()
  await expect(page).toHaveURL(`${BASE_PATH}/sign-in`)

  expect(addresses.filter((address) => !address.startsWith(`${belowPath.url}/`))).toEqual([])
})

test('a deep link asks to sign in and then opens', async ({ page }) => {
  const link = `${BASE_PATH}${paths.images(openstack.region)}?q=portal`
  await page.goto(link)
  await expect(signInHeading(page)).toBeVisible()
  await chooseCloud(page, openstack)
  await page.getByRole('button', { name: 'Sign in as producer' }).click()
  await expect(page).toHaveURL(link)
  await expect(imageRow(page, 'customer-portal 12.0')).toBeVisible()
})

test('the root of the server leads to the path, and the cookie is kept to it', async ({ page, context }) => {
  await signInAs(page, rackspace, 'observer')
  await page.goto('/')
  await expect(page).toHaveURL(`${BASE_PATH}${paths.images('DFW')}`)
  await expect(imageTable(page)).toBeVisible()
  expect((await context.cookies()).map(({ path }) => path)).toEqual([BASE_PATH])
})
