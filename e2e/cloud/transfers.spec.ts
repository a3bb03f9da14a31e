/** Images come in by every way that this cloud has, and fail in the ways it knows. Each time Glance itself is asked what is left. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import type { Account, ProjectName } from '../real-cloud/accounts.ts'
import { importAddress, next } from '../import-acts.ts'
import { deleteImage } from '../support.ts'
import { chooseFile, filesFolder } from '../upload-support.ts'
import { cloud, crash, glanceAs } from './cloud.ts'
import { signInAs } from './support.ts'

const { accounts, region } = cloud
const MIB = 2 ** 20
/** Size of the files that stand for large ones where one large file has gone the same way. `SMALL_MIB=300`: all are large. */
const SMALL = Number(process.env['SMALL_MIB'] ?? 8)

let files: Awaited<ReturnType<typeof filesFolder>>
test.beforeAll(async () => {
  files = await filesFolder()
})
test.afterAll(() => files.remove())

/** What an account's list holds beyond what it held before, as Glance answers it. */
async function ledger(account: Account, project: ProjectName) {
  const glance = await glanceAs(account, project)
  const before = new Set((await glance.list()).map(({ id }) => id))
  return {
    added: async () =>
      (await glance.list())
        .filter(({ id }) => !before.has(id))
        .map(({ name, status, size, stores }) => ({ name, status, size, stores: stores?.split(',').toSorted() ?? [] })),
    remove: async (page: Page) => {
      for (const { id } of await glance.list()) if (!before.has(id)) await deleteImage(page, region, id)
    },
  }
}

const row = (page: Page) => page.getByRole('list', { name: 'Uploads' }).getByRole('listitem')

interface FileImport {
  file: string
  name: string
  stores?: readonly string[]
  /** Another than the file suggests. */
  diskFormat?: string
  way?: 'Straight into the store' | 'Staged, then imported by the cloud'
}

/** The wizard for a file, up to and with its start. */
async function importFile(page: Page, { file, name, stores = [], diskFormat, way }: FileImport): Promise<void> {
  await page.goto(paths.importImage(region))
  await page.getByText('A file on this computer').click()
  await chooseFile(page, file)
  await expect(page.getByText('Nothing speaks against the upload')).toBeVisible()
  for (const store of stores) await page.getByRole('group', { name: 'Stores' }).getByText(store).first().click()
  if (way !== undefined) {
    await page.getByRole('button', { name: /How it gets there/ }).click()
    await page.getByRole('option', { name: way }).click()
  }
  await next(page)
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await expect(page.getByRole('button', { name: /Disk format/ })).toContainText('raw')
  if (diskFormat !== undefined) {
    await page.getByRole('button', { name: /Disk format/ }).click()
    await page.getByRole('option', { name: diskFormat }).click()
    await expect(page.getByText(`The image says ${diskFormat}, but the file is`)).toBeVisible()
  }
  await next(page)
  await page.getByRole('button', { name: 'Start import' }).click()
}

const importUrl = (page: Page, name: string, address: string) =>
  importAddress(page, region, { name, address, diskFormat: 'raw' })

