/** Every way a read can fail, met on the list and on one image. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import type { Fault } from '../demo-control.ts'
import { openstack } from '../demo-clouds.ts'
import { imageId, imageTable, signInAs } from '../support.ts'
import { test } from './test.ts'

const { region } = openstack
const NAME = 'payments-appliance 4.2'

/** Where a read starts, what the cloud is asked for, and what stands there when all is well. */
const reads = [
  {
    what: 'The list of images',
    open: async () => paths.images(region),
    asks: `/image/${region}/v2/images`,
    content: (page: Page) => imageTable(page),
  },
  {
    what: 'The image',
    open: async (page: Page) => paths.image(region, await imageId(page, region, NAME)),
    asks: `/image/${region}/v2/images/*`,
    content: (page: Page) => page.getByRole('heading', { level: 1, name: NAME }),
  },
]

const REQUEST_ID = 'req-0b1c2d3e-4f50-4617-a8b9-cadbecfd0e1f'
const json = { 'content-type': 'application/json', 'x-openstack-request-id': REQUEST_ID }
const html = { 'content-type': 'text/html; charset=UTF-8', 'x-openstack-request-id': REQUEST_ID }
const webPage = (title: string, text: string) =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1>${text}<br /><br />\n</body></html>`

interface Failure {
  name: string
  fault: Fault
  /** What the alert says of what was read. */
  says: (what: string) => (string | RegExp)[]
  /** The request ID that is shown; the proxy's own where the cloud gave none. */
  requestId: string | RegExp
}

const ANY_ID = /Request ID [\w-]{8,}/
const failures: Failure[] = [
  {
    name: '403, as Glance words it',
    fault: {
      kind: 'answer',
      status: 403,
      headers: html,
      body: webPage('403 Forbidden', 'You are not authorized to complete this action.'),
    },
    says: () => ['The cloud refused this', 'You are not authorized to complete this action.'],
    requestId: REQUEST_ID,
  },
  {
    name: '413 with a Retry-After',
    fault: {
      kind: 'answer',
      status: 413,
      headers: { ...json, 'retry-after': '30' },
      body: JSON.stringify({ overLimit: { code: 413, message: 'Rate limit reached' } }),
    },
    says: () => ['Over a limit of the cloud', 'Rate limit reached. Try again in 30 seconds.'],
    requestId: REQUEST_ID,
  },
  {
    name: '429 with a Retry-After',
    fault: {
      kind: 'answer',
      status: 429,
      headers: { ...json, 'retry-after': '1' },
      body: JSON.stringify({ message: 'Slow down' }),
    },
    says: () => ['Too many requests', 'Slow down. Try again in a second.'],
    requestId: REQUEST_ID,
  },
  {
    name: '500 without a word',
    fault: { kind: 'answer', status: 500, headers: json },
    says: () => ['The service failed', 'The cloud answered 500 without saying why.'],
    requestId: REQUEST_ID,
  },
  {
    name: '502 from a load balancer',
    fault: {
      kind: 'answer',
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: webPage('502 Bad Gateway', 'The server returned an invalid or incomplete response.'),
    },
    says: () => ['The service failed', 'The server returned an invalid or incomplete response.'],
    requestId: ANY_ID,
  },
  {
    name: '503',
    fault: {
      kind: 'answer',
      status: 503,
      headers: html,
      body: webPage('503 Service Unavailable', 'No server is available to handle this request.'),
    },
    says: () => ['The service is unavailable', 'No server is available to handle this request.'],
    requestId: REQUEST_ID,
  },
  {
    name: '504 in plain text',
    fault: { kind: 'answer', status: 504, headers: { 'content-type': 'text/plain' }, body: 'upstream request timeout' },
    says: () => ['The service failed', 'upstream request timeout.'],
    requestId: ANY_ID,
  },
  {
    name: 'a web page in place of JSON',
    fault: { kind: 'answer', status: 200, headers: html, body: webPage('Welcome', 'It works!') },
    says: (what) => [`${what} could not be read`, 'The answer is not JSON.'],
    requestId: REQUEST_ID,
  },
  {
    name: 'JSON of another shape',
    fault: { kind: 'answer', status: 200, headers: json, body: JSON.stringify({ images: 7 }) },
    says: (what) => [`${what} could not be read`, 'The answer has an unexpected shape at'],
    requestId: REQUEST_ID,
  },
  {
    name: 'half an answer passed off as whole',
    fault: { kind: 'malformed' },
    says: (what) => [`${what} could not be read`, 'The answer is not valid JSON.'],
    requestId: ANY_ID,
  },
  {
    name: 'an answer cut off in the middle',
    fault: { kind: 'truncate' },
    // It may break before the proxy has passed anything on: then no answer began.
    says: (what) => [new RegExp(`^${what} (arrived incomplete|could not be loaded)`), /connection/],
    requestId: ANY_ID,
  },
  {
    name: 'a connection that is dropped',
    fault: { kind: 'reset' },
    says: (what) => [`${what} could not be loaded`, 'The cloud service cannot be reached: it closed the connection.'],
    requestId: ANY_ID,
  },
]

for (const { what, open, asks, content } of reads)
  test(`${what} meets each failure: a sentence, the request ID and a way on`, async ({ page, clouds }) => {
    await signInAs(page, openstack, 'producer')
    const address = await open(page)
    const alert = page.getByRole('alert')
    const retry = alert.getByRole('button', { name: 'Retry' })
    // No failure says what the one before it says, so each is the answer to a new try.
    for (const [at, { name, fault, says, requestId }] of failures.entries())
      await test.step(name, async () => {
        await clouds.mend()
        await clouds.plant({ ...fault, path: asks })
        await (at === 0 ? page.goto(address) : retry.click())
        for (const sentence of says(what)) await expect(alert).toContainText(sentence)
        await expect(alert).toContainText(requestId)
      })
    await clouds.mend()
    await retry.click()
    await expect(content(page)).toBeVisible()
    await expect(alert).toBeHidden()
  })

test('an image that is gone while it is open says so and leads back', async ({ page, clouds }) => {
  await signInAs(page, openstack, 'producer')
  await clouds.plant({ kind: 'answer', status: 404, headers: json, path: `/image/${region}/v2/images/*` })
  await page.goto(paths.images(region))
  await imageTable(page).getByRole('rowheader').getByRole('link').first().click()
  await expect(page.getByRole('alert')).toContainText('not found')
  await page.getByRole('link', { name: `Images in ${region}` }).click()
  await expect(imageTable(page)).toBeVisible()
})

test('a list that cannot be found is an error, not an empty list', async ({ page, clouds }) => {
  await signInAs(page, openstack, 'producer')
  await clouds.plant({ kind: 'answer', status: 404, headers: json, path: `/image/${region}/v2/images` })
  await page.goto(paths.images(region))
  await expect(page.getByRole('alert')).toContainText('The list of images was not found')
  await expect(page.getByRole('alert')).toContainText(REQUEST_ID)
  await clouds.mend()
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(imageTable(page)).toBeVisible()
})
