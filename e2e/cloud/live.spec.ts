/** What another client does to the images of the real cloud shows within one refresh. */
import { expect, test } from '@playwright/test'

import { call } from '../real-cloud/http.ts'
import { signIn } from '../real-cloud/identity.ts'
import { cloud } from './cloud.ts'
import { CATALOG, imageTable, signInAs } from './support.ts'

const { producer } = cloud.accounts
const PATCH = 'application/openstack-images-v2.1-json-patch'
/** The longest pause between two refreshes of a list in which nothing happens. */
const ONE_REFRESH_MS = 30_000

test('an image that another client makes, changes and deletes comes, changes and goes', async ({ page }) => {
  const { token } = await signIn(cloud.authUrl, producer, { project: 'producer' })
  await page.clock.install()
  await signInAs(page, producer)
  const row = (name: string) => imageTable(page).getByRole('row').filter({ hasText: name })
  const wait = async () => {
    await page.clock.runFor(ONE_REFRESH_MS)
  }

  const json = { name: 'behind the page 1', disk_format: 'raw', container_format: 'bare', tags: ['fresh'] }
  const made = await call(`${cloud.imageUrl}/v2/images`, { method: 'POST', token, json })
  const { id } = (await made.json()) as { id: string }
  await page.goto(`${CATALOG}?q=${encodeURIComponent('"behind the page"')}`)
  await expect(row('behind the page 1')).toBeVisible()

  const patch = [{ op: 'replace', path: '/name', value: 'behind the page 2' }]
  const headers = { 'Content-Type': PATCH }
  await call(`${cloud.imageUrl}/v2/images/${id}`, { method: 'PATCH', token, json: patch, headers })
  await wait()
  await expect(row('behind the page 2')).toBeVisible()

  const second = await call(`${cloud.imageUrl}/v2/images`, {
    method: 'POST',
    token,
    json: { name: 'behind the page 3' },
  })
  const { id: secondId } = (await second.json()) as { id: string }
  await wait()
  await expect(row('behind the page 3')).toBeVisible()

  await call(`${cloud.imageUrl}/v2/images/${id}`, { method: 'DELETE', token })
  await call(`${cloud.imageUrl}/v2/images/${secondId}`, { method: 'DELETE', token })
  await wait()
  await expect(row('behind the page 2')).toBeHidden()
  await expect(row('behind the page 3')).toBeHidden()
})
