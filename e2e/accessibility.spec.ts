import { expect, test } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { expectAccessible, expectWithinWindow } from './axe.ts'
import { openstack, passwordOf, rackspace } from './demo-clouds.ts'
import { diagonalLooks, looks } from './looks.ts'
import { chooseCloud, openSignIn, sendPassword } from './sign-in-form.ts'
import { imageId, imageRow, imageTable, openCatalog, searchField, selectionBar, signInAs } from './support.ts'

for (const { name, use } of looks)
  test.describe(name, () => {
    test.use(use)

    test('every step of signing in', async ({ page }) => {
      await openSignIn(page, rackspace)
      await expectAccessible(page, 'credentials')
      await expectWithinWindow(page, 'credentials')
      await sendPassword(page, 'unenrolled', passwordOf('unenrolled'))
      await expect(page.getByRole('alert')).toBeVisible()
      await expectAccessible(page, 'a refusal')
      await sendPassword(page, 'secured', passwordOf('secured'))
      await expect(page.getByRole('textbox', { name: 'Passcode' })).toBeVisible()
      await expectAccessible(page, 'passcode')
      await page.getByRole('button', { name: 'Sign in as somebody else' }).click()
      await page.getByRole('button', { name: 'Cloud' }).click()
      await expect(page.getByRole('listbox')).toBeVisible()
      await expectAccessible(page, 'choice of cloud')
      await page.getByRole('option', { name: openstack.label }).click()
      await page.getByRole('tab', { name: 'Application credential' }).click()
      await expectAccessible(page, 'application credential')
      await page.getByRole('tab', { name: 'Password' }).click()
      await sendPassword(page, 'multi', passwordOf('multi'))
      await expect(page.getByRole('radiogroup', { name: 'Project' })).toBeVisible()
      await expectAccessible(page, 'choice of a project')
      await expectWithinWindow(page, 'choice of a project')
    })

    test('the catalog, its menus and an empty result', async ({ page }) => {
      await openCatalog(page, rackspace)
      await expectAccessible(page, 'rows')
      await expectWithinWindow(page, 'rows')
      await page.getByRole('button', { name: 'Account', exact: true }).click()
      await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
      await expectAccessible(page, 'account menu')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Region' }).click()
      await expect(page.getByRole('option', { name: 'IAD' })).toBeVisible()
      await expectAccessible(page, 'regions')
      await page.keyboard.press('Escape')
      await searchField(page).fill('no image is called this')
      await expect(page.getByRole('heading', { name: 'No image matches' })).toBeVisible()
      await expectAccessible(page, 'no match')
      await expectWithinWindow(page, 'no match')
    })

    test('an image on both tabs, its menu, and no image', async ({ page }) => {
      await signInAs(page, openstack, 'producer')
      const id = await imageId(page, openstack.region, 'payments-appliance 4.2')
      await page.goto(paths.image(openstack.region, id))
      await expect(page.getByRole('region', { name: 'Properties' })).toBeVisible()
      await expectAccessible(page, 'Overview')
      await expectWithinWindow(page, 'Overview')
      await page.getByRole('button', { name: 'Actions' }).click()
      await expect(page.getByRole('menuitem', { name: 'Copy name' })).toBeVisible()
      await expectAccessible(page, 'Actions')
      await page.keyboard.press('Escape')
      await page.getByRole('tab', { name: 'JSON' }).click()
      await expect(page.getByRole('button', { name: 'Copy image JSON' })).toBeVisible()
      await expectAccessible(page, 'JSON')
      await expectWithinWindow(page, 'JSON')
      await page.goto(paths.image(openstack.region, 'not-an-id'))
      await expect(page.getByRole('heading', { name: 'Image not found' })).toBeVisible()
      await expectAccessible(page, 'image not found')
    })

    test('pages that are not there', async ({ page }) => {
      await signInAs(page, openstack, 'producer')
      await page.goto('/nowhere/at/all')
      await expect(page.getByRole('heading', { level: 1, name: 'There is no page at this address' })).toBeVisible()
      await expectAccessible(page, 'page not found')
      await page.goto(paths.images('nowhere'))
      await expect(page.getByRole('alert')).toContainText('no images in a region called nowhere')
      await expectAccessible(page, 'region not found')
      await expectWithinWindow(page, 'region not found')
    })
  })

