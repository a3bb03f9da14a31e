/** What the browser keeps of the catalog: for the one who is signed in, and for nobody else. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack } from '../demo-clouds.ts'
import { signInHeading, signOut } from '../sign-in-form.ts'
import { expectCount, expectLoaded, imageLinks, openCatalog, readImages, searchField, signInAs } from '../support.ts'
import { test } from './test.ts'

const { region } = openstack
const images = { cloud: openstack.name, path: `/image/${region}/v2/images` }

/** Everything the browser keeps for this page, as text. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
      })
    const records: string[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await result(indexedDB.open(name))
      for (const store of db.objectStoreNames) {
        const objects = db.transaction(store).objectStore(store)
        const [keys, values] = await Promise.all([result(objects.getAllKeys()), result(objects.getAll())])
        for (const [at, key] of keys.entries()) records.push(JSON.stringify([key, values[at]]))
      }
      db.close()
    }
    return { records, local: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]) }
  })

/** The list is written once there is time: its own record comes last. */
const expectKept = (page: Page) =>
  expect.poll(async () => (await kept(page)).records.filter((record) => record.includes('"pages":')).length).toBe(1)

test('after a reload the catalog is there at once, with its age, though the service hangs', async ({
  page,
  clouds,
}) => {
  await openCatalog(page, openstack)
  const { length } = await readImages(page, region)
  const names = await imageLinks(page).allTextContents()
  await expectKept(page)

  await clouds.plant({ kind: 'hang', ...images })
  await page.clock.setSystemTime(Date.now() + 20 * 60_000)
  await page.reload()
  await expect(imageLinks(page)).toHaveText(names)
  await expectCount(page, `${length} images`)
  await expect(page.getByText('Checked 20 min ago')).toBeVisible()
  await searchField(page).fill('customer-portal 12')
  await expect(imageLinks(page)).toHaveText(['customer-portal 12.0'])

  await searchField(page).fill('')
  await clouds.mend()
  await page.reload()
  await expectLoaded(page)
  await expect(page.getByText('Checked just now')).toBeVisible()
})

test('nothing of it remains after signing out', async ({ page }) => {
  await openCatalog(page, openstack)
  const names = (await readImages(page, region)).flatMap(({ name }) => (name ? [name] : []))
  await expectKept(page)
  expect((await kept(page)).records.join('\n')).toContain('customer-portal 12.0')

  await signOut(page)
  await expect(signInHeading(page)).toBeVisible()
  const { records, local } = await kept(page)
  expect(records).toEqual([])
  expect(names.filter((name) => local.includes(JSON.stringify(name).slice(1, -1)))).toEqual([])
})

test('another account never sees it, and removes it', async ({ page, clouds }) => {
  await openCatalog(page, openstack)
  const ofProducer = await readImages(page, region)
  await expectKept(page)

  await clouds.plant({ kind: 'hang', ...images })
  await signInAs(page, openstack, 'consumer')
  await page.goto(paths.images(region))
  await expect(page.getByRole('status').filter({ hasText: 'Loading images…' })).toBeVisible()
  await expect(imageLinks(page)).toHaveCount(0)
  await expect.poll(async () => (await kept(page)).records.join('\n')).not.toContain('customer-portal')

  await clouds.mend()
  await page.reload()
  await expectLoaded(page)
  const ofConsumer = await readImages(page, region)
  await expectCount(page, `${ofConsumer.length} images`)
  await expectKept(page)
  const theirs = new Set(ofConsumer.map(({ id }) => id))
  const text = (await kept(page)).records.join('\n')
  expect(ofProducer.filter(({ id }) => !theirs.has(id) && text.includes(id))).toEqual([])
})
