/** Uploads cut at 10, 50, 95 and 100 %, by everything that cuts uploads: told, finished, and nothing left over twice. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { APP_HEADER } from '#lib/contract.ts'
import { paths } from '#lib/paths.ts'

import type { DemoCloud } from '../demo-clouds.ts'
import { openstack, passwordOf, rackspace } from '../demo-clouds.ts'
import type { Fault } from '../demo-control.ts'
import { renewalDialog } from '../sign-in-form.ts'
import { createImage, readImages, signInAs } from '../support.ts'
import { chooseFile, filesFolder, openData } from '../upload-support.ts'
import { test } from './apart.ts'

const MIB = 2 ** 20
/** Of the file that has left; at 100 all of it is stored, and only the answer is missing. */
const PERCENTS = [10, 50, 95, 100] as const
type Percent = (typeof PERCENTS)[number]
const CAUSES = ['a lost connection', 'a server that restarts', 'a reload', 'an ended session'] as const
type Cause = (typeof CAUSES)[number]

let files: Awaited<ReturnType<typeof filesFolder>>
test.beforeAll(async () => {
  files = await filesFolder()
})
test.afterAll(() => files.remove())

/** Where and how far into a request the cut comes. */
type Place = Pick<Fault, 'path'> & { afterBytes?: number }

/** What goes wrong at the cloud, which the cause then makes of it what it is. */
function faultOf(cause: Cause, place: Place, percent: Percent): Fault {
  const at = { method: 'PUT', times: 1, ...place }
  if (cause === 'an ended session') return { kind: 'answer', status: 401, ...at }
  if (cause === 'a lost connection') return { kind: percent === 100 ? 'lose' : 'reset', ...at }
  return { kind: percent === 100 ? 'withhold' : 'hang', ...at }
}

const row = (page: Page): Locator => page.getByRole('list', { name: 'Uploads' }).getByRole('listitem')

async function retry(page: Page): Promise<void> {
  await row(page).getByRole('button', { name: 'Retry' }).click()
}

interface Case {
  cloud: DemoCloud
  verified: string
  file: () => Promise<string>
  /** Opens the page and presses the button that sends. */
  begin: (page: Page, name: string, file: string) => Promise<{ left: () => Promise<unknown>; expected: unknown }>
  place: (percent: Percent) => Place
  /** After a reload: chooses the file again where that is still needed. */
  goOn: (page: Page, file: string, percent: Percent) => Promise<void>
}

const FILE_MIB = 6

const straight: Case = {
  cloud: openstack,
  verified: 'Verified by sha512',
  file: () => files.disk('cut.raw', FILE_MIB),
  begin: async (page, name, file) => {
    const before = new Set((await readImages(page, openstack.region)).map((image) => image.id))
    const fields = { name, disk_format: 'raw', container_format: 'bare' }
    const { id } = await createImage(page, openstack.region, fields)
    await openData(page, openstack.region, id)
    await chooseFile(page, file)
    await page.getByRole('button', { name: 'Upload', exact: true }).click()
    return {
      left: async () =>
        (await readImages(page, openstack.region))
          .filter((image) => !before.has(image.id))
          .map((image) => ({ id: image.id, status: image.status, size: image['size'] })),
      expected: [{ id, status: 'active', size: FILE_MIB * MIB }],
    }
  },
  place: (percent) => ({
    path: '*/file',
    ...(percent < 100 && { afterBytes: Math.floor((FILE_MIB * MIB * percent) / 100) }),
  }),
  goOn: async (page, file, percent) => {
    // What was stored is there, whoever saw the answer.
    if (percent === 100) await expect(page.getByRole('region', { name: 'Download' })).toBeVisible()
    else {
      await chooseFile(page, file)
      await page.getByRole('button', { name: 'Upload', exact: true }).click()
    }
  },
}

