/** An image from one account to another and back: both halves, each in a browser of its own. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { demoClouds, openstack, rackspace } from './demo-clouds.ts'
import { isFocused, pressByKey, tabTo } from './keyboard.ts'
import {
  accountsField,
  memberRow,
  membersTable,
  offer,
  openAs,
  openSharing,
  type Person,
  privateImage,
  share,
} from './sharing-acts.ts'
import {
  createImage,
  deleteImage,
  imageId,
  imageRow,
  readImages,
  readMembers,
  searchField,
  signInAs,
} from './support.ts'

/** The invitations that the service itself has for the account: what it lists, without what is its own. */
async function pendingCount({ page, account }: Person, region: string): Promise<number> {
  const listed = await readImages(page, region, 'visibility=shared&member_status=pending')
  return listed.filter(({ owner }) => owner !== account).length
}

async function openInvitations(page: Page, region: string, tab: string): Promise<void> {
  await page.goto(paths.invitations(region))
  await page.getByRole('tab', { name: tab }).click()
}

for (const cloud of demoClouds)
  test(`${cloud.label}: shared by paste, accepted by link, rejected, put off, taken back`, async ({ browser }) => {
    const producer = await openAs(browser, cloud, 'producer')
    const consumer = await openAs(browser, cloud, 'consumer')
    const { image, region, putBack } = await privateImage(producer, cloud, 'journey-portal 1.0')
    const name = image.name ?? image.id
    // Who has looked before is told of what is new since.
    await openInvitations(consumer.page, region, 'Accepted')

    // Three accounts: the consumer, the consumer again, and one that cannot be.
    await openSharing(producer.page, region, image.id)
    const named = producer.page.getByRole('list', { name: 'Accounts named' })
    await accountsField(producer.page, cloud).fill(
      `${consumer.account}, ${consumer.account}\n${cloud === rackspace ? 'no-number' : producer.account}`,
    )
    await expect(named.getByRole('listitem').filter({ hasText: 'Named twice.' })).toHaveCount(1)
    await expect(named.getByText(cloud === rackspace ? 'it has digits only' : 'Your own project')).toBeVisible()
    await expect(producer.page.getByText('1 of 3 can be added')).toBeVisible()
    // Only upstream has to change the visibility for it, and says so first.
    await expect(producer.page.getByText('makes its visibility')).toHaveCount(cloud === openstack ? 1 : 0)
    await producer.page.getByRole('button', { name: 'Share', exact: true }).click()
    await expect(producer.page.getByText('Shared with 1 of 1')).toBeVisible()
    await expect(memberRow(producer.page, consumer.account)).toContainText('Pending')

    await producer.page.getByRole('button', { name: 'Copy invitation' }).click()
    const invitation = await producer.page.evaluate(() => navigator.clipboard.readText())
    const link = /^https?:.*$/m.exec(invitation)?.[0] ?? ''
    expect(invitation).toContain(`Subject: Shared with you: ${name}`)
    expect(link).toContain(paths.invitation(region, image.id))

    await consumer.page.goto(link)
    await expect(consumer.page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(offer(consumer.page, name)).toContainText(producer.account)
    await expect(consumer.page.getByText(`New invitation: ${name}`)).toBeVisible()
    const waiting = await pendingCount(consumer, region)
    const badge = consumer.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Invitations' })
    await expect(badge).toHaveAccessibleName(`Invitations ${waiting} waiting`)
    await consumer.page.getByRole('button', { name: 'Accept' }).press('Enter')
    await expect(consumer.page.getByRole('status').filter({ hasText: `Accepted ${name}` })).toBeVisible()
    await expect(badge).toHaveAccessibleName(waiting === 1 ? 'Invitations' : `Invitations ${waiting - 1} waiting`)

    await consumer.page.getByRole('link', { name: 'Images', exact: true }).click()
    await searchField(consumer.page).fill(`id:${image.id}`)
    await expect(imageRow(consumer.page, name)).toBeVisible()
    await producer.page.reload()
    await expect(memberRow(producer.page, consumer.account)).toContainText('Accepted')
    await expect(producer.page.getByText(`${consumer.account} accepted ${name}`)).toBeVisible()

    // A mind changed, taken back, changed again, and put off.
    await openInvitations(consumer.page, region, 'Accepted')
    await offer(consumer.page, name).getByRole('button', { name: 'Reject' }).click()
    await expect(offer(consumer.page, name)).toBeHidden()
    await consumer.page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(offer(consumer.page, name)).toBeVisible()
    await offer(consumer.page, name).getByRole('button', { name: 'Reject' }).click()
    await consumer.page.getByRole('tab', { name: 'Rejected' }).click()
    await offer(consumer.page, name).getByRole('button', { name: 'Decide later' }).click()
    await consumer.page.getByRole('tab', { name: 'Pending' }).click()
    await expect(offer(consumer.page, name)).toBeVisible()
    await producer.page.reload()
    await expect(memberRow(producer.page, consumer.account)).toContainText('Pending')

    // Taken back, given back by Undo, and taken back for good.
    const remove = () => memberRow(producer.page, consumer.account).getByRole('button', { name: 'Remove' }).click()
    await remove()
    await expect(memberRow(producer.page, consumer.account)).toBeHidden()
    await producer.page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(memberRow(producer.page, consumer.account)).toContainText('Pending')
    await remove()
    await expect(membersTable(producer.page)).toBeHidden()
    await consumer.page.goto(link)
    await expect(consumer.page.getByRole('heading', { name: /^This image is not shared with this/ })).toBeVisible()
    await openInvitations(consumer.page, region, 'Pending')
    await expect(consumer.page.getByRole('tab', { name: 'Pending' })).toHaveAccessibleName(`Pending ${waiting - 1}`)
    await expect(offer(consumer.page, name)).toBeHidden()

    await putBack()
    await Promise.all([producer.context.close(), consumer.context.close()])
  })

test('a paste of forty meets the limit of thirty-two: eight are refused by name', async ({ page }) => {
  await signInAs(page, openstack, 'producer')
  const image = await createImage(page, openstack.region, { name: 'journey-crowd', visibility: 'shared' })
  await openSharing(page, openstack.region, image.id)
  const accounts = Array.from({ length: 40 }, (_, at) => (at + 1).toString(16).padStart(32, 'c'))
  const results = await share(page, openstack, accounts.join('\n'))
  await expect(results.getByRole('status')).toHaveText('Shared with 32 of 40')
  await expect(results.getByText('The image has as many members as the cloud allows (32).')).toHaveCount(8)
  await expect(membersTable(page).getByRole('row')).toHaveCount(33)
  // From now on it is known before anything is sent.
  await accountsField(page, openstack).fill('d'.repeat(32))
  await expect(page.getByText('An image may have 32 members in this cloud.')).toBeVisible()
  await deleteImage(page, openstack.region, image.id)
})

const shareButton = (page: Page) => page.getByRole('button', { name: 'Share', exact: true })

test('what a role may not do stays in sight, with the reason', async ({ page }) => {
  await signInAs(page, rackspace, 'observer')
  const ours = await imageId(page, rackspace.region, 'customer-portal 11.4')
  await openSharing(page, rackspace.region, ours)
  await expect(page.getByRole('note')).toContainText('Your role (observer) can view images but not share them.')
  await expect(shareButton(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(memberRow(page, '640518').getByRole('button', { name: 'Remove' })).toHaveAccessibleDescription(
    /Your role \(observer\)/,
  )
  await page.goto(paths.invitations(rackspace.region))
  await expect(page.getByRole('button', { name: 'Accept' }).first()).toHaveAccessibleDescription(
    'Your role (observer) can view images but not answer invitations.',
  )

  // Adding members is the one write of a creator.
  await signInAs(page, rackspace, 'creator')
  await openSharing(page, rackspace.region, ours)
  await expect(shareButton(page)).toHaveAccessibleDescription('Name at least one account.')
  await expect(memberRow(page, '640518').getByRole('button', { name: 'Remove' })).toHaveAccessibleDescription(
    /Your role \(creator\)/,
  )
})

test('an image open to everyone has no members, and a consumer sees its own answer only', async ({ page }) => {
  await signInAs(page, openstack, 'consumer')
  const images = await readImages(page, openstack.region)
  const open = images.find(({ visibility }) => visibility === 'public')
  await openSharing(page, openstack.region, open?.id ?? '')
  await expect(page.getByRole('note')).toContainText('Sharing is not possible here.')
  const accepted = await imageId(page, openstack.region, 'customer-portal 12.0')
  await openSharing(page, openstack.region, accepted)
  const panel = page.getByRole('tabpanel', { name: 'Sharing' })
  await expect(panel.getByText('Accepted', { exact: true })).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Accept' })).toHaveAccessibleDescription('You have accepted it.')
  await expect(membersTable(page)).toBeHidden()
})

test('by keyboard alone: shared, accepted, rejected, taken back', async ({ browser }) => {
  const producer = await openAs(browser, openstack, 'producer')
  const consumer = await openAs(browser, openstack, 'consumer')
  const { image, region, putBack } = await privateImage(producer, openstack, 'journey-keys 1.0')
  const name = image.name ?? image.id

  await producer.page.goto(paths.image(region, image.id))
  await tabTo(producer.page, producer.page.getByRole('tab', { name: 'Overview' }))
  while (!(await isFocused(producer.page.getByRole('tab', { name: 'Sharing' }))))
    await producer.page.keyboard.press('ArrowRight')
  await tabTo(producer.page, accountsField(producer.page, openstack))
  await producer.page.keyboard.type(consumer.account)
  await pressByKey(producer.page, producer.page.getByRole('button', { name: 'Share', exact: true }))
  await expect(memberRow(producer.page, consumer.account)).toContainText('Pending')

  await consumer.page.goto(paths.invitations(region))
  await pressByKey(consumer.page, offer(consumer.page, name).getByRole('button', { name: 'Accept' }))
  await expect(offer(consumer.page, name)).toBeHidden()
  await tabTo(consumer.page, consumer.page.getByRole('tab', { name: /^Pending/ }))
  await consumer.page.keyboard.press('ArrowRight')
  await pressByKey(consumer.page, offer(consumer.page, name).getByRole('button', { name: 'Reject' }))
  await expect(offer(consumer.page, name)).toBeHidden()
  const statuses = async () => (await readMembers(producer.page, region, image.id)).map(({ status }) => status)
  await expect.poll(statuses).toEqual(['rejected'])

  await pressByKey(
    producer.page,
    memberRow(producer.page, consumer.account).getByRole('button', { name: 'Remove', exact: true }),
  )
  await expect(membersTable(producer.page)).toBeHidden()
  expect(await statuses()).toEqual([])
  await putBack()
  await Promise.all([producer.context.close(), consumer.context.close()])
})
