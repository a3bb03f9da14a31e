/** What people change about an image, and with whom they share it. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack } from '../../demo-clouds.ts'
import { addTag, field, openMetadata } from '../../metadata-acts.ts'
import { accountsField, memberRow, offer } from '../../sharing-acts.ts'
import { addMember, choose, createImage, fillImage } from '../../support.ts'
import { answeredByStatus, closeMessages, unanswer } from './hands.ts'
import type { Operation } from './operation.ts'

const { region } = openstack
const ACCOUNT = 'a'.repeat(32)

/** A new image on its page. */
const onImage = async (page: Page, fields: Record<string, unknown> = {}) => {
  const { id } = await createImage(page, region, { name: 'matrix', visibility: 'shared', ...fields })
  await page.goto(paths.image(region, id))
  await expect(actions(page)).toBeVisible()
  return id
}
const actions = (page: Page) => page.getByRole('button', { name: 'Actions' })

const write = { cloud: openstack, user: 'producer' } as const
const image = /\/image\/v2\/images\/[^/?]+$/

export const writes: readonly Operation[] = [
  {
    ...write,
    name: 'Rename an image',
    method: 'PATCH',
    path: image,
    open: async (page) => {
      await onImage(page)
      await choose(page, actions(page), /^Rename/)
      await page.getByRole('textbox', { name: 'Name' }).fill('matrix renamed')
    },
    act: (page) => page.getByRole('button', { name: 'Rename', exact: true }).click(),
    kept: (page) => expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('matrix renamed'),
    done: (page) => expect(page.getByRole('heading', { level: 1, name: 'matrix renamed' })).toBeVisible(),
  },
  {
    ...write,
    name: 'Protect an image',
    method: 'PATCH',
    path: image,
    open: async (page) => void (await onImage(page)),
    act: async (page) => {
      await closeMessages(page)
      await choose(page, actions(page), /^Protect/)
    },
    done: (page) => expect(page.getByRole('button', { name: 'Undo' })).toBeVisible(),
  },
  {
    ...write,
    name: 'Save metadata and tags',
    method: 'PATCH',
    path: image,
    madeAnew: ['409'],
    open: async (page) => {
      const { id } = await createImage(page, region, { name: 'matrix', note: 'before' })
      await openMetadata(page, region, id)
      await field(page, 'note').fill('after')
      await addTag(page, 'gold')
    },
    act: (page) => page.getByRole('button', { name: 'Save changes' }).click(),
    kept: (page) => expect(field(page, 'note')).toHaveValue('after'),
    done: (page) => expect(page.getByText('No unsaved changes')).toBeVisible(),
  },
  {
    ...write,
    name: 'Delete an image',
    method: 'DELETE',
    path: image,
    but: answeredByStatus,
    open: async (page) => {
      await onImage(page)
      await choose(page, actions(page), /^Delete…/)
    },
    act: (page) => page.getByRole('button', { name: 'Delete image' }).click(),
    done: (page) => expect(page).toHaveURL(new RegExp(`${paths.images(region)}(\\?|$)`)),
  },
  {
    ...write,
    name: 'Share with a project',
    method: 'POST',
    path: /\/members$/,
    open: async (page) => {
      const { id } = await createImage(page, region, { name: 'matrix', visibility: 'shared' })
      await page.goto(paths.image(region, id, 'sharing'))
      await accountsField(page, openstack).fill(ACCOUNT)
    },
    act: (page, isAgain) => page.getByRole('button', { name: isAgain ? 'Retry failed' : 'Share', exact: true }).click(),
    told: (page) =>
      page.getByRole('region', { name: 'Results of sharing' }).getByRole('listitem').filter({ hasText: '.' }),
    done: (page) => expect(memberRow(page, ACCOUNT)).toContainText('Pending'),
  },
  {
    ...write,
    name: 'Remove a member',
    method: 'DELETE',
    path: /\/members\/[^/]+$/,
    // A member that is not there is what was wanted, and is looked for: it is there.
    but: answeredByStatus,
    open: async (page) => {
      const { id } = await createImage(page, region, { name: 'matrix', visibility: 'shared' })
      await addMember(page, region, id, ACCOUNT)
      await page.goto(paths.image(region, id, 'sharing'))
    },
    act: async (page) => {
      await closeMessages(page)
      await memberRow(page, ACCOUNT).getByRole('button', { name: 'Remove' }).click()
    },
    done: (page) => expect(memberRow(page, ACCOUNT)).toBeHidden(),
  },
  {
    ...write,
    name: 'Deactivate an image',
    method: 'POST',
    path: /\/actions\/deactivate$/,
    but: answeredByStatus,
    open: async (page) => {
      const { id } = await createImage(page, region, { name: 'matrix', disk_format: 'raw', container_format: 'bare' })
      await fillImage(page, region, id)
      await page.goto(paths.image(region, id))
    },
    act: async (page) => {
      await closeMessages(page)
      await choose(page, actions(page), /^Deactivate/)
    },
    done: (page) => expect(page.getByRole('button', { name: 'Undo' })).toBeVisible(),
  },
  {
    ...write,
    name: 'Answer an invitation',
    method: 'PUT',
    path: /\/members\/[^/]+$/,
    // The offer is gone, and so is the question.
    but: { '404': 'told' },
    final: ['404'],
    open: async (page) => {
      await unanswer(page, region, 'partner-backup-agent')
      await page.goto(paths.invitations(region))
    },
    act: async (page) => {
      await closeMessages(page)
      await offer(page, 'partner-backup-agent').getByRole('button', { name: 'Accept' }).click()
    },
    done: (page) => expect(page.getByText(/^Accepted /)).toBeVisible(),
  },
]
