/** What is refused to whom, as a person sees it: each control that cannot be used, and the reason it gives. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { expectLoaded, imageTable, selectionBar } from './support.ts'

/** Control → the reason against it. What can be used is not in it. */
export type Refusals = Record<string, string>

/** The places of one image where something can be refused. */
export interface RefusalsOfImage {
  menu: Refusals
  metadata: Refusals
  sharing: Refusals
  data: Refusals
}

/** Visits every place of an image, and expects there these refusals and no other. */
export async function expectRefusals(page: Page, region: string, id: string, expected: RefusalsOfImage) {
  await page.goto(paths.image(region, id))
  await page.getByRole('button', { name: 'Actions' }).click()
  await expect.poll(() => refusedItems(page.getByRole('menu', { name: 'Actions' })), 'menu').toEqual(expected.menu)
  await page.keyboard.press('Escape')
  const panel = page.getByRole('tabpanel')
  for (const tab of ['Metadata', 'Sharing', 'Data'] as const) {
    await page.getByRole('tab', { name: tab, exact: true }).click()
    // The tab's code and what it asks the cloud have arrived: a button there is.
    await expect(panel.getByRole('button').first()).toBeVisible()
    const place = tab.toLowerCase() as Lowercase<typeof tab>
    await expect.poll(() => refusedButtons(panel), tab).toEqual(expected[place])
  }
}

/** The reason is the second line of its item, and so a part of its name. */
async function refusedItems(menu: Locator): Promise<Refusals> {
  const texts = await menu.getByRole('menuitem', { disabled: true }).allInnerTexts()
  return Object.fromEntries(texts.map((text) => text.split('\n')) as [act: string, reason: string][])
}

/** @returns with buttons of the same name as one */
export const refusedButtons = (within: Locator): Promise<Refusals> =>
  within
    .getByRole('button', { disabled: true })
    .evaluateAll((buttons) =>
      Object.fromEntries(
        buttons.map((button) => [
          button.getAttribute('aria-label') ?? button.textContent,
          document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent ?? '',
        ]),
      ),
    )

/** Opens the dialog for changing many, with the one image of this name selected. */
export async function openBulk(page: Page, region: string, name: string): Promise<void> {
  await page.goto(`${paths.images(region)}?q=${encodeURIComponent(`name:"${name}"`)}`)
  await expectLoaded(page)
  await imageTable(page).getByRole('link', { name, exact: true }).focus()
  await page.keyboard.press('x')
  await selectionBar(page).getByRole('button', { name: 'Change…' }).click()
}

/** What the dialog refuses, choice by choice. */
export async function refusedInBulk(page: Page): Promise<Refusals> {
  const found: Refusals = {}
  const what = page.getByRole('button', { name: /What to do/ })
  await what.click()
  const choices = await page.getByRole('option').allInnerTexts()
  await page.keyboard.press('Escape')
  for (const choice of choices) {
    await what.click()
    await page.getByRole('option', { name: choice, exact: true }).click()
    const property = page.getByRole('textbox', { name: 'Property' })
    if (await property.isVisible()) await property.fill('note')
    const tags = page.getByRole('textbox', { name: 'Tags' })
    if (await tags.isVisible()) await tags.fill('of-nobody')
    await expect(page.getByRole('region', { name: 'Preview' }).getByRole('status')).toBeVisible()
    const refused = page.getByRole('list', { name: 'Refused' })
    if (await refused.isVisible()) found[choice] = (await refused.innerText()).replace(/^1: /, '')
  }
  return found
}
