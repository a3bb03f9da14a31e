import { expect } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { rackspace } from '../demo-clouds.ts'
import { signInAs } from '../support.ts'
import { filesFolder, chooseFile } from '../upload-support.ts'
import { test } from './test.ts'

const MIB = 2 ** 20

test('segments: cut halfway, the page reloaded, gone on with, and handed to the import', async ({ page, clouds }) => {
  const files = await filesFolder()
  const vhd = await files.vhd('cut.vhd', 80)
  await signInAs(page, rackspace, 'producer')
  await page.goto(paths.importImage(rackspace.region))
  await page.getByText('A file on this computer').click()
  await chooseFile(page, vhd)
  await expect(page.getByRole('region', { name: 'What this file is' })).toContainText(
    'Nothing speaks against the import',
  )
  await page.getByRole('textbox', { name: 'Container for the file' }).fill('uploads-cut')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('cut and resumed')
  await page.getByRole('button', { name: 'Next' }).click()

  // The first segment arrives, the second never.
  await clouds.plant({ kind: 'reset', method: 'PUT', path: '*cut.vhd-00002' })
  await page.getByRole('button', { name: 'Start import' }).click()
  const row = page.getByRole('list', { name: 'Uploads' }).getByRole('listitem')
  await expect(row.getByRole('alert')).toBeVisible()
  await clouds.mend()
  await page.reload()

  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT') sent.push(new URL(request.url()).pathname.split('/').at(-1) ?? '')
  })
  const again = page.getByRole('list', { name: 'Interrupted uploads' })
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    again.getByRole('button', { name: 'Choose the file again' }).click(),
  ])
  await chooser.setFiles(vhd)
  await expect(page.getByText('Verified by md5')).toBeVisible()
  expect(sent).toEqual(['uploads-cut', 'cut.vhd-00002', 'cut.vhd-00003', 'cut.vhd'])
  const size = await page.request.head(`api/regions/${rackspace.region}/object-store/uploads-cut/cut.vhd`, {
    headers: { 'X-Requested-With': 'cloud-images' },
  })
  expect(Number(size.headers()['content-length'])).toBe(80 * MIB + 512)
  await files.remove()
})
