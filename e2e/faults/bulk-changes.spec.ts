/** Hundreds of images changed at once while some calls fail: nothing is lost, and nothing done twice. */
import { expect } from '@playwright/test'
import type { Page, Route } from '@playwright/test'

import { expectAccessible, expectWithinWindow } from '../axe.ts'
import { openstack } from '../demo-clouds.ts'
import { createImage, downloaded, openCatalog, readImages, selectionBar, signInAs } from '../support.ts'
import { test } from './test.ts'

const IMAGES = 500
/** So many images are changed at the same time. */
const AT_ONCE = 6
/** One in twenty. */
const FAILING = 25

// The others of this account list fewer.
test.afterEach(({ clouds }) => clouds.reset())

const results = (page: Page) => page.getByRole('dialog').filter({ has: page.getByRole('list', { name: 'Results' }) })

/** Images of this journey's own. */
async function createMany(page: Page, prefix: string, count: number) {
  const made: string[] = []
  for (let next = 0; next < count; next += 20) {
    const batch = Array.from({ length: Math.min(20, count - next) }, (_one, index) =>
      createImage(page, openstack.region, { name: `${prefix}-${next + index}` }),
    )
    made.push(...(await Promise.all(batch)).map(({ id }) => id))
  }
  return made
}

/** Every change sent, by image. */
function countPatches(page: Page) {
  const answered = new Map<string, number[]>()
  page.on('response', (response) => {
    if (response.request().method() !== 'PATCH') return
    const id = new URL(response.url()).pathname.split('/').at(-1) ?? ''
    answered.set(id, [...(answered.get(id) ?? []), response.status()])
  })
  return answered
}

async function chooseTag(page: Page, prefix: string, count: number) {
  await page.getByRole('button', { name: `Select all ${count} matching` }).click()
  await selectionBar(page).getByRole('button', { name: 'Change…' }).click()
  await page.getByRole('button', { name: /What to do/ }).click()
  await page.getByRole('option', { name: 'Add tags' }).click()
  await page.getByRole('textbox', { name: 'Tags' }).fill(`${prefix}-tag`)
  await expect(page.getByText(`Changes ${count} of ${count}`)).toBeVisible()
}

/** The catalog of one journey's images, one of them selected. */
async function openOwn(page: Page, prefix: string) {
  await openCatalog(page, openstack, 'producer', `?q=${prefix}`)
  await page.getByRole('table', { name: 'Images' }).getByRole('rowheader').first().getByRole('link').focus()
  await page.keyboard.press('x')
}

const tagged = async (page: Page, tag: string) =>
  (await readImages(page, openstack.region)).filter(({ tags }) => tags.includes(tag)).length

test(`of ${IMAGES} the failed ones are retried, and none is changed twice`, async ({ page, clouds }) => {
  test.setTimeout(180_000)
  await signInAs(page, openstack, 'producer')
  const ids = await createMany(page, 'bulk-many', IMAGES)
  await openOwn(page, 'bulk-many')
  await chooseTag(page, 'bulk-many', IMAGES)
  const answered = countPatches(page)
  // Each of these fails once.
  for (const id of ids.slice(0, FAILING))
    await clouds.plant({ kind: 'answer', status: 500, method: 'PATCH', path: `*/images/${id}`, times: 1 })
  await page.getByRole('button', { name: `Change ${IMAGES}` }).click()

  const status = results(page).getByRole('status')
  await expect(status).toHaveText(`${IMAGES - FAILING} of ${IMAGES} done, ${FAILING} failed`, { timeout: 90_000 })
  expect(await tagged(page, 'bulk-many-tag')).toBe(IMAGES - FAILING)
  const report = await downloaded(page, () => results(page).getByRole('button', { name: 'Save report as CSV' }).click())
  expect(report.text.match(/,failed,/g)).toHaveLength(FAILING)

  await results(page).getByRole('button', { name: 'Retry failed' }).click()
  await expect(status).toHaveText(`${IMAGES} of ${IMAGES} done`, { timeout: 60_000 })
  expect(await tagged(page, 'bulk-many-tag')).toBe(IMAGES)
  // Nothing twice: one change that took effect for each image, and one failed try before it for the failing ones.
  expect([...answered.values()].filter((statuses) => statuses.filter((code) => code === 200).length !== 1)).toEqual([])
  expect([...answered.values()].flat()).toHaveLength(IMAGES + FAILING)
})

