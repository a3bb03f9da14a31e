/** What the service will not do: foretold, explained when it was asked for all the same, and asked for once more. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { expectAccessible } from '../axe.ts'
import { openstack, rackspace } from '../demo-clouds.ts'
import { importAddress } from '../import-acts.ts'
import { createTask, imageId, readImages, signInAs } from '../support.ts'
import { test } from './test.ts'

const MINUTE = 60_000

test.afterEach(async ({ clouds }) => {
  await clouds.reset()
})

const row = (page: Page, name: string): Locator =>
  page
    .getByRole('table', { name: 'Transfers' })
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })

const failureOf = (page: Page): Locator => page.getByRole('region', { name: 'What went wrong' })

/** An export that fails: of which image, into which container, what the wizard says, and what a failed task does. */
const EXPORTS = [
  { name: 'partner-sdk 3.1', to: 'empty', foretold: /belongs to/, title: 'The image belongs to another account' },
  {
    name: 'under-investigation',
    to: 'empty',
    foretold: /only an active image can be exported/,
    title: 'The image’s data cannot be read',
  },
  {
    name: 'customer-portal 12.0',
    to: 'exports.2025',
    foretold: /full stop in their name/,
    title: 'The container’s name cannot be exported to',
  },
  {
    name: 'vpn-concentrator 9',
    to: 'exports',
    foretold: /already holds/,
    title: 'The container already holds this export',
  },
] as const

test('Rackspace: exports that will be refused say why, before and after; one is retried', async ({ page, clouds }) => {
  const { region } = rackspace
  await signInAs(page, rackspace, 'producer')
  for (const { name, to, foretold } of EXPORTS) {
    const id = await imageId(page, region, name)
    await page.goto(`${paths.exportImage(region, id)}&container=${to}`)
    await expect(page.getByText(foretold).first()).toBeVisible()
    await expect(page.getByRole('button', { name: 'Start export' })).toHaveAttribute('aria-disabled', 'true')
    await createTask(page, region, {
      type: 'export',
      input: { image_uuid: id, receiving_swift_container: to },
    })
  }
  await clouds.turnClock(MINUTE)
  for (const { name, title } of EXPORTS) {
    await page.goto(paths.transfers(region))
    // The newest is on top; the demo has older ones of the same image.
    const newest = row(page, name).first()
    await expect(newest).toContainText(title)
    await newest.getByRole('link', { name, exact: true }).click()
    await expect(failureOf(page)).toContainText(title)
    await expect(failureOf(page)).toContainText('Remedy')
    await expect(failureOf(page)).toContainText('The service says')
  }
  await expectAccessible(page, 'a failed export')
  await failureOf(page).getByRole('button', { name: 'Retry with the same input' }).click()
  await expect(page.getByRole('progressbar', { name: 'vpn-concentrator 9' })).toBeVisible()
  await clouds.turnClock(MINUTE)
  await expect(failureOf(page)).toContainText('The container already holds this export')
})

test.describe('OpenStack', () => {
  const { region } = openstack

  test('an address that the cloud will not fetch leaves no record behind', async ({ page }) => {
    await signInAs(page, openstack, 'producer')
    await page.goto(paths.importImage(region))
    await expect(page.getByText('This cloud has no import from object storage.')).toBeVisible()
    await importAddress(page, region, {
      name: 'refused fetch',
      address: 'https://elsewhere.invalid/a.qcow2',
      diskFormat: 'qcow2',
    })
    await expect(page.getByRole('alert').filter({ hasText: 'does not pass filtering' })).toBeVisible()
    expect((await readImages(page, region)).filter(({ name }) => name === 'refused fetch')).toEqual([])
  })

  test('an address that gives no file is fetched once more, into the record that is there', async ({
    page,
    clouds,
  }) => {
    const name = 'fetched twice'
    await signInAs(page, openstack, 'producer')
    await importAddress(page, region, { name, address: 'http://127.0.0.1/nothing.qcow2', diskFormat: 'qcow2' })
    await expect(page.getByRole('progressbar', { name })).toBeVisible()
    await clouds.turnClock(MINUTE)
    const retry = failureOf(page).getByRole('button', { name: 'Retry with the same input' })
    await expect(retry).toBeVisible()
    const first = page.url()
    await retry.click()
    await expect(page.getByRole('progressbar', { name })).toBeVisible()
    expect(page.url()).not.toBe(first)
    await clouds.turnClock(MINUTE)
    await expect(failureOf(page)).toContainText('Remedy')
    expect((await readImages(page, region)).filter((image) => image.name === name)).toHaveLength(1)
    await page.goto(paths.transfers(region))
    await expect(row(page, name)).toHaveCount(2)
  })
})