const staged: Case = {
  cloud: openstack,
  verified: 'Verified by sha512',
  file: () => files.disk('cut.raw', FILE_MIB),
  begin: async (page, name, file) => {
    const { region } = openstack
    const before = new Set((await readImages(page, region)).map((image) => image.id))
    await page.goto(paths.importImage(region))
    await page.getByText('A file on this computer').click()
    await chooseFile(page, file)
    await page.getByRole('button', { name: /How it gets there/ }).click()
    await page.getByRole('option', { name: 'Staged, then imported by the cloud' }).click()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill(name)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Start import' }).click()
    // The page it leads to has to be there before the server that has its code is gone.
    await expect(row(page)).toBeVisible()
    return {
      left: async () =>
        (await readImages(page, region))
          .filter((image) => !before.has(image.id))
          .map((image) => ({ name: image.name, status: image.status, size: image['size'] })),
      expected: [{ name, status: 'active', size: FILE_MIB * MIB }],
    }
  },
  place: (percent) => ({
    path: '*/stage',
    ...(percent < 100 && { afterBytes: Math.floor((FILE_MIB * MIB * percent) / 100) }),
  }),
  goOn: async (page, file) => {
    await page.getByRole('link', { name: 'Go on with this record' }).click()
    // What is staged is not sent again: the file is only compared with what comes of it.
    await chooseFile(page, file)
    await page.getByRole('button', { name: /^(Upload|Import)$/ }).click()
  },
}

const VHD_MIB = 34
const PART_MIB = 32

const segments: Case = {
  cloud: rackspace,
  verified: 'Verified by md5',
  file: () => files.vhd('cut.vhd', VHD_MIB),
  begin: async (page, name, file) => {
    const { region } = rackspace
    let tasks = 0
    page.on('response', (response) => {
      if (response.request().method() === 'POST' && response.url().endsWith('/tasks') && response.status() === 201)
        tasks += 1
    })
    await page.goto(paths.importImage(region))
    await page.getByText('A file on this computer').click()
    await page.getByRole('textbox', { name: 'Container for the file' }).fill(name)
    await chooseFile(page, file)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill(name)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Start import' }).click()
    // The page it leads to has to be there before the server that has its code is gone.
    await expect(row(page)).toBeVisible()
    return {
      left: async () => {
        const answer = await page.request.get(`api/regions/${region}/object-store/${name}?format=json`, {
          headers: { [APP_HEADER.name]: APP_HEADER.value },
        })
        return { objects: ((await answer.json()) as { name: string }[]).map((object) => object.name), tasks }
      },
      expected: { objects: ['cut.vhd', 'cut.vhd-00001', 'cut.vhd-00002'], tasks: 1 },
    }
  },
  place: (percent) => {
    if (percent === 100) return { path: '*/cut.vhd' }
    const sent = (VHD_MIB * percent) / 100
    const part = sent < PART_MIB ? 1 : 2
    return { path: `*/cut.vhd-0000${part}`, afterBytes: Math.floor((sent - (part - 1) * PART_MIB) * MIB) }
  },
  goOn: async (page, file) => {
    const again = page.getByRole('list', { name: 'Interrupted uploads' })
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      again.getByRole('button', { name: 'Choose the file again' }).click(),
    ])
    await chooser.setFiles(file)
  },
}

for (const { name, way } of [
  { name: 'straight into an image', way: straight },
  { name: 'staged, then imported', way: staged },
  { name: 'in segments', way: segments },
])
  for (const cause of CAUSES)
    test(`${name}: ${cause} at ${PERCENTS.join(', ')} %`, async ({ page, apart }) => {
      const { clouds } = apart
      const file = await way.file()
      await signInAs(page, way.cloud, 'producer')
      for (const percent of PERCENTS) {
        await clouds.mend()
        await clouds.plant({ cloud: way.cloud.name, ...faultOf(cause, way.place(percent), percent) })
        const begun = await way.begin(page, `cut-${CAUSES.indexOf(cause)}-${percent}-${Date.now()}`, file)
        await expect.poll(() => clouds.hits(), { intervals: [50], message: `${percent} %` }).toBe(1)

        switch (cause) {
          case 'a lost connection':
            // What got there is known to the image itself: then nobody is troubled.
            if (way !== segments && percent === 100) break
            await expect(row(page).getByRole('alert')).toBeVisible()
            await retry(page)
            break
          case 'a server that restarts':
            await apart.crash()
            await expect(row(page).getByRole('alert')).toBeVisible()
            await apart.restart()
            await retry(page)
            break
          case 'a reload':
            await page.reload()
            await way.goOn(page, file, percent)
            break
          case 'an ended session':
            await renewalDialog(page).getByLabel('Password', { exact: true }).fill(passwordOf('producer'))
            await renewalDialog(page).getByRole('button', { name: 'Sign in', exact: true }).click()
            break
          default:
            cause satisfies never
        }
        if (cause !== 'a reload' || way !== straight || percent < 100)
          await expect(row(page)).toContainText(way.verified)
        await expect.poll(begun.left).toEqual(begun.expected)
      }
    })
