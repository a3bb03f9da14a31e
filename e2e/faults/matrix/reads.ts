/** What pages read when they open. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack, rackspace } from '../../demo-clouds.ts'
import { membersTable, offer } from '../../sharing-acts.ts'
import { imageId, imageLinks, imageTable, openCatalog, readImages } from '../../support.ts'
import { visit } from './hands.ts'
import type { Operation } from './operation.ts'

const { region } = openstack

/** An image of the demo that is there for good, by its name. */
const SEEDED = 'customer-portal 11.4'

const seededImage = async (page: Page, tab?: Parameters<typeof paths.image>[2]) =>
  paths.image(region, await imageId(page, region, SEEDED), tab)

/** Of what is offered to the producer. */
const invitation = async (page: Page) => {
  const offered = await readImages(page, region, 'visibility=shared&member_status=pending')
  return paths.invitation(region, offered.find(({ name }) => name === 'partner-backup-agent')?.id ?? '')
}

const read = { method: 'GET', cloud: openstack, user: 'producer' } as const

export const reads: readonly Operation[] = [
  {
    ...read,
    name: 'List images, first page',
    path: /\/image\/v2\/images\?(?!.*(marker|visibility|member_status|changes|updated_at))/,
    ...visit(() => paths.images(region)),
    done: (page) => expect(imageTable(page)).toBeVisible(),
  },
  {
    ...read,
    name: 'List images, next page',
    path: /\/image\/v2\/images\?.*marker=/,
    // The image that a page goes on after may be gone: those before it are tried.
    mostTries: 5,
    ...visit(() => paths.images(region)),
    done: (page) => expect(page.getByRole('main').getByText(/^\d+ images$/)).toBeVisible(),
  },
  {
    ...read,
    name: 'Image',
    path: /\/image\/v2\/images\/[^/?]+$/,
    ...visit((page) => seededImage(page)),
    done: (page) => expect(page.getByRole('heading', { level: 1, name: SEEDED })).toBeVisible(),
  },
  {
    ...read,
    name: 'Members of an image',
    path: /\/members$/,
    // Every half minute it is looked at by itself.
    mostTries: 6,
    ...visit((page) => seededImage(page, 'sharing')),
    done: (page) => expect(membersTable(page)).toBeVisible(),
  },
  {
    ...read,
    name: 'Containers',
    cloud: rackspace,
    path: /\/object-store\?/,
    ...visit(() => `${paths.transfers(rackspace.region)}/files`),
    done: (page) => expect(page.getByRole('list', { name: 'Containers' })).toBeVisible(),
  },
  {
    ...read,
    name: 'Objects of a container',
    cloud: rackspace,
    path: /\/object-store\/vhd-imports\?/,
    ...visit(() => paths.objects(rackspace.region, 'vhd-imports')),
    done: (page) => expect(page.getByRole('list', { name: 'Objects' })).toBeVisible(),
  },
  {
    ...read,
    name: 'Look for news of the list',
    path: /\/image\/v2\/images\?.*updated_at/,
    open: (page) => openCatalog(page, openstack),
    act: (page) => page.getByRole('button', { name: 'Refresh images' }).click(),
    // What was read stays on screen.
    kept: (page) => expect(imageLinks(page).first()).toBeVisible(),
    done: (page) => expect(page.getByText('Checked just now')).toBeVisible(),
  },
  {
    ...read,
    name: 'Tasks of an image',
    path: /\/images\/[^/]+\/tasks$/,
    // A cloud may keep them to its administrators, or know nothing of them.
    but: { '403': 'carried on', '404': 'carried on' },
    ...visit((page) => seededImage(page, 'activity')),
    done: (page) =>
      expect(page.getByText(/^(This cloud does not tell|The service has done nothing|api_image_import)/)).toBeVisible(),
  },
  {
    ...read,
    name: 'Invitations',
    path: /\/images\?.*member_status=pending/,
    ...visit(() => paths.invitations(region)),
    done: (page) => expect(offer(page, 'partner-backup-agent')).toBeVisible(),
  },
  {
    ...read,
    name: 'One’s own membership',
    path: /\/members\/[^/]+$/,
    // So a cloud says that one is no member.
    but: { '403': 'carried on', '404': 'carried on' },
    ...visit(invitation),
    done: (page) => expect(page.getByText(/Shared with you|is not a member of the image/)).toBeVisible(),
  },
  {
    ...read,
    name: 'What the cloud allows of properties',
    path: /\/schemas\/image$/,
    isQuiet: true,
    only: ['400', '403', '500 page', '503', 'malformed', 'wrong shape', 'silence', 'cut'],
    ...visit((page) => seededImage(page, 'metadata')),
    done: (page) => expect(page.getByRole('region', { name: 'Base fields' })).toBeVisible(),
  },
]