test('stopping ends what runs and begins nothing more; closing goes on; undo takes back', async ({ page }) => {
  await signInAs(page, openstack, 'producer')
  await createMany(page, 'bulk-stop', 60)
  await openOwn(page, 'bulk-stop')
  await chooseTag(page, 'bulk-stop', 60)
  await expectAccessible(page, 'the choice')
  await page.getByRole('button', { name: 'Change 60' }).click()
  await results(page).getByRole('button', { name: 'Stop' }).click()
  const status = results(page).getByRole('status')
  await expect(status).toHaveText(/^\d+ of 60 done, \d+ not begun$/)
  const done = Number(/^\d+/.exec((await status.textContent()) ?? '')?.[0])
  expect(await tagged(page, 'bulk-stop-tag')).toBe(done)
  await expectAccessible(page, 'the results')

  await results(page).getByRole('button', { name: 'Go on' }).click()
  await page.keyboard.press('Escape')
  await expect(results(page)).toBeHidden()
  await page.getByRole('button', { name: /60 of 60 done/ }).click()
  await results(page).getByRole('button', { name: 'Undo' }).click()
  await expect(status).toHaveText('0 of 60 done, 60 undone')
  expect(await tagged(page, 'bulk-stop-tag')).toBe(0)
})

test('stopping ends within those under way: not one more is sent', async ({ page }) => {
  await signInAs(page, openstack, 'producer')
  await createMany(page, 'bulk-halt', 40)
  await openOwn(page, 'bulk-halt')
  await chooseTag(page, 'bulk-halt', 40)
  const held: Route[] = []
  let isHolding = true
  await page.route('**/images/*', (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback()
    held.push(route)
    return isHolding ? undefined : route.fallback()
  })
  await page.getByRole('button', { name: 'Change 40' }).click()
  // As many as run at once have been sent, and wait for their answers.
  await expect.poll(() => held.length).toBe(AT_ONCE)
  await results(page).getByRole('button', { name: 'Stop' }).click()
  await expect(results(page).getByRole('status')).toContainText('Stopping')
  isHolding = false
  await Promise.all(held.map((route) => route.continue()))
  await expect(results(page).getByRole('status')).toHaveText(`${AT_ONCE} of 40 done, ${40 - AT_ONCE} not begun`)
  expect(held).toHaveLength(AT_ONCE)
  expect(await tagged(page, 'bulk-halt-tag')).toBe(AT_ONCE)
})

test('changes whose answers are lost are looked up, counted as done, and not sent again', async ({ page, clouds }) => {
  await signInAs(page, openstack, 'producer')
  const ids = await createMany(page, 'bulk-lost', 12)
  await openOwn(page, 'bulk-lost')
  await chooseTag(page, 'bulk-lost', 12)
  const answered = countPatches(page)
  for (const id of ids.slice(0, 4))
    await clouds.plant({ kind: 'lose', method: 'PATCH', path: `*/images/${id}`, times: 1 })
  await page.getByRole('button', { name: 'Change 12' }).click()
  await expect(results(page).getByRole('status')).toHaveText('12 of 12 done')
  expect(await tagged(page, 'bulk-lost-tag')).toBe(12)
  expect([...answered.values()].filter((statuses) => statuses.length !== 1)).toEqual([])
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' })

  test('many are deleted only once their number is typed; the refused ones stay, with the reason', async ({ page }) => {
    await signInAs(page, openstack, 'producer')
    await createMany(page, 'bulk-delete', 4)
    await createImage(page, openstack.region, { name: 'bulk-delete-kept', protected: true })
    await openOwn(page, 'bulk-delete')
    await page.getByRole('button', { name: 'Select all 5 matching' }).click()
    await selectionBar(page).getByRole('button', { name: 'Change…' }).click()
    await page.getByRole('button', { name: /What to do/ }).click()
    await page.getByRole('option', { name: 'Delete', exact: true }).click()
    await expect(page.getByText('Deletes 4 of 5, 1 refused')).toBeVisible()
    await expect(page.getByText('1: The image is protected. Remove the protection first.')).toBeVisible()
    await expectAccessible(page, 'deleting')
    await expectWithinWindow(page, 'deleting')
    const act = page.getByRole('button', { name: 'Delete 4', exact: true })
    await expect(act).toHaveAttribute('aria-disabled', 'true')
    await page.getByRole('textbox', { name: 'Type 4 to confirm' }).fill('4')
    await act.click()
    await expect(results(page).getByRole('status')).toHaveText('4 of 4 done')
    const left = (await readImages(page, openstack.region)).filter(({ name }) => name?.startsWith('bulk-delete'))
    expect(left.map(({ name }) => name)).toEqual(['bulk-delete-kept'])
  })
})
