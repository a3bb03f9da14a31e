import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { APP_HEADER } from '#lib/contract.ts'
import { paths } from '#lib/paths.ts'

import { expectAccessible } from '../axe.ts'
import { openstack } from '../demo-clouds.ts'
import { next } from '../import-acts.ts'
import { renewalDialog } from '../sign-in-form.ts'
import { createImage, imageId, readImage, readImages, readMembers, signInAs } from '../support.ts'
import { chooseFile, filesFolder, openData } from '../upload-support.ts'
import { test } from './test.ts'

const uploads = (page: Page) => page.getByRole('list', { name: 'Uploads' }).getByRole('listitem')
const upload = (page: Page) => page.getByRole('button', { name: 'Upload', exact: true })

let files: Awaited<ReturnType<typeof filesFolder>>
test.beforeAll(async () => {
  files = await filesFolder()
})
test.afterAll(() => files.remove())

async function begin(page: Page, name: string): Promise<string> {
  await signInAs(page, openstack, 'producer')
  const { id } = await createImage(page, openstack.region, { name, disk_format: 'raw', container_format: 'bare' })
  await openData(page, openstack.region, id)
  await chooseFile(page, await files.disk('disk.raw', 9))
  await upload(page).click()
  return id
}

test('a connection that breaks: it is told, and the same record takes the file', async ({ page, clouds }) => {
  await clouds.plant({ kind: 'reset', method: 'PUT', path: '*/file', times: 1 })
  const name = `broken-off-${Date.now()}`
  const id = await begin(page, name)
  await expect(uploads(page).getByRole('alert')).toContainText('the same record takes it')
  expect(await readImage(page, openstack.region, id)).toMatchObject({ status: 'queued' })

  await uploads(page).getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByText('Verified by sha512')).toBeVisible()
  expect((await readImages(page, openstack.region)).filter((image) => image.name === name)).toHaveLength(1)
})

test('a cloud that says nothing: cancelled, retried, and in the end deleted', async ({ page, clouds }) => {
  await clouds.plant({ kind: 'hang', method: 'PUT', path: '*/file', times: 2 })
  const id = await begin(page, 'cancelled')
  const row = uploads(page)
  await row.getByRole('button', { name: 'Cancel' }).click()
  await expect(row.getByText('The image’s record is still there')).toBeVisible()
  await row.getByRole('button', { name: 'Retry' }).click()
  await row.getByRole('button', { name: 'Cancel' }).click()
  await row.getByRole('button', { name: 'Delete the record' }).click()
  await expect(row.getByRole('button', { name: 'Dismiss' })).toBeVisible()
  expect((await readImages(page, openstack.region)).map((image) => image.id)).not.toContain(id)
})

test('a quota: the cloud’s own words, and what helps', async ({ page, clouds }) => {
  const body = JSON.stringify({
    message: 'Project is over a limit for image_size_total',
    code: '413',
    title: 'Too large',
  })
  const headers = { 'content-type': 'application/json' }
  await clouds.plant({ kind: 'answer', status: 413, headers, body, method: 'PUT', path: '*/file', times: 1 })
  await begin(page, 'over-quota')
  const alert = uploads(page).getByRole('alert')
  await expect(alert).toContainText('Over a limit of the cloud')
  await expect(alert).toContainText('over a limit for image_size_total')
  await expect(alert).toContainText('Delete images that are not needed')
})

test('a session that ends: the upload goes on once its holder has signed in again', async ({ page, clouds }) => {
  await clouds.plant({ kind: 'answer', status: 401, method: 'PUT', path: '*/file', times: 1 })
  const id = await begin(page, 'session-ended')
  await expect(renewalDialog(page)).toBeVisible()
  expect(await readImage(page, openstack.region, id)).toMatchObject({ status: 'queued' })
  await renewalDialog(page).getByRole('button', { name: 'Sign in as producer' }).click()
  await expect(page.getByText('Verified by sha512')).toBeVisible()
})

/** The wizard for a file that is staged first, up to and with its start. */
async function beginStaged(page: Page, name: string, shareWith = ''): Promise<string> {
  const { region } = openstack
  const file = await files.disk('staged.raw', 2)
  await page.goto(paths.importImage(region))
  await page.getByText('A file on this computer').click()
  await chooseFile(page, file)
  await page.getByRole('button', { name: /How it gets there/ }).click()
  await page.getByRole('option', { name: 'Staged, then imported by the cloud' }).click()
  await next(page)
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  if (shareWith) await page.getByRole('textbox', { name: 'Share with project IDs' }).fill(shareWith)
  await next(page)
  await page.getByRole('button', { name: 'Start import' }).click()
  return file
}

/** How often data was sent. */
function countSent(page: Page) {
  const sent = { times: 0 }
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().endsWith('/stage')) sent.times += 1
  })
  return sent
}

test('the answer to an import is lost: what is staged is imported once', async ({ page, clouds }) => {
  const name = 'import answer lost'
  await signInAs(page, openstack, 'producer')
  await clouds.plant({ kind: 'lose', method: 'POST', path: '*/import', times: 1 })
  const sent = countSent(page)
  await beginStaged(page, name)
  await expect(uploads(page)).toContainText('Verified by sha512')
  expect(await clouds.hits()).toBe(1)
  expect(sent.times).toBe(1)
  expect((await readImages(page, openstack.region)).filter((image) => image.name === name)).toHaveLength(1)
})

test('an import that never reached the cloud is asked for again, and nothing is sent twice', async ({
  page,
  clouds,
}) => {
  const name = 'import not begun'
  await signInAs(page, openstack, 'producer')
  await clouds.plant({ kind: 'reset', method: 'POST', path: '*/import', times: 1 })
  const sent = countSent(page)
  await beginStaged(page, name)
  await expect(uploads(page).getByRole('alert')).toBeVisible()
  await uploads(page).getByRole('button', { name: 'Retry' }).click()
  await expect(uploads(page)).toContainText('Verified by sha512')
  expect(sent.times).toBe(1)
})

test('a page that was closed: the second try shares the image as the first was to', async ({ page, clouds }) => {
  const name = 'shared in the end'
  await signInAs(page, openstack, 'consumer')
  const session = await page.request.get('api/session', { headers: { [APP_HEADER.name]: APP_HEADER.value } })
  const { account } = (await session.json()) as { account: { id: string } }
  await signInAs(page, openstack, 'producer')
  await clouds.plant({ kind: 'withhold', method: 'PUT', path: '*/stage', times: 1 })
  const sent = countSent(page)
  const file = await beginStaged(page, name, account.id)
  await expect.poll(() => clouds.hits(), { intervals: [50] }).toBe(1)
  await page.reload()
  await page.getByRole('link', { name: 'Go on with this record' }).click()
  const start = page.getByRole('button', { name: 'Import', exact: true })
  await chooseFile(page, await files.disk('another.raw', 3))
  await expect(start).toHaveAccessibleDescription(/it is another one/)
  await expectAccessible(page, 'staged')
  await chooseFile(page, file)
  await start.click()
  await expect(uploads(page)).toContainText('Verified by sha512')
  const id = await imageId(page, openstack.region, name)
  await expect.poll(() => readMembers(page, openstack.region, id)).toMatchObject([{ member_id: account.id }])
  expect(sent.times).toBe(1)
  await page.goto(paths.transfers(openstack.region))
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(1)
})
