/** Sharing on the real cloud: from the producer to the consumer and back, and the limit on members. */
import { expect, test } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import * as z from 'zod'

import type { Account, ProjectName } from '../real-cloud/accounts.ts'
import { IMAGE_LIMITS } from '../real-cloud/glance.ts'
import { call } from '../real-cloud/http.ts'
import { signIn } from '../real-cloud/identity.ts'
import { memberRow, membersTable, offer } from '../sharing-acts.ts'
import { readImages } from '../support.ts'
import { cloud } from './cloud.ts'
import { imageTable, signInAs } from './support.ts'

const { producer, consumer, observer } = cloud.accounts

const Entity = z.object({ id: z.string() })
const Members = z.object({ members: z.array(z.object({ member_id: z.string(), status: z.string() })) })

/** Glance itself, asked with a token of the test's own. */
async function glanceOf(account: Account, project: ProjectName) {
  const { token, projectId } = await signIn(cloud.authUrl, account, { project })
  if (projectId === undefined) throw new Error(`${account.username} has no project.`)
  return {
    projectId,
    create: async (name: string, visibility: 'private' | 'shared') => {
      const json = { name, visibility, disk_format: 'raw', container_format: 'bare' }
      return Entity.parse(await (await call(`${cloud.imageUrl}/v2/images`, { method: 'POST', token, json })).json()).id
    },
    delete: (id: string) => call(`${cloud.imageUrl}/v2/images/${id}`, { method: 'DELETE', token }),
    share: (id: string, member: string) =>
      call(`${cloud.imageUrl}/v2/images/${id}/members`, { method: 'POST', token, json: { member } }),
    unshare: (id: string, member: string) =>
      call(`${cloud.imageUrl}/v2/images/${id}/members/${member}`, { method: 'DELETE', token }),
    /** Makes it a community image: open to every project by its ID. */
    open: (id: string) =>
      call(`${cloud.imageUrl}/v2/images/${id}`, {
        method: 'PATCH',
        token,
        json: [{ op: 'replace', path: '/visibility', value: 'community' }],
        headers: { 'Content-Type': 'application/openstack-images-v2.1-json-patch' },
      }),
    members: async (id: string) =>
      Members.parse(await (await call(`${cloud.imageUrl}/v2/images/${id}/members`, { token })).json()).members,
  }
}

async function openAs(browser: Browser, account: Account): Promise<Page> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await signInAs(page, account)
  return page
}

const sharingOf = (id: string) => `/${cloud.region}/images/${id}?tab=sharing`
const projectIds = (page: Page) => page.getByRole('textbox', { name: 'Project IDs' })
const shareButton = (page: Page) => page.getByRole('button', { name: 'Share', exact: true })

