/** Imports, exports, files and what goes with them. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack, rackspace } from '../../demo-clouds.ts'
import { importAddress } from '../../import-acts.ts'
import { imageId } from '../../support.ts'
import { answeredByStatus, visit } from './hands.ts'
import type { Operation } from './operation.ts'

const { region } = rackspace
const BUCKET = 'vhd-imports'

/** The wizard keeps what was entered: here as on its first day. */
const freshWizard = async (page: Page, at: string) => {
  await page.goto(paths.importImage(at))
  await page.evaluate(() => localStorage.clear())
  await page.reload()
}

const chooseObject = async (page: Page) => {
  await freshWizard(page, region)
  await page.getByText('An object in Cloud Files').click()
  await page.getByRole('button', { name: new RegExp(`^${BUCKET}`) }).click()
}
const object = (page: Page) => page.getByRole('button', { name: 'file-server.vhd' })
const inspection = (page: Page) => page.getByRole('region', { name: 'What this file is' })
const retry = (page: Page) => page.getByRole('alert').getByRole('button', { name: 'Retry' }).first()

/** Bytes of a file are read as they are, whatever they are. */
const anyBytes = { empty: 'none', 'wrong shape': 'none', malformed: 'none', truncated: 'none', huge: 'none' } as const

let containers = 0

export const transfers: readonly Operation[] = [
  {
    name: 'List tasks',
    cloud: rackspace,
    user: 'producer',
    method: 'GET',
    path: /\/v2\/tasks\?/,
    ...visit(() => paths.transfers(region)),
    told: (page) => page.getByRole('main').getByRole('alert'),
    done: (page) => expect(page.getByRole('table', { name: 'Transfers' })).toBeVisible(),
  },
  {
    name: 'Start an export',
    cloud: rackspace,
    user: 'producer',
    method: 'POST',
    path: /\/v2\/tasks$/,
    open: async (page) => {
      const image = await imageId(page, region, 'kiosk-2026')
      await page.goto(`${paths.exportImage(region, image)}&container=${BUCKET}`)
    },
    act: (page) => page.getByRole('button', { name: 'Start export' }).click(),
    kept: (page) => expect(page).toHaveURL(/container=/),
    done: (page) => expect(page.getByRole('heading', { level: 1, name: 'kiosk-2026' })).toBeVisible(),
  },
  {
    name: 'Create a container',
    cloud: rackspace,
    user: 'producer',
    method: 'PUT',
    path: /\/object-store\/matrix-\d+$/,
    // To make it once more does no harm, and says so at once.
    but: { ...answeredByStatus, cut: 'told' },
    open: async (page) => {
      await freshWizard(page, region)
      await page.getByText('An object in Cloud Files').click()
      await page.getByRole('button', { name: 'New container' }).click()
      containers += 1
      await page.getByRole('textbox', { name: 'Name of the new container' }).fill(`matrix-${containers}`)
    },
    act: (page) => page.getByRole('button', { name: 'Create' }).click(),
    kept: (page) =>
      expect(page.getByRole('textbox', { name: 'Name of the new container' })).toHaveValue(`matrix-${containers}`),
    done: (page) => expect(page.getByRole('textbox', { name: 'Name of the new container' })).toBeHidden(),
  },
  {
    name: 'Bytes of an object',
    cloud: rackspace,
    user: 'producer',
    method: 'GET',
    path: /\/object-store\/vhd-imports\/[^?]+$/,
    but: anyBytes,
    open: chooseObject,
    act: (page, isAgain) => (isAgain ? retry(page) : object(page)).click(),
    done: (page) => expect(inspection(page)).toContainText('45 GiB'),
  },
  {
    name: 'Import methods',
    cloud: openstack,
    user: 'producer',
    method: 'GET',
    path: /\/info\/import$/,
    but: { '404': 'carried on' },
    ...visit(() => paths.importImage(openstack.region)),
    done: (page) => expect(page.getByText('An address', { exact: true })).toBeVisible(),
  },
  {
    name: 'Create the record of an image',
    cloud: openstack,
    user: 'producer',
    method: 'POST',
    path: /\/v2\/images$/,
    open: async (page) => {
      await freshWizard(page, openstack.region)
    },
    act: (page, isAgain) =>
      isAgain
        ? page.getByRole('button', { name: 'Start import' }).click()
        : importAddress(page, openstack.region, {
            name: 'matrix',
            address: 'https://images.example.com/matrix.qcow2',
            diskFormat: 'qcow2',
          }),
    // There is a record then, and the demo does not fetch from that address.
    done: (page) => expect(page.getByRole('alert').filter({ hasText: 'does not pass filtering' })).toBeVisible(),
  },
]