for (const { name: look, use } of diagonalLooks)
  test.describe(look, () => {
    test.use(use)

    test('whatever opens over the catalog', async ({ page }) => {
      const image = 'payments-appliance 4.2'
      await openCatalog(page, rackspace, 'producer', `?q="${image}"`)
      const row = imageRow(page, image).getByRole('link')
      await row.focus()
      await page.keyboard.press('x')
      await expect(selectionBar(page)).toBeVisible()
      await expectAccessible(page, 'the selection')
      for (const [key, role] of [
        ['p', 'dialog'],
        ['Shift+F10', 'menu'],
      ] as const) {
        await row.focus()
        await page.keyboard.press(key)
        await expect(page.getByRole(role)).toBeVisible()
        await expectAccessible(page, key)
        await page.keyboard.press('Escape')
        await expect(page.getByRole(role)).toBeHidden()
      }
      for (const panel of ['Views', 'List options']) {
        await page.getByRole('main').getByRole('button', { name: panel, exact: true }).click()
        await expect(page.getByRole('dialog').or(page.getByRole('menu')).first()).toBeVisible()
        await expectAccessible(page, panel)
        await expectWithinWindow(page, panel)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog').or(page.getByRole('menu')).first()).toBeHidden()
      }
    })
  })

test('the columns panel, and what fields and the search offer', async ({ page }) => {
  await openCatalog(page, rackspace)
  const columns = page.getByRole('dialog', { name: 'Columns' })
  await page.getByRole('main').getByRole('button', { name: 'Columns', exact: true }).click()
  await expect(columns).toBeVisible()
  await expectAccessible(page, 'columns')
  await page.getByRole('combobox', { name: 'Add a property' }).fill('os_')
  await expect(page.getByRole('listbox')).toBeVisible()
  await expectAccessible(page, 'properties offered')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(columns).toBeHidden()
  await expect(page.getByRole('main').getByRole('button', { name: 'Columns', exact: true })).toBeFocused()
  await searchField(page).fill('os_distro:')
  await expect(page.getByRole('listbox')).toBeVisible()
  await expectAccessible(page, 'values offered')
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`on a phone, ${colorScheme}`, () => {
    const viewport = { width: 360, height: 740 }
    test.use({ colorScheme, viewport, hasTouch: true, isMobile: true, reducedMotion: 'reduce' })

    test('an operator signs in, filters, and opens an image', async ({ page }) => {
      await page.goto('/')
      await chooseCloud(page, openstack)
      await page.getByRole('button', { name: 'Sign in as producer' }).tap()
      await expect(imageTable(page)).toBeVisible()

      await page.getByRole('button', { name: 'Filters' }).tap()
      const filters = page.getByRole('dialog', { name: 'Filters' })
      await filters.getByText('Shared', { exact: true }).tap()
      await expectAccessible(page, 'filters')
      await expectWithinWindow(page, 'filters')
      await filters.getByRole('button', { name: 'Show images' }).tap()
      await searchField(page).fill('portal 12')
      await imageRow(page, 'customer-portal 12.0').getByRole('link').tap()
      await expect(page.getByRole('heading', { level: 1, name: 'customer-portal 12.0' })).toBeVisible()

      await page.getByRole('button', { name: 'Open navigation' }).tap()
      await expect(page.getByRole('dialog', { name: 'Navigation' })).toBeVisible()
      await expectAccessible(page, 'navigation')
      await page.getByRole('dialog').getByRole('link', { name: 'Images' }).tap()
      await expect(imageTable(page)).toBeVisible()
    })
  })

test('text twice as large loses nothing', async ({ page }) => {
  const enlarge = () => page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
  await openSignIn(page, openstack)
  await enlarge()
  await expectWithinWindow(page, 'sign-in')
  await page.getByRole('button', { name: 'Sign in as producer' }).click()
  await expect(imageTable(page)).toBeVisible()
  await expectWithinWindow(page, 'catalog')
  for (const name of ['Region', 'Theme', 'Account', 'Refresh images'])
    await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 })

  // Rows keep their text to themselves.
  const row = imageTable(page).getByRole('row').nth(1)
  const link = row.getByRole('link')
  const [rowBox, linkBox] = await Promise.all([row.boundingBox(), link.boundingBox()])
  expect(linkBox?.height).toBeLessThanOrEqual(rowBox?.height ?? 0)

  await link.click()
  await expect(page.getByRole('tab', { name: 'JSON' })).toBeVisible()
  await expectWithinWindow(page, 'image')
})
