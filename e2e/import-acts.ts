/** The import wizard, as people go through it. */
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

export const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Next' }).click()

export interface AddressImport {
  name: string
  /** Of the file that the cloud fetches. */
  address: string
  diskFormat: string
}

/** The wizard for an address, up to and with its start. */
export async function importAddress(page: Page, region: string, { name, address, diskFormat }: AddressImport) {
  await page.goto(paths.importImage(region))
  await page.getByText('An address', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Address of the file' }).fill(address)
  await next(page)
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: /Disk format/ }).click()
  await page.getByRole('option', { name: diskFormat }).click()
  await next(page)
  await page.getByRole('button', { name: 'Start import' }).click()
}
