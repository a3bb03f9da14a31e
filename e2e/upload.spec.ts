import { expect, test } from '@playwright/test'

import { expectAccessible, expectWithinWindow } from './axe.ts'
import { openstack } from './demo-clouds.ts'
import { createImage, readImage, signInAs } from './support.ts'
import { chooseFile, filesFolder, openData } from './upload-support.ts'

test('a file fills the record of an image, is verified, and comes back the same', async ({ page }) => {
  const files = await filesFolder()
  await signInAs(page, openstack, 'producer')
  const name = `uploaded-${test.info().workerIndex}-${Date.now()}`
  const record = await createImage(page, openstack.region, { name, disk_format: 'raw', container_format: 'bare' })

  // Without File System Access this part would end at the browser's own download.
  await page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    })
  })
  await openData(page, openstack.region, record.id)
  const upload = page.getByRole('region', { name: 'Upload', exact: true })
  await upload.getByRole('button', { name: 'Upload', exact: true }).press('Enter')
  await expect(upload.getByRole('list', { name: 'Uploads' })).toBeHidden()

  await chooseFile(page, await files.disk('disk.raw', 24))
  const found = page.getByRole('region', { name: 'What this file is' })
  await expect(found).toContainText('A raw disk with MBR partitions')
  await expect(found).toContainText('Nothing speaks against the upload')
  await expectAccessible(page, 'a file that was looked at')
  await page.setViewportSize({ width: 360, height: 740 })
  await expectAccessible(page, 'on a phone')
  await expectWithinWindow(page, 'on a phone')

  await upload.getByRole('button', { name: 'Upload', exact: true }).click()
  await expect(page.getByText('Verified by sha512')).toBeVisible()
  expect(await readImage(page, openstack.region, record.id)).toMatchObject({ status: 'active', size: 24 * 2 ** 20 })

  await page.getByRole('button', { name: 'Download and verify' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is saved, and its sha512 is the image’s' })).toBeVisible()
  const saved = await page.evaluate(async (fileName) => {
    const folder = await navigator.storage.getDirectory()
    return (await (await folder.getFileHandle(fileName)).getFile()).size
  }, `${name}.raw`)
  expect(saved).toBe(24 * 2 ** 20)
  await files.remove()
})