test('shared by paste, accepted by link, rejected, put off, taken back', async ({ browser }) => {
  const theirs = await glanceOf(producer, 'producer')
  const ours = await glanceOf(consumer, 'consumer')
  const name = 'shared by journey'
  const id = await theirs.create(name, 'private')
  const producerPage = await openAs(browser, producer)
  const consumerPage = await openAs(browser, consumer)
  // Who has looked before is told of what is new since.
  await consumerPage.goto(`/${cloud.region}/invitations`)
  await expect(consumerPage.getByRole('tab', { name: 'Pending' })).toHaveAccessibleName(/^Pending \d+$/)
  const statuses = async () => (await theirs.members(id)).map(({ member_id, status }) => [member_id, status])

  await producerPage.goto(sharingOf(id))
  await projectIds(producerPage).fill(`${ours.projectId}, ${ours.projectId}\n${theirs.projectId}`)
  await expect(producerPage.getByText('1 of 3 can be added')).toBeVisible()
  await shareButton(producerPage).click()
  await expect(memberRow(producerPage, ours.projectId)).toContainText('Pending')
  expect(await statuses()).toEqual([[ours.projectId, 'pending']])
  await producerPage.getByRole('button', { name: 'Copy invitation' }).click()
  const invitation = await producerPage.evaluate(() => navigator.clipboard.readText())
  const link = /^https?:.*$/m.exec(invitation)?.[0] ?? ''

  await consumerPage.goto(link)
  await expect(offer(consumerPage, name)).toContainText(theirs.projectId)
  await expect(consumerPage.getByText(`New invitation: ${name}`)).toBeVisible()
  await consumerPage.getByRole('button', { name: 'Accept' }).click()
  await expect(consumerPage.getByRole('status').filter({ hasText: `Accepted ${name}` })).toBeVisible()
  expect(await statuses()).toEqual([[ours.projectId, 'accepted']])
  await consumerPage.getByRole('link', { name: 'Images', exact: true }).click()
  await consumerPage.getByRole('searchbox', { name: 'Search images' }).fill(`id:${id}`)
  await expect(imageTable(consumerPage).getByRole('link', { name })).toBeVisible()
  await producerPage.reload()
  await expect(memberRow(producerPage, ours.projectId)).toContainText('Accepted')

  await consumerPage.goto(`/${cloud.region}/invitations?tab=accepted`)
  await offer(consumerPage, name).getByRole('button', { name: 'Reject' }).click()
  await consumerPage.getByRole('tab', { name: 'Rejected' }).click()
  await offer(consumerPage, name).getByRole('button', { name: 'Decide later' }).click()
  await consumerPage.getByRole('tab', { name: 'Pending' }).click()
  await expect(offer(consumerPage, name)).toBeVisible()
  expect(await statuses()).toEqual([[ours.projectId, 'pending']])
  const listed = await readImages(consumerPage, cloud.region, 'visibility=shared&member_status=pending')
  const waiting = listed.filter(({ owner }) => owner !== ours.projectId).length
  await expect(consumerPage.getByRole('link', { name: `Invitations ${waiting} waiting` })).toBeVisible()

  // What was rejected can be accepted all the same, and what was accepted taken back.
  await offer(consumerPage, name).getByRole('button', { name: 'Reject' }).click()
  await consumerPage.getByRole('tab', { name: 'Rejected' }).click()
  await offer(consumerPage, name).getByRole('button', { name: 'Accept' }).click()
  await expect(offer(consumerPage, name)).toBeHidden()
  expect(await statuses()).toEqual([[ours.projectId, 'accepted']])
  await memberRow(producerPage, ours.projectId).getByRole('button', { name: 'Remove' }).click()
  await expect(membersTable(producerPage)).toBeHidden()
  expect(await statuses()).toEqual([])
  await consumerPage.goto(link)
  await expect(consumerPage.getByRole('heading', { name: 'This image is not shared with this project' })).toBeVisible()
  await consumerPage.goto(`/${cloud.region}/images?q=id:${id}`)
  await expect(consumerPage.getByRole('heading', { name: 'No image matches' })).toBeVisible()

  await theirs.delete(id)
  await Promise.all([producerPage.context().close(), consumerPage.context().close()])
})

test('a paste past the limit adds as many as there is room for, and names the others', async ({ page }) => {
  const glance = await glanceOf(producer, 'producer')
  const id = await glance.create('crowd by journey', 'shared')
  await signInAs(page, producer)
  await page.goto(sharingOf(id))
  const past = 8
  const accounts = Array.from({ length: IMAGE_LIMITS.members + past }, (_, at) => at.toString(16).padStart(32, 'c'))
  await projectIds(page).fill(accounts.join('\n'))
  await shareButton(page).click()
  const results = page.getByRole('region', { name: 'Results of sharing' })
  await expect(results.getByRole('status')).toHaveText(`Shared with ${IMAGE_LIMITS.members} of ${accounts.length}`, {
    timeout: 60_000,
  })
  await expect(results.getByText('The image has as many members as the cloud allows')).toHaveCount(past)
  const added = (await glance.members(id)).map(({ member_id }) => member_id)
  expect(added.toSorted()).toEqual(accounts.slice(0, IMAGE_LIMITS.members).toSorted())
  await glance.delete(id)
})

