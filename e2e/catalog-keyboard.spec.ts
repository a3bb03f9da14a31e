import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack } from './demo-clouds.ts'
import { isFocused, tabTo } from './keyboard.ts'
import { expectCount, facet, imageLinks, imageTable, openCatalog, readImages, searchField } from './support.ts'

/** Whether the element with the focus is marked for the eye: itself, a drawn part of its label, or the frame around it. */
const hasFocusMark = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    const label = element?.closest('label')
    const parts = [element, element?.parentElement, label, ...(label?.querySelectorAll('*') ?? [])]
    return parts.some((part) => {
      if (!part) return false
      const { outlineStyle, outlineWidth, textDecorationLine } = getComputedStyle(part)
      const isOutlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
      return isOutlined || textDecorationLine.includes('underline')
    })
  })

test('an operator finds and opens an image without touching the mouse, and comes back to it', async ({ page }) => {
  await openCatalog(page, openstack)
  await page.keyboard.press('/')
  await expect(searchField(page)).toBeFocused()
  await page.keyboard.type('web-frontend')
  await expect(page).toHaveURL(/q=web-frontend/)
  await expectCount(page, /^\d+ of \d+ images$/)
  const names = await imageLinks(page).allTextContents()
  expect(names.length).toBeGreaterThan(2)

  const row = (at: number) => imageLinks(page).nth(at)
  await tabTo(page, row(0))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(row(2)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(row(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: names[1] ?? '' })).toBeVisible()

  await page.goBack()
  await expect(imageLinks(page)).toHaveText(names)
  await expect(searchField(page)).toHaveValue('web-frontend')
})

test('Home, End and the page keys walk the whole list', async ({ page }) => {
  await openCatalog(page, openstack)
  const { length } = await readImages(page, openstack.region)
  const rowAt = (index: number) =>
    imageTable(page)
      .locator(`[aria-rowindex="${index + 2}"]`)
      .getByRole('link')
  await tabTo(page, imageLinks(page).first())

  await page.keyboard.press('End')
  await expect(rowAt(length - 1)).toBeFocused()
  await expect(rowAt(length - 1)).toBeInViewport()
  await page.keyboard.press('Home')
  await expect(rowAt(0)).toBeFocused()
  await expect(rowAt(0)).toBeInViewport()
  await page.keyboard.press('PageDown')
  await expect(rowAt(0)).not.toBeFocused()
  await expect(imageLinks(page).and(page.locator(':focus'))).toBeInViewport()
  await page.keyboard.press('PageUp')
  await expect(rowAt(0)).toBeFocused()
})

test('facets and the order are set by keyboard', async ({ page }) => {
  await openCatalog(page, openstack)
  await tabTo(page, facet(page, 'Visibility').getByRole('checkbox', { name: 'Public' }))
  await page.keyboard.press('Space')
  await expect(page).toHaveURL(/q=visibility%3Apublic/)

  await tabTo(page, imageTable(page).getByRole('columnheader', { name: 'Name' }).getByRole('button'))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/sort=name/)
  await expect(imageLinks(page).first()).toHaveText(/^AlmaLinux 8/)

  await page.keyboard.press('/')
  await page.keyboard.type('no image is called this')
  const wayOut = page.getByRole('button', { name: 'Clear search and filters' })
  await expect(wayOut).toBeVisible()
  await tabTo(page, wayOut)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${paths.images(openstack.region)}?sort=name`)
})

test('the first Tab skips to the content', async ({ page }) => {
  await openCatalog(page, openstack)
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('every stop of the Tab key shows where the focus is', async ({ page }) => {
  await openCatalog(page, openstack, 'producer', '?q=web-frontend')
  const unmarked: string[] = []
  const lastStop = imageLinks(page).first()
  for (let stops = 0; stops < 120 && !(await isFocused(lastStop)); stops += 1) {
    await page.keyboard.press('Tab')
    const name = await page.locator(':focus').evaluate((element) => element.ariaLabel ?? element.textContent)
    if (!(await hasFocusMark(page))) unmarked.push(name)
  }
  await expect(lastStop).toBeFocused()
  expect(unmarked).toEqual([])
})
