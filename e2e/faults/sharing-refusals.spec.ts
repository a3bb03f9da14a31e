/** Clouds that refuse, lose answers or fail half-way: each account and each image says how it ended. */
import { expect } from '@playwright/test'

import { ALL_REGIONS, paths } from '#lib/paths.ts'

import { openstack, rackspace } from '../demo-clouds.ts'
import { memberRow, openSharing, share } from '../sharing-acts.ts'
import { createImage, deleteImage, imageId, readImages, signInAs } from '../support.ts'
import { test } from './test.ts'

const region = openstack.region
const accountNamed = (letter: string) => letter.repeat(32)

test('each refusal is said at its account; a lost answer is settled by reading; Retry takes what failed', async ({
  page,
  clouds,
}) => {
  await signInAs(page, openstack, 'producer')
  const image = await createImage(page, region, { name: 'faulty-journey', visibility: 'shared' })
  const members = { cloud: openstack.name, method: 'POST', path: `*/v2/images/${image.id}/members` }
  await openSharing(page, region, image.id)
  const refusals = [
    { status: 409, words: 'This project is a member already.' },
    { status: 404, words: 'The image was not found, or this project may not share it.' },
    { status: 403, words: 'Your role, another owner project or the image’s visibility does not allow sharing it.' },
    { status: 503, words: 'The service is unavailable.' },
  ]
  for (const { status } of refusals) await clouds.plant({ kind: 'answer', status, times: 1, ...members })
  const results = await share(page, openstack, ['a', 'b', 'c', 'd', 'e'].map(accountNamed).join(' '))
  await expect(results.getByRole('status')).toHaveText('Shared with 1 of 5')
  for (const [at, { words }] of refusals.entries())
    await expect(results.getByRole('listitem').filter({ hasText: accountNamed('abcd'.charAt(at)) })).toContainText(
      words,
    )

  // The cloud has done it, and its answer breaks off.
  await clouds.plant({ kind: 'truncate', times: 1, ...members })
  await results.getByRole('button', { name: 'Retry failed' }).click()
  await expect(results.getByRole('status')).toHaveText('Shared with 5 of 5')
  for (const letter of 'abcde') await expect(memberRow(page, accountNamed(letter))).toContainText('Pending')
  await deleteImage(page, region, image.id)
})

test('an account is revoked everywhere, guarded by its number; what failed is named and tried again', async ({
  page,
  clouds,
}) => {
  await signInAs(page, openstack, 'producer')
  const account = accountNamed('9')
  const names = ['revoke-one', 'revoke-two', 'revoke-three']
  const images = await Promise.all(names.map((name) => createImage(page, region, { name, visibility: 'shared' })))
  for (const { id } of images) {
    await openSharing(page, region, id)
    await share(page, openstack, account)
  }
  // Until the last of them is known, everywhere would not be everywhere.
  const last = { cloud: openstack.name, method: 'GET', path: `*/v2/images/${images[2]?.id}/members` }
  await clouds.plant({ kind: 'delay', milliseconds: 3_000, times: 1, ...last })
  await page.goto(`${paths.sharing(region)}?by=status&account=${account}`)
  const everywhere = page.getByRole('button', { name: 'Revoke everywhere…' })
  await expect(everywhere).toHaveAccessibleDescription('Who the images are shared with is still being read.')
  await everywhere.click()
  const dialog = page.getByRole('alertdialog')
  const revoke = dialog.getByRole('button', { name: 'Revoke 3 images' })
  await expect(revoke).toHaveAccessibleDescription(`Type ${account} first.`)
  await dialog.getByRole('textbox').fill(account)
  await clouds.plant({
    kind: 'answer',
    status: 503,
    cloud: openstack.name,
    method: 'DELETE',
    path: `*/v2/images/${images[1]?.id}/members/*`,
  })
  await revoke.click()
  const results = page.getByRole('region', { name: 'Results of revoking' })
  await expect(results.getByRole('status')).toHaveText('Revoked 2 of 3, 1 failed')
  await expect(results.getByRole('listitem').first()).toContainText('revoke-two')
  await expect(page.getByRole('table', { name: 'Shares' }).getByRole('rowheader')).toHaveText(['revoke-two'])

  await clouds.mend()
  await results.getByRole('button', { name: 'Retry failed' }).click()
  await expect(results.getByRole('status')).toHaveText('Revoked 3 of 3')
  await expect(page.getByRole('heading', { name: 'No share matches' })).toBeVisible()
  for (const { id } of images) await deleteImage(page, region, id)
})

test('a region whose images cannot be had is named; members that cannot be had hide no others', async ({
  page,
  clouds,
}) => {
  await signInAs(page, rackspace, 'producer')
  const shared = await imageId(page, 'DFW', 'customer-portal 11.4')
  expect(await readImages(page, 'ORD')).not.toEqual([])
  await clouds.plant({ kind: 'answer', status: 403, cloud: rackspace.name, path: '/image/ORD/v2/images' })
  await clouds.plant({ kind: 'answer', status: 500, cloud: rackspace.name, path: `*/v2/images/${shared}/members` })
  await page.goto(paths.sharing(ALL_REGIONS))
  const alerts = page.getByRole('main').getByRole('alert')
  await expect(alerts.filter({ hasText: 'The members of one image could not be read' })).toBeVisible()
  await expect(alerts.filter({ hasText: 'The cloud refused this' })).toBeVisible()
  await page.getByRole('radio', { name: 'By account' }).click()
  await page.getByRole('link', { name: '551177' }).click()
  await page.getByRole('button', { name: 'Revoke everywhere…' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('Not everything could be read.')
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: 'By image' }).click()
  const rows = page.getByRole('table', { name: 'Shared images' })
  await expect(rows.getByRole('link', { name: 'customer-portal 12.0' }).first()).toBeVisible()
  await clouds.mend()
  await alerts.first().getByRole('button', { name: 'Retry' }).click()
  await expect(rows.getByRole('link', { name: 'customer-portal 11.4' }).first()).toBeVisible()
  await expect(alerts).toHaveCount(0)
})
