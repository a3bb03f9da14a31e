import { expect } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { expectAccessible, expectWithinWindow } from '../axe.ts'
import { openstack } from '../demo-clouds.ts'
import { diagonalLooks } from '../looks.ts'
import { openCatalog, signInAs } from '../support.ts'
import { test } from './test.ts'

const list = `/image/${openstack.region}/v2/images`
const empty = JSON.stringify({ images: [], first: '/v2/images', schema: '/v2/schemas/images' })

for (const { name, use } of diagonalLooks)
  test.describe(name, () => {
    test.use(use)

    test('a list that failed, whole and in part, and a list of nothing', async ({ page, clouds }) => {
      await signInAs(page, openstack, 'producer')
      await clouds.plant({ kind: 'answer', status: 500, path: list })
      await page.goto(paths.images(openstack.region))
      await expect(page.getByRole('alert')).toBeVisible()
      await expectAccessible(page, 'the list failed')
      await expectWithinWindow(page, 'the list failed')

      await clouds.mend()
      await openCatalog(page, openstack)
      await clouds.plant({ kind: 'answer', status: 500, path: list })
      await page.getByRole('button', { name: 'Refresh images' }).click()
      await expect(page.getByRole('alert')).toBeVisible()
      await expectAccessible(page, 'the refresh failed')
      await expectWithinWindow(page, 'the refresh failed')

      await clouds.mend()
      const headers = { 'content-type': 'application/json' }
      await clouds.plant({ kind: 'answer', status: 200, headers, body: empty, path: list })
      await page.reload()
      await expect(page.getByRole('heading', { name: `No images in ${openstack.region}` })).toBeVisible()
      await expectAccessible(page, 'no images')
    })
  })
