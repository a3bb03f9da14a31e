/** The Metadata tab of an image, as people edit it. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

export async function openMetadata(page: Page, region: string, id: string): Promise<void> {
  await page.goto(paths.image(region, id, 'metadata'))
  await expect(page.getByRole('region', { name: 'Base fields' })).toBeVisible()
}

export const field = (page: Page, key: string): Locator => page.getByRole('tabpanel').getByLabel(key, { exact: true })

/** Adds a tag as typing does. */
export async function addTag(page: Page, tag: string): Promise<void> {
  await field(page, 'tags').fill(`${tag},`)
  await page.keyboard.press('Tab')
}

/** The bar at the foot of the tab. */
export const save = (page: Page): Promise<void> =>
  page.getByRole('group', { name: 'Unsaved changes' }).getByRole('button', { name: 'Save changes' }).click()

/** The dialog; the buttons under it are `inert`, which a locator does not see. */
export const reviewDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Review changes' })

export const expectSaved = (page: Page): Promise<void> => expect(page.getByText('No unsaved changes')).toBeVisible()

/**
 * Somebody else has changed the key meanwhile: sees both values in the review, takes one's own and saves.
 * @param theirs the value that the other side of the choice shows
 */
export async function insistOnMine(page: Page, key: string, theirs: string, beforeChoice: () => Promise<void>) {
  const choice = reviewDialog(page).getByRole('radiogroup', { name: key })
  await expect(choice.getByRole('radio', { name: new RegExp(`Theirs\\s*${theirs}`) })).toBeVisible()
  await beforeChoice()
  await choice.getByText('Mine', { exact: true }).click()
  await reviewDialog(page).getByRole('button', { name: 'Save changes' }).click()
  await expectSaved(page)
}

/** Gives each key a new value and saves it; none waits for the save before it. */
export async function editRapidly(page: Page, keys: readonly string[], value: string): Promise<void> {
  for (const key of keys) {
    await field(page, key).fill(value)
    await save(page)
  }
  await expectSaved(page)
}
