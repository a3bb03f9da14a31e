/** How often a list that is open asks the cloud, minute by minute of a clock that the test turns. */
import { expect } from '@playwright/test'
import type { Page, Request } from '@playwright/test'

import { openstack } from '../demo-clouds.ts'
import { createImage, deleteImage, expectCount, openCatalog, readImages } from '../support.ts'
import { test } from './test.ts'

const { region } = openstack

/** Requests to the image service per minute, while so many minutes pass in which each is answered as it comes. */
async function requestsDuring(page: Page, minutes: number): Promise<number> {
  let count = 0
  const underWay = new Set<Request>()
  const asked = (request: Request) => {
    if (!request.url().includes('/image/v2/')) return
    count += 1
    underWay.add(request)
  }
  const answered = (request: Request) => underWay.delete(request)
  page.on('request', asked).on('requestfinished', answered).on('requestfailed', answered)
  for (let second = 0; second < minutes * 60; second += 1) {
    await page.clock.runFor(1_000)
    await expect.poll(() => underWay.size, { intervals: [10] }).toBe(0)
  }
  page.off('request', asked).off('requestfinished', answered).off('requestfailed', answered)
  return count / minutes
}

const hide = (page: Page, isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (hidden ? 'hidden' : 'visible'),
    })
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
    document.dispatchEvent(new Event('visibilitychange'))
  }, isHidden)

test('an open list asks little when nothing happens, more while an image is on its way, and nothing unseen', async ({
  page,
}, { annotations }) => {
  await page.clock.install()
  await openCatalog(page, openstack, 'consumer', '?q=status:active')
  const idle = await requestsDuring(page, 2)
  expect(idle).toBeGreaterThan(0)
  expect(idle).toBeLessThanOrEqual(6)

  const waiting = await createImage(page, region, { name: 'pace 1', disk_format: 'raw', container_format: 'bare' })
  await page.clock.runFor(31_000)
  const { length } = await readImages(page, region)
  await expectCount(page, new RegExp(`of ${length} images$`))
  const transition = await requestsDuring(page, 1)
  expect(transition).toBeGreaterThan(idle)
  expect(transition).toBeLessThanOrEqual(30)

  await hide(page, true)
  expect(await requestsDuring(page, 4)).toBe(0)
  await hide(page, false)
  await deleteImage(page, region, waiting.id)
  annotations.push({ type: 'requests per minute', description: `idle ${idle}, in transition ${transition}, hidden 0` })
  console.log(`requests per minute: idle ${idle}, in transition ${transition}, hidden 0`)
})
