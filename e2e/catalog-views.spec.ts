/** Searches kept under a name. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack } from './demo-clouds.ts'
import { choose, expectLoaded, imageLinks, imageTable, openCatalog, searchField } from './support.ts'

// Wide enough for every usual column.
const viewport = { width: 1920, height: 1000 }
test.use({ viewport })

const bare = paths.images(openstack.region)

/** What heads the columns, in order; the box and the menu at the ends have no title. */
const expectHeaders = (page: Page, ...headers: string[]) =>
  expect
    .poll(() =>
      imageTable(page)
        .getByRole('columnheader')
        .evaluateAll((cells) => cells.flatMap(({ ariaLabel }) => ariaLabel ?? [])),
    )
    .toEqual(headers)

/** The menu's button is called as the view that is open. */
const viewsButton = (page: Page, name = 'Views') => page.getByRole('main').getByRole('button', { name, exact: true })

async function nameView(page: Page, title: string, name: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
}

test('a view is saved, opened, renamed, opened first, deleted and brought back; its link opens it elsewhere', async ({
  page,
  browser,
}) => {
  await openCatalog(page, openstack, 'producer', '?q=web-frontend+status%3Aactive&sort=name&col=size')
  const names = await imageLinks(page).allTextContents()
  const view = new URL(page.url()).search

  await choose(page, viewsButton(page), /^Save this view/)
  await nameView(page, 'Save view', 'Frontends')
  await expect(viewsButton(page, 'Frontends')).toBeVisible()

  // Another search is another view.
  await searchField(page).fill('legacy')
  await expect(viewsButton(page)).toBeVisible()
  await viewsButton(page).click()
  await page.getByRole('menuitemradio', { name: /^Frontends/ }).click()
  await expect(imageLinks(page)).toHaveText(names)
  await expectHeaders(page, 'Name', 'Size')
  expect(new URL(page.url()).search).toBe(view)
  const elsewhere = await browser.newPage({ viewport })
  await openCatalog(elsewhere, openstack, 'observer', view)
  await expectHeaders(elsewhere, 'Name', 'Size')
  await expect(imageLinks(elsewhere)).toHaveText(names)
  await elsewhere.close()

  await choose(page, viewsButton(page, 'Frontends'), /^Rename/)
  await nameView(page, 'Rename view', 'Web servers')
  await choose(page, viewsButton(page, 'Web servers'), /^Open this view first/)
  await page.goto(bare)
  await expect(page).toHaveURL(`${bare}${view}`)
  await expect(imageLinks(page)).toHaveText(names)

  // What opens first never stands in the way of all images.
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expectLoaded(page)
  await expect(imageLinks(page)).not.toHaveText(names)
  await page.goBack()
  await expect(imageLinks(page)).toHaveText(names)

  await choose(page, viewsButton(page, 'Web servers'), /^Delete view/)
  await expect(viewsButton(page)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(viewsButton(page, 'Web servers')).toBeVisible()
  await page.goto(bare)
  await expect(page, 'opens first as before').toHaveURL(`${bare}${view}`)

  await choose(page, viewsButton(page, 'Web servers'), /^Delete view/)
  await expect(viewsButton(page)).toBeVisible()
  await viewsButton(page).click()
  await expect(page.getByRole('menuitemradio')).toHaveCount(0)
})
