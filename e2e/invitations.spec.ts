/** The pages about sharing by themselves: the ledger, the inbox over all regions, and every page in every look. */
import { expect, test } from '@playwright/test'

import { ALL_REGIONS, paths } from '#lib/paths.ts'

import { expectAccessible, expectWithinWindow } from './axe.ts'
import { openstack, rackspace } from './demo-clouds.ts'
import { diagonalLooks } from './looks.ts'
import { membersTable, offer, openSharing } from './sharing-acts.ts'
import { downloaded, imageId, readImages, signInAs } from './support.ts'

test('invitations of all regions are one list, and one’s own images are none', async ({ page }) => {
  await signInAs(page, rackspace, 'producer')
  const regions = ['DFW', 'IAD', 'ORD']
  const listed = await Promise.all(
    regions.map((region) => readImages(page, region, 'visibility=shared&member_status=pending')),
  )
  const offered = listed.flat().filter(({ owner }) => owner !== '728391')
  await page.goto(paths.invitations(ALL_REGIONS))
  await expect(page.getByRole('article')).toHaveCount(offered.length)
  await expect(page.getByRole('link', { name: `Invitations ${offered.length} waiting` })).toBeVisible()
  await expect(offer(page, 'partner-backup-agent').first()).toContainText('551177')
})

test('upstream lists shared images of one’s own among the offers: they are no invitations', async ({ page }) => {
  await signInAs(page, openstack, 'producer')
  const listed = await readImages(page, openstack.region, 'visibility=shared&member_status=pending')
  expect(listed.some(({ name }) => name === 'customer-portal 12.0')).toBe(true)
  await page.goto(paths.invitations(openstack.region))
  await expect(offer(page, 'partner-backup-agent')).toBeVisible()
  await expect(offer(page, 'customer-portal 12.0')).toBeHidden()
  // An offer can be seen beside an image of one's own.
  await offer(page, 'partner-backup-agent').getByRole('button', { name: 'Compare' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox', { name: 'Search your images' }).fill('portal 12')
  await dialog.getByRole('link', { name: 'customer-portal 12.0' }).click()
  await expect(page.getByRole('columnheader', { name: /partner-backup-agent/ })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: /customer-portal 12\.0/ })).toBeVisible()
  // The producer who follows its own link is told whose it is.
  await page.goto(paths.invitation(openstack.region, await imageId(page, openstack.region, 'customer-portal 12.0')))
  await expect(page.getByText('This image is your own.')).toBeVisible()
})

test('the ledger by image, account and status; an account gets a name that stands everywhere', async ({ page }) => {
  await signInAs(page, rackspace, 'producer')
  await page.goto(paths.sharing(ALL_REGIONS))
  await expect(page.getByRole('table', { name: 'Shared images' }).getByRole('row')).not.toHaveCount(1)
  await page.getByRole('radio', { name: 'By account' }).click()
  await expect(page).toHaveURL(/by=account/)
  await page.getByRole('link', { name: '551177' }).click()
  const shares = page.getByRole('table', { name: 'Shares' })
  await expect(shares.getByRole('row').filter({ hasText: '640518' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Name 551177' }).click()
  await page.getByRole('textbox', { name: 'Name for 551177' }).fill('Partner Inc')
  await page.getByRole('textbox', { name: 'Name for 551177' }).press('Enter')
  await expect(shares.getByText('Partner Inc').first()).toBeVisible()
  const { name, text } = await downloaded(page, () => page.getByRole('button', { name: 'Export CSV' }).click())
  expect(name).toMatch(/^shared-all-/)
  expect(text.split('\r\n')[1]).toContain(',551177,Partner Inc,')
  await page.goto(paths.invitations(rackspace.region))
  await expect(offer(page, 'partner-backup-agent')).toContainText('Partner Inc')
})

/** Each theme once and each width once: the parts are the same everywhere. */

for (const { name, use } of diagonalLooks)
  test.describe(name, () => {
    test.use(use)

    test('every page about sharing', async ({ page }) => {
      await signInAs(page, openstack, 'producer')
      await openSharing(page, openstack.region, await imageId(page, openstack.region, 'customer-portal 11.4'))
      await expect(membersTable(page)).toBeVisible()
      await page.getByRole('textbox', { name: 'Project IDs' }).fill('one two')
      await expectAccessible(page, 'sharing')
      await expectWithinWindow(page, 'sharing')
      await page.goto(paths.invitations(openstack.region))
      await expect(offer(page, 'partner-backup-agent')).toBeVisible()
      await expectAccessible(page, 'invitations')
      await expectWithinWindow(page, 'invitations')
      await offer(page, 'partner-backup-agent').getByRole('link', { name: 'partner-backup-agent' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('partner-backup-agent')
      await expectAccessible(page, 'one invitation')
      await page.goto(`${paths.sharing(openstack.region)}?by=account`)
      await expect(page.getByRole('table', { name: 'Accounts shared with' })).toBeVisible()
      await expectAccessible(page, 'ledger')
      await expectWithinWindow(page, 'ledger')
    })
  })
