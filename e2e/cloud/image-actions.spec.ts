/** Acts on one image and on fifty, against the real Glance; and the same acts typed at a terminal. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { call } from '../real-cloud/http.ts'
import { signIn } from '../real-cloud/identity.ts'
import { addTag, field, openMetadata, reviewDialog } from '../metadata-acts.ts'
import { changeImage, choose, createImage, deleteImage, readImage, readImages } from '../support.ts'
import { cloud } from './cloud.ts'
import { CATALOG, imageTable, signInAs } from './support.ts'

const { producer } = cloud.accounts
const actions = (page: Page) => page.getByRole('button', { name: 'Actions' })
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' })

const expectImage = (page: Page, id: string, fields: Record<string, unknown>) =>
  expect.poll(() => readImage(page, cloud.region, id)).toMatchObject(fields)

/** The values of an image, without what every write changes. */
async function valuesOf(page: Page, id: string) {
  const { updated_at: _updated, ...values } = await readImage(page, cloud.region, id)
  return values
}

test('every act changes one thing, and undoing it brings the image back as it was', async ({ page }) => {
  await signInAs(page, producer)
  const { id } = await createImage(page, cloud.region, { name: 'acts', visibility: 'shared', tags: ['a'], note: 'x' })
  const before = await valuesOf(page, id)
  await page.goto(`${CATALOG}/${id}`)
  for (const [act, change] of [
    [/^Protect/, { protected: true }],
    [/^Hide/, { os_hidden: true }],
  ] as const) {
    await choose(page, actions(page), act)
    await expectImage(page, id, change)
    expect(await valuesOf(page, id)).toEqual({ ...before, ...change })
    await undo(page).click()
    await expect.poll(() => valuesOf(page, id)).toEqual(before)
  }
  await choose(page, actions(page), /^Change visibility/)
  const dialog = page.getByRole('dialog', { name: 'Change visibility' })
  await dialog.getByText('Private', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Change visibility' }).click()
  await expectImage(page, id, { visibility: 'private' })
  await undo(page).click()
  await expect.poll(() => valuesOf(page, id)).toEqual(before)

  await choose(page, actions(page), /^Delete…/)
  await page.getByRole('button', { name: 'Delete image' }).click()
  await expect(imageTable(page)).toBeVisible()
})

test('fifty images are tagged, and untagged again', async ({ page }) => {
  test.setTimeout(240_000)
  await signInAs(page, producer)
  // Of this run alone, whatever an earlier one left behind.
  const stem = `fifty-${crypto.randomUUID().slice(0, 8)}`
  const notes = Array.from({ length: 50 }, (_, index) => String(index))
  const made = await Promise.all(
    notes.map((note) => createImage(page, cloud.region, { name: `${stem}-${note}`, note })),
  )
  const tagged = () => readImages(page, cloud.region, `tag=${stem}`)
  await page.goto(`${CATALOG}?q=${stem}`)
  await imageTable(page).getByRole('rowheader').first().getByRole('link').focus()
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Select all 50 matching' }).click()
  await page.getByRole('button', { name: 'Change…' }).click()
  await page.getByRole('button', { name: /What to do/ }).click()
  await page.getByRole('option', { name: 'Add tags' }).click()
  await page.getByRole('textbox', { name: 'Tags' }).fill(stem)
  await page.getByRole('button', { name: 'Change 50' }).click()
  const results = page.getByRole('dialog').filter({ has: page.getByRole('list', { name: 'Results' }) })
  await expect(results.getByRole('status')).toHaveText('50 of 50 done', { timeout: 90_000 })
  expect((await tagged()).map(({ name, note, tags }) => ({ name, note, tags }))).toEqual(
    expect.arrayContaining(notes.map((note) => ({ name: `${stem}-${note}`, note, tags: [stem] }))),
  )
  await results.getByRole('button', { name: 'Undo' }).click()
  await expect(results.getByRole('status')).toHaveText('0 of 50 done, 50 undone', { timeout: 90_000 })
  expect(await tagged()).toEqual([])
  await Promise.all(made.map(({ id }) => deleteImage(page, cloud.region, id)))
})

/** A few bytes of data: only an active image can be deactivated. */
async function putData(id: string) {
  const { token } = await signIn(cloud.authUrl, producer, { project: 'producer' })
  const headers = { 'Content-Type': 'application/octet-stream' }
  await call(`${cloud.imageUrl}/v2/images/${id}/file`, { method: 'PUT', token, body: Buffer.from('data'), headers })
}

/** Runs what was copied, as a person would who has set the variables that the command needs. */
async function typed(text: string) {
  const { token } = await signIn(cloud.authUrl, producer, { project: 'producer' })
  const forCurl = { IMAGE_ENDPOINT: cloud.imageUrl, OS_TOKEN: token }
  const forOpenstack = {
    OS_AUTH_URL: cloud.authUrl,
    OS_USERNAME: producer.username,
    OS_PASSWORD: producer.password,
    OS_PROJECT_NAME: 'producer',
    OS_USER_DOMAIN_NAME: 'Default',
    OS_PROJECT_DOMAIN_NAME: 'Default',
    OS_IDENTITY_API_VERSION: '3',
  }
  await promisify(execFile)('bash', ['--norc', '-c', text], {
    env: {
      PATH: '/usr/bin:/bin',
      LC_ALL: 'C.UTF-8',
      no_proxy: '*',
      ...(text.includes('openstack ') ? forOpenstack : forCurl),
    },
  })
}

test.describe('at a terminal', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

  for (const command of [/^Copy as openstack CLI/, /^Copy as curl/])
    test(`${command.source.slice(1)}: each has the same effect as its button`, async ({ page }) => {
      await signInAs(page, producer)
      const { id } = await createImage(page, cloud.region, {
        name: 'typed',
        note: 'kept',
        size_class: 'small',
        disk_format: 'raw',
        container_format: 'bare',
        visibility: 'shared',
        tags: ['old'],
      })
      await putData(id)
      const before = await valuesOf(page, id)
      /** Takes the command that the button in `within` offers. */
      const copied = async (within: Locator): Promise<string> => {
        await choose(page, within.getByRole('button', { name: 'Copy command' }), command)
        await expect(page.getByText(/^Copied /).first()).toBeVisible()
        const text = await page.evaluate(() => navigator.clipboard.readText())
        await page.evaluate(() => navigator.clipboard.writeText(''))
        return text
      }
      const dialog = (name: string) => page.getByRole('dialog', { name })
      const steps: [what: string, change: Record<string, unknown>, text: string][] = []

      await page.goto(`${CATALOG}/${id}`)
      const name = `it's "$HOME" \`id\` \\ 100 %`
      await choose(page, actions(page), /^Rename/)
      await page.getByRole('textbox', { name: 'Name' }).fill(name)
      steps.push(['Rename', { name }, await copied(dialog('Rename image'))])
      await page.keyboard.press('Escape')
      await choose(page, actions(page), /^Change visibility/)
      await dialog('Change visibility').getByText('Private', { exact: true }).click()
      steps.push(['Change visibility', { visibility: 'private' }, await copied(dialog('Change visibility'))])
      await page.keyboard.press('Escape')
      await choose(page, actions(page), /^Commands/)
      const line = (act: string) => dialog('Commands').getByRole('listitem').filter({ hasText: act })
      steps.push(['Hide', { os_hidden: true }, await copied(line('Hide'))])
      steps.push(['Deactivate', { status: 'deactivated' }, await copied(line('Deactivate'))])
      const protect = await copied(line('Protect'))
      const remove = await copied(line('Delete'))
      await page.keyboard.press('Escape')
      await openMetadata(page, cloud.region, id)
      await field(page, 'size_class').fill("large, it's")
      await addTag(page, 'new')
      await page.getByRole('button', { name: 'Review changes' }).click()
      steps.push([
        'Save changes',
        { size_class: "large, it's", tags: expect.arrayContaining(['old', 'new']) },
        await copied(reviewDialog(page)),
      ])
      steps.push(['Protect', { protected: true }, protect])

      let expected: Record<string, unknown> = before
      for (const [what, change, text] of steps) {
        await typed(text)
        expected = { ...expected, ...change }
        // A deactivated image keeps its stores from its owner.
        const { stores: _stores, ...now } = await valuesOf(page, id)
        const { stores: _before, ...wanted } = expected
        expect(now, what).toEqual(wanted)
      }
      await changeImage(page, cloud.region, id, { protected: false })
      await typed(remove)
      expect((await readImages(page, cloud.region, `id=${id}`)).map((image) => image.id)).toEqual([])
    })
})
