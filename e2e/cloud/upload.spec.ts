import { expect, test } from '@playwright/test'

import { createImage, deleteImage, readImage } from '../support.ts'
import { chooseFile, filesFolder, openData } from '../upload-support.ts'
import { cloud } from './cloud.ts'
import { signInAs } from './support.ts'

const MEBIBYTES = 300

test('300 MiB go up straight, are compared with what Glance stored, and come back the same', async ({ page }) => {
  test.setTimeout(240_000)
  const files = await filesFolder()
  await page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    })
  })
  await signInAs(page, cloud.accounts.producer)
  const record = { name: 'uploaded-by-page', disk_format: 'raw', container_format: 'bare' }
  const { id } = await createImage(page, cloud.region, record)
  await openData(page, cloud.region, id)
  await chooseFile(page, await files.disk('large.raw', MEBIBYTES))
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  await expect(page.getByText('Verified by sha512')).toBeVisible({ timeout: 150_000 })
  expect(await readImage(page, cloud.region, id)).toMatchObject({ status: 'active', size: MEBIBYTES * 2 ** 20 })

  await page.getByRole('button', { name: 'Download and verify' }).click()
  const saved = page.getByRole('status').filter({ hasText: 'is saved, and its sha512 is the image’s' })
  await expect(saved).toBeVisible({ timeout: 60_000 })
  await deleteImage(page, cloud.region, id)
  await files.remove()
})