test('one’s own shared images are no invitations; a reader is told why it may not answer or share', async ({
  page,
}) => {
  const glance = await glanceOf(producer, 'producer')
  const name = 'own by journey'
  const id = await glance.create(name, 'shared')
  await signInAs(page, producer)
  await page.goto(`/${cloud.region}/invitations`)
  await expect(page.getByRole('tab', { name: 'Pending' })).toHaveAccessibleName(/^Pending \d+$/)
  await expect(offer(page, name)).toBeHidden()
  await page.context().clearCookies()
  await signInAs(page, observer)
  await page.goto(sharingOf(id))
  await expect(page.getByRole('note')).toContainText('Your role (observer) can view images but not share them.')
  await expect(shareButton(page)).toHaveAttribute('aria-disabled', 'true')
  await glance.delete(id)
})

test('what others did meanwhile is met, and said in plain words at the row', async ({ browser }) => {
  const theirs = await glanceOf(producer, 'producer')
  const ours = await glanceOf(consumer, 'consumer')
  const ids = await Promise.all(
    ['taken', 'opened', 'gone'].map((what) => theirs.create(`${what} by journey`, 'shared')),
  )
  const [taken = '', opened = '', gone = ''] = ids
  await theirs.share(taken, ours.projectId)
  const producerPage = await openAs(browser, producer)
  const consumerPage = await openAs(browser, consumer)
  /** Opens the page of an image, lets the other program do its work, and shares. */
  const shareAfter = async (id: string, meanwhile: () => Promise<unknown>) => {
    await producerPage.goto(sharingOf(id))
    await projectIds(producerPage).fill(ours.projectId)
    await meanwhile()
    await shareButton(producerPage).click()
    return producerPage.getByRole('region', { name: 'Results of sharing' }).getByRole('listitem')
  }

  // An answer to what was taken back while the page stood open.
  await consumerPage.goto(`/${cloud.region}/invitations/${taken}`)
  const accept = consumerPage.getByRole('button', { name: 'Accept' })
  await expect(accept).toBeVisible()
  await theirs.unshare(taken, ours.projectId)
  await accept.click()
  await expect(
    consumerPage.getByText('The image is not shared with this project any more, or was deleted.'),
  ).toBeVisible()

  const twice = await shareAfter(taken, () => theirs.share(taken, ours.projectId))
  await expect(twice).toContainText('This project is a member already.')
  const toAll = await shareAfter(opened, () => theirs.open(opened))
  await expect(toAll).toContainText('the image’s visibility does not allow sharing it.')
  const away = await shareAfter(gone, () => theirs.delete(gone))
  await expect(away).toContainText('The image was not found, or this project may not share it.')

  await Promise.all([taken, opened].map((id) => theirs.delete(id)))
  await Promise.all([producerPage.context().close(), consumerPage.context().close()])
})

test('a stranger sees nothing; an administrator is told why offers cannot be told apart', async ({ page }) => {
  const theirs = await glanceOf(producer, 'producer')
  const id = await theirs.create('unseen by journey', 'shared')
  await signInAs(page, cloud.accounts.stranger)
  await page.goto(`/${cloud.region}/invitations/${id}`)
  await expect(page.getByRole('heading', { name: 'This image is not shared with this project' })).toBeVisible()
  await page.goto(sharingOf(id))
  await expect(page.getByRole('heading', { name: 'Image not found' })).toBeVisible()
  await page.context().clearCookies()
  await signInAs(page, cloud.accounts.admin)
  await page.goto(`/${cloud.region}/invitations`)
  await expect(page.getByRole('heading', { name: 'Invitations cannot be told apart here' })).toBeVisible()
  await theirs.delete(id)
})
