/** The sign-in page, as people fill it in. */
import type { Locator, Page } from '@playwright/test'

import type { DemoCloud } from './demo-clouds.ts'

export const signInHeading = (page: Page): Locator => page.getByRole('heading', { level: 1, name: 'Sign in' })

export const passwordField = (page: Page): Locator => page.getByRole('textbox', { name: 'Password', exact: true })

/** Over the page whose session has ended. */
export const renewalDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Your session has ended' })

/** On the page that is open. */
export async function chooseCloud(page: Page, cloud: DemoCloud): Promise<void> {
  await page.getByRole('button', { name: 'Cloud' }).click()
  await page.getByRole('option', { name: cloud.label }).click()
}

/** Opens the page anew, with the cloud chosen. */
export async function openSignIn(page: Page, cloud: DemoCloud): Promise<void> {
  await page.goto('/sign-in')
  await chooseCloud(page, cloud)
}

export const submit = (page: Page): Promise<void> => page.getByRole('button', { name: 'Sign in', exact: true }).click()

/** Fills in the password form of the cloud chosen and sends it; what follows is up to the test. */
export async function sendPassword(page: Page, username: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Username' }).fill(username)
  await passwordField(page).fill(password)
  await submit(page)
}

/** Opens the menu of the one who is signed in. */
export async function openAccountMenu(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  return page.getByRole('dialog').filter({ has: page.getByRole('menu', { name: 'Account' }) })
}

export async function signOut(page: Page): Promise<void> {
  await openAccountMenu(page)
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}
