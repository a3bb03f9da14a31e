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

/** What a run that failed left behind must not be taken for this one's. */
const NAME = `behind the page ${Date.now().toString(36)}`

test('an image that another client makes, changes and deletes comes, changes and goes', async ({ page }) => {
  const { token } = await signIn(cloud.authUrl, producer, { project: 'producer' })
  await page.clock.install()
  await signInAs(page, producer)
  const row = (name: string) => imageTable(page).getByRole('row').filter({ hasText: name })
  /** Lets pauses pass until it shows: a refresh that is under way when the clock jumps seems slow, and the next waits longer. */
  const afterRefresh = (check: () => Promise<void>) =>
    expect(async () => {
      await page.clock.runFor(ONE_REFRESH_MS)
      await check()
    }).toPass({ timeout: 60_000 })
  const AT_ONCE = { timeout: 1_500 }

  const json = { name: `${NAME} 1`, disk_format: 'raw', container_format: 'bare', tags: ['fresh'] }
  const made = await call(`${cloud.imageUrl}/v2/images`, { method: 'POST', token, json })
  const { id } = (await made.json()) as { id: string }
  await page.goto(`${CATALOG}?q=${encodeURIComponent(`"${NAME}"`)}`)
  await expect(row(`${NAME} 1`)).toBeVisible()

  const patch = [{ op: 'replace', path: '/name', value: `${NAME} 2` }]
  const headers = { 'Content-Type': PATCH }
  await call(`${cloud.imageUrl}/v2/images/${id}`, { method: 'PATCH', token, json: patch, headers })
  await afterRefresh(() => expect(row(`${NAME} 2`)).toBeVisible(AT_ONCE))

  const second = await call(`${cloud.imageUrl}/v2/images`, {
    method: 'POST',
    token,
    json: { name: `${NAME} 3` },
  })
  const { id: secondId } = (await second.json()) as { id: string }
  await afterRefresh(() => expect(row(`${NAME} 3`)).toBeVisible(AT_ONCE))

  await call(`${cloud.imageUrl}/v2/images/${id}`, { method: 'DELETE', token })
  await call(`${cloud.imageUrl}/v2/images/${secondId}`, { method: 'DELETE', token })
  await afterRefresh(async () => {
    await expect(row(`${NAME} 2`)).toBeHidden(AT_ONCE)
    await expect(row(`${NAME} 3`)).toBeHidden(AT_ONCE)
  })
})
