import { expect } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { demoClouds, openstack } from '../demo-clouds.ts'
import {
  expectCount,
  expectLoaded,
  imageLinks,
  imageTable,
  openCatalog,
  readImages,
  searchField,
  signInAs,
} from '../support.ts'
import { test } from './test.ts'

const FIRST_PAGE = 50

for (const cloud of demoClouds)
  test(`a later page of the ${cloud.label} fails: what came stays, and Retry brings the rest`, async ({
    page,
    clouds,
  }) => {
    await signInAs(page, cloud, 'producer')
    const { length } = await readImages(page, cloud.region)
    await clouds.plant({ kind: 'answer', status: 500, path: `/image/${cloud.region}/v2/images`, query: '*marker=*' })
    await page.goto(paths.images(cloud.region))
    const alert = page.getByRole('alert')
    await expect(alert).toContainText(`Loading stopped after ${FIRST_PAGE} images.`)
    await expectCount(page, `${FIRST_PAGE} images so far…`)
    await expect(imageLinks(page).first()).toBeVisible()

    // What is there can be searched meanwhile.
    await searchField(page).fill('no image is called this')
    await expectCount(page, `0 found, searched ${FIRST_PAGE} images so far…`)
    await searchField(page).fill('')

    await clouds.mend()
    await alert.getByRole('button', { name: 'Retry' }).click()
    await expectCount(page, `${length} images`)
    await expect(alert).toBeHidden()
  })

test('a failed refresh keeps the list on screen and says so', async ({ page, clouds }) => {
  await openCatalog(page, openstack)
  const [first = ''] = await imageLinks(page).allTextContents()
  await clouds.plant({ kind: 'answer', status: 500, path: `/image/${openstack.region}/v2/images` })
  await page.getByRole('button', { name: 'Refresh images' }).click()
  await expect(page.getByRole('alert')).toContainText('What you see was read earlier.')
  await expect(imageLinks(page).first()).toHaveText(first)
  await expectLoaded(page)

  await clouds.mend()
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByRole('alert')).toBeHidden()
  await expectLoaded(page)
})

test('while the cloud is slow the page says that it is loading', async ({ page, clouds }) => {
  await signInAs(page, openstack, 'producer')
  await clouds.plant({ kind: 'delay', milliseconds: 1_500, path: `/image/${openstack.region}/v2/images` })
  await page.goto(paths.images(openstack.region))
  await expect(page.getByRole('status').filter({ hasText: 'Loading images…' })).toBeVisible()
  await clouds.mend()
  await expect(imageTable(page)).toBeVisible()
})
