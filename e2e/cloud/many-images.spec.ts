/** Ten thousand images in the real Glance: what a person waits for, in numbers. */
import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'

import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { inProject } from '#tools/project.mjs'

import { framesDuring, millisecondsUntil, percentile, typingTimes } from '../measures.ts'
import { query } from '../real-cloud/database.ts'
import { OLDEST_IMAGE_NAME } from '../real-cloud/seed/cases.ts'
import { imageIdAt } from '../real-cloud/seed/image-spec.ts'
import { seedImages } from '../real-cloud/seed/seed.ts'
import { cloud, glanceAs, settings } from './cloud.ts'
import { searches } from './searches.ts'
import { CATALOG, countLine, imageTable, sendPassword } from './support.ts'

const IMAGES = 10_000
const USUAL_IMAGES = 60

test.beforeAll(async () => {
  test.setTimeout(300_000)
  await seedImages(settings, cloud, IMAGES)
})
test.afterAll(async () => {
  test.setTimeout(300_000)
  await seedImages(settings, cloud, USUAL_IMAGES)
})

/** How many images are in the producer's default list. Asked of the database: through the API it takes a minute. */
async function listedImages(): Promise<number> {
  const { producer } = cloud.projects
  const [[count] = []] = await query(settings, 'glance', [
    `SELECT COUNT(*) FROM images WHERE deleted = 0 AND os_hidden = 0 AND (visibility = 'public' OR owner = '${producer}'
     OR visibility = 'shared' AND id IN (SELECT image_id FROM image_members
       WHERE member = '${producer}' AND status = 'accepted' AND deleted = 0));`,
  ])
  return Number(count)
}

/** Turns the wheel over the table all the way down and measures the frames meanwhile. @returns milliseconds, ascending */
async function scrollingFrames(page: Page): Promise<number[]> {
  await imageTable(page).getByRole('rowheader').first().hover()
  const last = imageTable(page).getByRole('link', { name: OLDEST_IMAGE_NAME })
  return framesDuring(page, async () => {
    for (let turn = 0; turn < 200 && !(await last.isVisible()); turn += 1) await page.mouse.wheel(0, 4_000)
    await expect(last).toBeVisible()
  })
}

/** The IDs that the list as shown is exported with: all of them, also those that are not on screen. */
async function exportedIds(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'List options' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export list as JSON' }).click(),
  ])
  const entities = JSON.parse(await readFile(await download.path(), 'utf8')) as { id: string }[]
  return entities.map(({ id }) => id).toSorted()
}

test('rows come at once, all of ten thousand follow; searches find exactly what the API’s own full listing holds', async ({
  page,
}) => {
  test.setTimeout(600_000)
  const listed = await listedImages()
  const total = new Intl.NumberFormat('en').format(listed)
  // Signed in on an image's page: the catalog is first asked for below.
  await page.goto(`${CATALOG}/${imageIdAt(0)}`)
  await sendPassword(page, cloud.accounts.producer)
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible()

  await page.goto(`${CATALOG}?sort=created_at`, { waitUntil: 'commit' })
  const firstRows = await millisecondsUntil(page, 'rows')
  await expect(countLine(page, /^[\d,]+ images so far…$/)).toBeVisible()
  const search = page.getByRole('searchbox', { name: 'Search images' })
  await search.fill('in-the-last')
  // The list is read from both ends: its last images may be here before those in the middle.
  await expect(countLine(page, /^[01] found, searched [\d,]+ images so far…$/)).toBeVisible()

  const complete = await millisecondsUntil(page, 'complete')
  await expect(countLine(page, `1 of ${total} images`)).toBeVisible()
  await expect(imageTable(page).getByRole('link', { name: OLDEST_IMAGE_NAME })).toBeVisible()

  await search.fill('')
  await expect(countLine(page, `${total} images`)).toBeVisible()
  await search.focus()
  const typing = await typingTimes(page, 'ubuntu 22.04 web-api nightly')
  await search.fill('')
  await expect(countLine(page, `${total} images`)).toBeVisible()
  const frames = await scrollingFrames(page)

  const table = [
    ['images listed', total],
    ['first rows', `${Math.round(firstRows)} ms`],
    ['complete', `${Math.round(complete)} ms`],
    ['keystroke to paint, 95th percentile', `${Math.round(percentile(typing, 0.95))} ms`],
    ['longest frame while scrolling', `${Math.round(percentile(frames, 1))} ms`],
    ['load of the machine, running per core', ((loadavg()[0] ?? 0) / availableParallelism()).toFixed(1)],
  ]
  const text = table.map(([what = '', value = '']) => `${what.padEnd(40)}${value}`).join('\n')
  console.log(text)
  await writeFile(inProject('.cache/cloud-journeys/ten-thousand-images.txt'), `${text}\n`)

  const images = await (await glanceAs(cloud.accounts.producer, 'producer')).list()
  expect(images).toHaveLength(listed)
  for (const { q, holds } of searches) {
    const expected = images.filter((image) => holds(image, cloud.projects.producer))
    await test.step(`${q}: ${expected.length} images`, async () => {
      expect(expected.length).toBeGreaterThan(0)
      expect(expected.length).toBeLessThan(listed)
      await search.fill(q)
      await expect(
        countLine(page, `${new Intl.NumberFormat('en').format(expected.length)} of ${total} images`),
      ).toBeVisible()
      expect(await exportedIds(page)).toEqual(expected.map(({ id }) => id).toSorted())
    })
  }
})