/** A server for what the cloud fetches: `/disk.raw` is there, anything else is not. */
async function webServer(bytes: number) {
  const server = createServer((request, response) => {
    if (request.url !== '/disk.raw') response.writeHead(404).end()
    else response.writeHead(200, { 'content-length': bytes }).end(Buffer.alloc(bytes))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  // What listens on a port has an address of this shape.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

test('a file goes up by both ways into each store, and is what Glance then lists', async ({ page }) => {
  test.setTimeout(240_000)
  await signInAs(page, accounts.producer)
  const { added, remove } = await ledger(accounts.producer, 'producer')
  const large = await files.disk('large.raw', 300)
  const small = await files.disk('small.raw', SMALL)
  const direct = 'Straight into the store'
  const staged = 'Staged, then imported by the cloud'
  const cells = [
    { name: 'staged-archive', file: large, way: staged, stores: ['archive'], held: ['archive'] },
    { name: 'direct-archive', file: small, way: direct, stores: ['archive'], held: ['archive'] },
    { name: 'direct-default', file: small, way: direct, stores: [], held: ['fast'] },
    { name: 'staged-fast', file: small, way: staged, stores: ['fast'], held: ['fast'] },
    { name: 'staged-both', file: small, stores: ['fast', 'archive'], held: ['archive', 'fast'] },
  ] as const
  const expected = []
  for (const { held, ...cell } of cells) {
    await importFile(page, cell)
    await expect(row(page)).toContainText('Verified by sha512', { timeout: 120_000 })
    expected.push({
      name: cell.name,
      status: 'active',
      size: (cell.file === large ? 300 : SMALL) * MIB,
      stores: [...held],
    })
  }
  expect(await added()).toEqual(expect.arrayContaining(expected))
  expect(await added()).toHaveLength(expected.length)
  await remove(page)
})

test('the cloud fetches an address, an administrator copies it on, and other browsers see the task', async ({
  page,
  browser,
}) => {
  const web = await webServer(4 * MIB)
  const { added, remove } = await ledger(accounts.producer, 'producer')
  await signInAs(page, accounts.producer)
  await importUrl(page, 'fetched', `${web.url}/disk.raw`)
  await expect(page.getByText('The import of fetched is done')).toBeVisible({ timeout: 40_000 })
  const image = { name: 'fetched', status: 'active', size: 4 * MIB }
  expect(await added()).toEqual([{ ...image, stores: ['fast'] }])
  await page.getByRole('main').getByRole('link', { name: 'Open image' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('fetched')
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  const admin = await (await browser.newContext()).newPage()
  await signInAs(admin, accounts.admin)
  await admin.goto(paths.importImage(region))
  await admin.getByText('Another store', { exact: true }).click()
  await admin.getByRole('textbox', { name: 'Image ID' }).fill(id)
  await admin.getByRole('group', { name: 'Stores' }).getByText('archive').first().click()
  await next(admin)
  await next(admin)
  await admin.getByRole('button', { name: 'Start import' }).click()
  await expect(admin.getByText('The copy of fetched is done')).toBeVisible({ timeout: 40_000 })
  await admin.context().close()
  expect(await added()).toEqual([{ ...image, stores: ['archive', 'fast'] }])

  const elsewhere = await (await browser.newContext()).newPage()
  await signInAs(elsewhere, accounts.producer)
  await elsewhere.goto(paths.transfers(region))
  const seen = elsewhere
    .getByRole('table', { name: 'Transfers' })
    .getByRole('row')
    .filter({ hasText: `from ${web.url}/disk.raw` })
  await expect(seen).toContainText('Done')
  await elsewhere.context().close()
  await remove(page)
  web.close()
})

test('what the cloud refuses leaves nothing behind, and what it fails at can be removed', async ({ page }) => {
  const web = await webServer(MIB)
  const { added, remove } = await ledger(accounts.producer, 'producer')
  await signInAs(page, accounts.producer)
  const alert = page.getByRole('main').getByRole('alert')

  await importUrl(page, 'filtered', 'https://elsewhere.invalid/disk.raw')
  await expect(alert).toContainText('does not pass filtering')
  expect(await added()).toEqual([])

  await importUrl(page, 'not there', `${web.url}/nothing.raw`)
  const failure = page.getByRole('region', { name: 'What went wrong' })
  await expect(failure).toContainText('Remedy', { timeout: 40_000 })
  expect(await added()).toEqual([{ name: 'not there', status: 'queued', size: null, stores: [] }])
  await failure.getByRole('button', { name: 'Delete the empty record' }).click()
  await page.getByRole('button', { name: 'Delete record' }).click()
  await expect.poll(added).toEqual([])
  web.close()

  // This Glance takes any bytes under any format: the page alone tells that they differ.
  await importFile(page, { file: await files.disk('odd.raw', 1), name: 'wrong format', diskFormat: 'qcow2' })
  await expect(row(page)).toContainText('Verified by sha512')
  expect(await added()).toEqual([{ name: 'wrong format', status: 'active', size: MIB, stores: ['fast'] }])
  await remove(page)
})

test('a project over its quota is told so, and keeps what it had', async ({ page }) => {
  const { added, remove } = await ledger(accounts.capped, 'capped')
  await signInAs(page, accounts.capped)
  const file = await files.disk('over.raw', 5)
  // Glance looks at what is used before an upload, not during one.
  for (const name of ['first', 'second']) {
    await importFile(page, { file, name })
    await expect(row(page)).toContainText(/Verified by sha512|Over a limit of the cloud/)
    if (await row(page).getByRole('alert').isVisible()) break
  }
  await expect(row(page).getByRole('alert')).toContainText('image_size_total')
  await row(page).getByRole('button', { name: 'Delete the record' }).click()
  await expect.poll(async () => (await added()).filter(({ status }) => status !== 'active')).toEqual([])
  await expect(row(page).getByRole('button', { name: 'Retry' })).toBeVisible()
  await remove(page)
})

test('Glance dies in the middle of an upload: told, and finished in a new record once it is back', async ({ page }) => {
  test.setTimeout(180_000)
  const { added, remove } = await ledger(accounts.producer, 'producer')
  await signInAs(page, accounts.producer)
  await importFile(page, { file: await files.disk('cut.raw', 300), name: 'outlived' })
  try {
    await expect.poll(added, { intervals: [50] }).toMatchObject([{ name: 'outlived', status: 'saving' }])
    await crash.glance()
    await expect(row(page).getByRole('alert')).toBeVisible()
  } finally {
    await crash.restart()
  }
  await row(page).getByRole('button', { name: 'Retry' }).click()
  // Nobody told the service that died: the record waits for ever.
  await expect(row(page).getByRole('alert')).toContainText('The record waits for data that broke off', {
    timeout: 40_000,
  })
  await row(page).getByRole('button', { name: 'Delete the record' }).click()
  await expect.poll(added).toEqual([])
  await row(page).getByRole('button', { name: 'Retry' }).click()
  await expect(row(page)).toContainText('Verified by sha512', { timeout: 90_000 })
  expect(await added()).toEqual([{ name: 'outlived', status: 'active', size: 300 * MIB, stores: ['fast'] }])
  await remove(page)
})
