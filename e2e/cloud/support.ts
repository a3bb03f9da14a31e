/** What the journeys do again and again, by the names that assistive technology sees. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import type { Account } from '../real-cloud/accounts.ts'
import { cloud } from './cloud.ts'

export const CATALOG = `/${cloud.region}/images`

export const imageTable = (page: Page): Locator => page.getByRole('table', { name: 'Images' })

/** The line above the table that counts; the same words are also spoken, outside of the main part. */
export const countLine = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('main').getByText(text, { exact: true })

/** Fills in the password form and sends it; what follows is up to the test. */
export async function sendPassword(page: Page, { username, password }: Pick<Account, 'username' | 'password'>) {
  await page.getByRole('textbox', { name: 'Username' }).fill(username)
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Signs in where there is no project to choose, and waits for the catalog. */
export async function signInAs(page: Page, account: Account): Promise<void> {
  await page.goto('/sign-in')
  await sendPassword(page, account)
  await expect(imageTable(page)).toBeVisible()
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
}
