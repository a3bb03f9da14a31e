/** What pages read when they open. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack, rackspace } from '../../demo-clouds.ts'
import { membersTable } from '../../sharing-acts.ts'
import { imageId, imageTable } from '../../support.ts'
import type { Operation } from './operation.ts'

const { region } = openstack

/** An image of the demo that is there for good, by its name. */
const SEEDED = 'customer-portal 11.4'

/** Where an act is to open a page, and after a failure to press its button. */
const visit = (address: (page: Page) => Promise<string> | string): Pick<Operation, 'open' | 'act'> => {
  let to = ''
  return {
    open: async (page) => {
      to = await address(page)
    },
    act: async (page, isAgain) => {
      if (isAgain) await page.getByRole('alert').getByRole('button', { name: 'Retry' }).first().click()
      else await page.goto(to)
    },
  }
}

const seededImage = async (page: Page, tab?: Parameters<typeof paths.image>[2]) =>
  paths.image(region, await imageId(page, region, SEEDED), tab)

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
]
