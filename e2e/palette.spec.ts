/** Getting around by keys alone: the palette, the pages' own keys, and the list of all of them. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { expectAccessible, expectWithinWindow } from './axe.ts'
import { openstack, rackspace } from './demo-clouds.ts'
import { diagonalLooks } from './looks.ts'
import { openCatalog } from './support.ts'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' })
const field = (page: Page) => page.getByRole('combobox', { name: 'Search images, pages and actions' })
/** The choice that Enter takes, as assistive technology is told of it. */
const chosen = (page: Page) => palette(page).getByRole('option', { selected: true })

async function openPalette(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Search and commands' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
}

test('an image of the whole catalog is opened by its name, and found again among the latest', async ({ page }) => {
  await openCatalog(page, openstack)
  await openPalette(page)
  await field(page).fill('portal customer')
  await expect(chosen(page)).toContainText('customer-portal')
  const second = palette(page).getByRole('group', { name: 'Images' }).getByRole('option').nth(1)
  await page.keyboard.press('ArrowDown')
  await expect(second).toHaveAttribute('aria-selected', 'true')
  await expect(field(page)).toHaveAttribute('aria-activedescendant', (await second.getAttribute('id')) ?? '')
  await page.keyboard.press('ArrowUp')
  const name = (await chosen(page).locator('bdi').textContent()) ?? ''
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

  // Where one is has commands of its own.
  await openPalette(page)
  await field(page).fill('invite')
  await expect(chosen(page)).toContainText('Sharing')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Sharing' })).toHaveAttribute('aria-selected', 'true')
  await openPalette(page)
  await field(page).fill('nothing is called so')
  await expect(palette(page).getByRole('status')).toHaveText('Nothing is called that.')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()

  await page.getByRole('link', { name: 'Images', exact: true }).click()
  await page.getByRole('button', { name: 'Search and commands' }).click()
  await expect(palette(page).getByRole('group', { name: 'Opened lately' }).getByRole('option').first()).toContainText(
    name,
  )
})

test('pages have keys, all keys have a list, and single ones can be turned off', async ({ page }) => {
  await openCatalog(page, rackspace, 'observer')
  await expect(page.getByRole('button', { name: 'Search and commands' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page.getByRole('heading', { level: 1, name: 'Shared by me' })).toBeVisible()
  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(list.getByRole('region', { name: 'Everywhere' })).toContainText('Go to Invitations')
  await list.getByText('Shortcuts of a single key').click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('v')
  await page.keyboard.press('?')
  await expect(list).toBeHidden()
  await expect(page.getByRole('heading', { level: 1, name: 'Shared by me' })).toBeVisible()

  // What a role may not do stays, with the reason, and does nothing.
  await openPalette(page)
  await field(page).fill('import')
  await expect(chosen(page)).toContainText('Your role (observer) can view images but not import any.')
  await page.keyboard.press('Enter')
  await expect(palette(page)).toBeVisible()
  await field(page).fill('transfers')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Transfers' })).toBeVisible()
})

for (const { name, use } of diagonalLooks)
  test.describe(name, () => {
    test.use(use)

    test('the palette and the list of keys', async ({ page }) => {
      await openCatalog(page, openstack)
      await openPalette(page)
      await expectAccessible(page, 'palette')
      await field(page).fill('portal')
      await expect(palette(page).getByRole('group', { name: 'Images' })).toBeVisible()
      await expectAccessible(page, 'palette with results')
      await expectWithinWindow(page, 'palette')
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
      await expectAccessible(page, 'shortcuts')
      await expectWithinWindow(page, 'shortcuts')
    })
  })
