/** The way to the first rows: few requests, and the questions to the cloud asked before the code that wants the answers. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack } from './demo-clouds.ts'
import { millisecondsUntil } from './measures.ts'
import { expectLoaded, imageTable, signInAs } from './support.ts'

/** What the page has asked for so far, in order: the paths below its origin, of files without their hashes. */
const asked = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .toSorted((one, other) => one.startTime - other.startTime)
      .map(({ name }) => {
        const { pathname, search } = new URL(name)
        return (pathname + search).replace(/^\/assets\/(.*)-[\w-]{8}\.(\w+)$/, '$1.$2')
      }),
  )

const FIRST_PAGE = `/api/regions/${openstack.region}/image/v2/images?limit=50`

test('a first visit asks at most twelve times before its rows, and for session and list before the frame', async ({
  page,
}) => {
  await signInAs(page, openstack, 'producer')
  await page.goto(paths.images(openstack.region), { waitUntil: 'commit' })
  await millisecondsUntil(page, 'rows')
  const before = await asked(page)
  // The page itself is the twelfth.
  expect(before.filter((one) => !one.endsWith('.woff2')).length, before.join('\n')).toBeLessThanOrEqual(11 + 1)
  expect(before.indexOf('/api/session')).toBeLessThan(before.indexOf('frame.js'))
  expect(before.indexOf(FIRST_PAGE)).toBeLessThan(before.indexOf('frame.js'))
  await expectLoaded(page)
  const all = await asked(page)
  for (const one of ['/api/session', FIRST_PAGE]) expect(all.filter((other) => other === one)).toHaveLength(1)
})

test('a second visit shows what the browser kept, and does not ask for the first page again', async ({ page }) => {
  await signInAs(page, openstack, 'producer')
  await page.goto(paths.images(openstack.region))
  await expectLoaded(page)
  await expect.poll(() => page.evaluate(() => localStorage.getItem('keeps-catalog'))).toBe('1')
  await page.reload()
  await expect(imageTable(page).getByRole('rowheader').first()).toBeVisible()
  await expectLoaded(page)
  expect(await asked(page)).not.toContain(FIRST_PAGE)
})

test('an early question that fails is asked again', async ({ page }) => {
  await signInAs(page, openstack, 'producer')
  let failed = 0
  await page.route(/\/api\/session$|images\?limit=50$/, (route) => {
    failed += 1
    return failed <= 2 ? route.fulfill({ status: 502, body: '' }) : route.fallback()
  })
  await page.goto(paths.images(openstack.region))
  await expectLoaded(page)
  expect(failed).toBe(4)
})
