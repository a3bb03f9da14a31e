/** Going about a page without a mouse. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

export const isFocused = (element: Locator) => element.evaluate((node) => node === document.activeElement)

/** Walks on with Tab until an element has the focus; the page has fewer stops than the limit. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  await expect(element).toBeVisible()
  for (let stops = 0; stops < 120 && !(await isFocused(element)); stops += 1) await page.keyboard.press('Tab')
  await expect(element).toBeFocused()
}

/** Walks to an element and presses it. */
export async function pressByKey(page: Page, element: Locator): Promise<void> {
  await tabTo(page, element)
  await page.keyboard.press('Enter')
}
