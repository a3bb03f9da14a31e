/** What producers and consumers do in the journeys about sharing. */
import { expect } from '@playwright/test'
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test'

import { APP_HEADER } from '#lib/contract.ts'
import { paths } from '#lib/paths.ts'

import type { DemoCloud } from './demo-clouds.ts'
import { rackspace } from './demo-clouds.ts'
import { createImage, deleteImage, readImages, signInAs } from './support.ts'
import type { ApiImage } from './support.ts'

/** Somebody in a browser of their own. */
export interface Person {
  page: Page
  context: BrowserContext
  /** Account number or project ID. */
  account: string
}

export async function openAs(browser: Browser, cloud: DemoCloud, username: string): Promise<Person> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await signInAs(page, cloud, username)
  const session = await page.request.get('api/session', { headers: { [APP_HEADER.name]: APP_HEADER.value } })
  const { account } = (await session.json()) as { account: { id: string } }
  return { page, context, account: account.id }
}

/** Where the journeys of a cloud share: Rackspace makes no image by a call, so one is borrowed in a quiet corner. */
export const sharingRegion = (cloud: DemoCloud) => (cloud.name === rackspace.name ? 'IAD' : cloud.region)

/** A private image of the producer's that nobody else has, and what puts it back as it was. */
export async function privateImage(
  { page, account }: Person,
  cloud: DemoCloud,
  name: string,
): Promise<{ image: ApiImage; region: string; putBack: () => Promise<void> }> {
  const region = sharingRegion(cloud)
  if (cloud.name === rackspace.name) {
    const image = (await readImages(page, region)).find((one) => one.owner === account && one.status === 'active')
    if (!image) throw new Error(`The producer has no image in ${region}.`)
    return { image, region, putBack: async () => {} }
  }
  const image = await createImage(page, region, {
    name,
    visibility: 'private',
    disk_format: 'raw',
    container_format: 'bare',
  })
  return { image, region, putBack: () => deleteImage(page, region, image.id) }
}

export const membersTable = (page: Page): Locator => page.getByRole('table', { name: 'Members' })

export const memberRow = (page: Page, account: string): Locator =>
  membersTable(page).getByRole('row').filter({ hasText: account })

export const accountsField = (page: Page, cloud: DemoCloud): Locator =>
  page.getByRole('textbox', { name: cloud.name === rackspace.name ? 'Account numbers' : 'Project IDs' })

/** Opens the *Sharing* tab. */
export async function openSharing(page: Page, region: string, imageId: string): Promise<void> {
  await page.goto(paths.image(region, imageId, 'sharing'))
  await expect(page.getByRole('tab', { name: 'Sharing' })).toHaveAttribute('aria-selected', 'true')
}

/** Shares by paste, and waits until each account has its result. */
export async function share(page: Page, cloud: DemoCloud, text: string): Promise<Locator> {
  await accountsField(page, cloud).fill(text)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const results = page.getByRole('region', { name: 'Results of sharing' })
  await expect(results.getByRole('status')).toHaveText(/^Shared with \d+ of \d+$/)
  return results
}

/** The card of an offered image. */
export const offer = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true })
