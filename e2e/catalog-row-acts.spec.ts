/** What can be done with one row, without a mouse. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { expectAccessible } from './axe.ts'
import { openstack } from './demo-clouds.ts'
import { choose, expectSelected, imageId, imageLinks, imageRow, openCatalog, selectionBar } from './support.ts'

const NAME = 'payments-appliance 4.2'

const preview = (page: Page, name: string) => page.getByRole('dialog', { name: `Preview of ${name}` })
const rowMenu = (page: Page, name: string) => page.getByRole('menu', { name: `Actions for ${name}` })

test('by wish a resting mouse shows the facts of a row, and takes no focus for it', async ({ page }) => {
  await openCatalog(page, openstack, 'producer', '?q=appliance')
  const hovered = page.getByRole('region', { name: `Preview of ${NAME}` })
  const options = page.getByRole('button', { name: 'List options' })
  await choose(page, options, /^Preview on hover/)
  await imageRow(page, NAME).hover()
  await expect(hovered).toContainText('appliance, gold')
  await expectAccessible(page, 'the preview on hover')
  // It can be reached with the mouse, and stays.
  await hovered.getByText('Debian').first().hover()
  await expect(hovered).toBeVisible()
  await page.getByRole('searchbox').hover()
  await expect(hovered).toBeHidden()
  await imageRow(page, NAME).hover()
  await expect(hovered).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(hovered).toBeHidden()

  // It stays chosen, until somebody chooses otherwise.
  await page.reload()
  await imageRow(page, NAME).hover()
  await expect(hovered).toBeVisible()
  await page.keyboard.press('Escape')
  await choose(page, options, /^No preview on hover/)
  await options.click()
  await expect(page.getByRole('menuitem', { name: /^Preview on hover/ })).toBeVisible()
})

test.describe('by keyboard', () => {
  test.use({ viewport: { width: 1680, height: 1000 }, permissions: ['clipboard-read', 'clipboard-write'] })

  test('typing a name goes to its row, far away too', async ({ page }) => {
    await openCatalog(page, openstack)
    await imageLinks(page).first().focus()
    // No row that far down is in the page yet.
    await expect(imageRow(page, 'legacy-crm (from VMware)')).toBeHidden()
    await page.keyboard.type('legacy-crm')
    await expect(imageRow(page, 'legacy-crm (from VMware)').getByRole('link')).toBeFocused()
    await expect(imageRow(page, 'legacy-crm (from VMware)')).toBeInViewport()
  })

  test('p shows the facts of a row, and Escape leads back to it', async ({ page }) => {
    await openCatalog(page, openstack, 'producer', `?q="${NAME}"`)
    const id = await imageId(page, openstack.region, NAME)
    const link = imageRow(page, NAME).getByRole('link')
    await link.focus()
    await page.keyboard.press('p')
    await expect(preview(page, NAME)).toBeVisible()
    for (const fact of ['Active', 'Private', 'Mine', 'Debian', id, 'appliance, gold'])
      await expect(preview(page, NAME)).toContainText(fact)
    await page.keyboard.press('Escape')
    await expect(preview(page, NAME)).toBeHidden()
    await expect(link).toBeFocused()
  })

  test('Shift+F10 opens the menu of a row, and its items act on that row', async ({ page }) => {
    await openCatalog(page, openstack, 'producer', '?q=appliance')
    const id = await imageId(page, openstack.region, NAME)
    const link = imageRow(page, NAME).getByRole('link')
    const pick = async (item: string) => {
      await link.focus()
      await page.keyboard.press('Shift+F10')
      await expect(rowMenu(page, NAME)).toBeVisible()
      const wanted = rowMenu(page, NAME).getByRole('menuitem', { name: item, exact: true })
      // Typing a name works here too, but several begin alike.
      const items = await rowMenu(page, NAME).getByRole('menuitem').count()
      for (let at = 0; at < items && !(await wanted.evaluate((node) => node === document.activeElement)); at += 1)
        await page.keyboard.press('ArrowDown')
      await expect(wanted).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(rowMenu(page, NAME)).toBeHidden()
    }
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText())

    await pick('Copy ID')
    await expect(page.getByText('Copied ID', { exact: true })).toBeVisible()
    expect(await clipboard()).toBe(id)
    await expect(link).toBeFocused()
    await pick('Copy as openstack CLI')
    await expect(page.getByText('Copied command')).toBeVisible()
    expect(await clipboard()).toBe(`openstack --os-region-name RegionOne image show ${id}`)
    await pick('Select')
    await expectSelected(page, '1 selected')
    await pick('Take out of the selection')
    await expect(selectionBar(page)).toBeHidden()
    await pick('Preview')
    await expect(preview(page, NAME)).toBeVisible()
    await page.keyboard.press('Escape')
    await pick('Open')
    await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible()
  })

  test('Escape closes the menu and leaves the row and the selection as they were', async ({ page }) => {
    await openCatalog(page, openstack, 'producer', '?q=appliance')
    const link = imageRow(page, NAME).getByRole('link')
    await link.focus()
    await page.keyboard.press('x')
    await expectSelected(page, '1 selected')
    await page.keyboard.press('Shift+F10')
    await expect(rowMenu(page, NAME)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(rowMenu(page, NAME)).toBeHidden()
    await expect(link).toBeFocused()
    await expectSelected(page, '1 selected')
  })
})
