import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { expectAccessible, expectWithinWindow } from './axe.ts'
import { openstack, rackspace } from './demo-clouds.ts'
import { diagonalLooks } from './looks.ts'
import {
  addTag,
  editRapidly,
  expectSaved,
  field,
  insistOnMine,
  openMetadata,
  reviewDialog,
  save,
} from './metadata-acts.ts'
import { changeImage, createImage, imageId, readImage, signInAs } from './support.ts'

const region = openstack.region

/** A record of its own for each journey, opened at its Metadata tab. */
async function openOwn(page: Page, fields: Record<string, unknown>) {
  await signInAs(page, openstack, 'producer')
  const image = await createImage(page, region, { ...fields, name: `metadata ${crypto.randomUUID()}` })
  await openMetadata(page, region, image.id)
  return image
}

const undoButton = (page: Page) => page.getByRole('button', { name: 'Undo' })

test('properties, fields and tags are changed in one PATCH, reviewed first, and undone', async ({ page }) => {
  const image = await openOwn(page, { visibility: 'shared', note: 'before', gone: 'x', tags: ['gold'], min_disk: 1 })
  await field(page, 'note').fill('after')
  await field(page, 'min_disk').fill('many')
  await expect(field(page, 'min_disk')).toHaveAccessibleDescription(/whole number/)
  await expect(page.getByRole('button', { name: 'Save changes' })).toHaveAccessibleDescription(/min_disk: A whole/)
  await field(page, 'min_disk').fill('20')
  await field(page, 'tags').fill('fresh')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove fresh' })).toBeVisible()
  await expect(page.getByRole('listbox')).toBeHidden()
  await page.getByRole('button', { name: 'Remove gone' }).click()

  // Found by what it is for, with the cloud's prefix and values.
  await page.getByRole('button', { name: 'Add property' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add property' })
  await dialog.getByLabel('Key').fill('watchdog')
  await page.getByRole('option', { name: /hw_watchdog_action/ }).click()
  await dialog.getByLabel('Value').fill('pause')
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(field(page, 'hw_watchdog_action')).toHaveValue('pause')

  await page.getByRole('button', { name: 'Review changes' }).click()
  const review = reviewDialog(page)
  await expect(review.getByRole('list', { name: 'Changes' }).getByRole('listitem')).toHaveCount(5)
  await expect(review.getByRole('region', { name: 'JSON Patch, text' })).toContainText('"path": "/hw_watchdog_action"')
  const sent: unknown[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sent.push(request.postDataJSON())
  })
  await review.getByRole('button', { name: 'Save changes' }).click()
  await expectSaved(page)
  expect(sent).toHaveLength(1)
  const saved = await readImage(page, region, image.id)
  const { gone: _gone, updated_at: _time, ...rest } = image
  expect({ ...saved, tags: saved.tags.toSorted() }).toEqual({
    ...rest,
    note: 'after',
    min_disk: 20,
    hw_watchdog_action: 'pause',
    tags: ['fresh', 'gold'],
    updated_at: saved['updated_at'],
  })

  await undoButton(page).click()
  await expect(page.getByRole('status').filter({ hasText: 'The changes were undone' })).toBeVisible()
  expect(await readImage(page, region, image.id)).toEqual({ ...image, updated_at: expect.any(String) })

  await page.getByRole('tab', { name: 'Activity' }).click()
  const acts = page.getByRole('region', { name: 'From this browser' }).getByRole('listitem')
  await expect(acts).toHaveCount(2)
  await expect(acts.last()).toContainText('Done')
  await expect(acts.last().getByRole('button', { name: 'Copy request ID' })).toBeVisible()

  await page.getByRole('button', { name: 'Account', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /acts|draft/.test(key)))).toEqual([])
})

test('two people edit one image: other keys merge, the same key asks, and nothing is lost', async ({
  page,
  browser,
}) => {
  const image = await openOwn(page, { a: '1', b: '1', tags: ['start'] })
  const other = await (await browser.newContext()).newPage()
  await signInAs(other, openstack, 'producer')
  await openMetadata(other, region, image.id)

  await field(page, 'a').fill('mine')
  await field(page, 'b').fill('mine')
  await addTag(page, 'from mine')
  await field(other, 'b').fill('theirs')
  await addTag(other, 'from theirs')
  await field(other, 'name').fill('renamed by them')
  await save(other)
  await expectSaved(other)

  await save(page)
  await insistOnMine(page, 'b', 'theirs', async () =>
    expect(await readImage(page, region, image.id), 'nothing was sent').toMatchObject({ a: '1', b: 'theirs' }),
  )
  const saved = await readImage(page, region, image.id)
  expect({ ...saved, tags: saved.tags.toSorted() }).toMatchObject({
    a: 'mine',
    b: 'mine',
    name: 'renamed by them',
    tags: ['from mine', 'from theirs', 'start'],
  })

  // What somebody changed since is not undone; the rest is.
  await changeImage(page, region, image.id, { b: 'once more' })
  await undoButton(page).click()
  await expect(page.getByText('Some changes were undone')).toBeVisible()
  const undone = await readImage(page, region, image.id)
  expect({ ...undone, tags: undone.tags.toSorted() }).toMatchObject({
    a: '1',
    b: 'once more',
    tags: ['from theirs', 'start'],
  })
  await other.context().close()
})

test('twelve rapid edits, many at once by paste, and a draft that outlives a reload', async ({ page }) => {
  const keys = Array.from({ length: 12 }, (_, at) => `key${at}`)
  const image = await openOwn(page, Object.fromEntries(keys.map((key) => [key, 'old'])))
  await editRapidly(page, keys, 'new')
  expect(await readImage(page, region, image.id)).toMatchObject(Object.fromEntries(keys.map((key) => [key, 'new'])))

  await page.getByRole('button', { name: 'Add property' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add property' })
  await dialog.getByRole('tab', { name: 'Paste' }).click()
  await dialog.getByLabel('Properties').fill('os_distro=debian\na/b~c=x\nos_glance_x=1\nnonsense')
  await expect(dialog.getByText('Line 4 is no key=value.')).toBeVisible()
  await expect(dialog.getByText('The cloud keeps os_glance… for its own imports.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add 2 properties' }).click()
  await expect(page.getByText('2 unsaved changes, kept in this browser')).toBeVisible()
  await page.reload()
  await expect(field(page, 'a/b~c')).toHaveValue('x')
  await save(page)
  await expectSaved(page)
  expect(await readImage(page, region, image.id)).toMatchObject({ os_distro: 'debian', 'a/b~c': 'x' })
})

test('what is typed while a save waits for its turn stays unsaved until somebody asks', async ({ page }) => {
  const image = await openOwn(page, { a: 'old', b: 'old', c: 'old' })
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route('**/image/v2/images/*', async (route) => {
    if (route.request().method() === 'PATCH') await released
    await route.continue()
  })
  for (const key of ['a', 'b']) {
    await field(page, key).fill('new')
    await save(page)
  }
  await field(page, 'c').fill('half a w')
  release()
  await expect(page.getByText('1 unsaved change, kept in this browser')).toBeVisible()
  expect(await readImage(page, region, image.id)).toMatchObject({ a: 'new', b: 'new', c: 'old' })
  await expect(field(page, 'c')).toHaveValue('half a w')
})

test('properties are copied from another image, and what of its own that replaces is said before', async ({ page }) => {
  await signInAs(page, openstack, 'producer')
  const copied = { os_distro: 'debian', note: 'theirs', 'key with ~ and /': 'x' }
  const source = await createImage(page, region, { ...copied, name: `source ${crypto.randomUUID()}` })
  const image = await openOwn(page, { note: 'mine', kept: 'as it is' })
  await page.getByRole('button', { name: 'Add property' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add property' })
  await dialog.getByRole('tab', { name: 'From an image' }).click()
  await dialog.getByRole('combobox', { name: 'Image' }).fill(source.name ?? '')
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('list', { name: 'What will be added' }).getByRole('listitem')).toHaveText([
    'key with ~ and / = xNew',
    'note = theirsNow mine',
    'os_distro = debianNew',
  ])
  await dialog.getByRole('button', { name: 'Add 3 properties' }).click()
  await save(page)
  await expectSaved(page)
  expect(await readImage(page, region, image.id)).toMatchObject({ ...copied, kept: 'as it is' })
})

test('reasons: an observer, another account’s image, the provider’s properties', async ({ page }) => {
  await signInAs(page, rackspace, 'producer')
  const id = await imageId(page, rackspace.region, 'kiosk-2026')
  await openMetadata(page, rackspace.region, id)
  await expect(field(page, 'com.rackspace__1__options')).toHaveAccessibleDescription(/Only Rackspace sets/)
  await expect(field(page, 'os_distro')).toBeEditable()

  for (const [username, reason] of [
    ['observer', /Your role \(observer\) can view images but not change them/],
    ['creator', /Your role \(creator\) can view images but not change them/],
  ] as const) {
    await signInAs(page, rackspace, username)
    await openMetadata(page, rackspace.region, id)
    await expect(page.getByRole('note')).toHaveText(reason)
    for (const name of ['Add property', 'Save changes', 'Review changes', 'Discard changes'])
      await expect(page.getByRole('button', { name })).toHaveAccessibleDescription(reason)
    await expect(field(page, 'os_distro')).not.toBeEditable()
  }

  await signInAs(page, openstack, 'producer')
  await openMetadata(page, region, await imageId(page, region, 'training-lab'))
  await expect(field(page, 'disk_format')).toHaveAccessibleDescription(/./)
})

// Both themes and both widths, each once: the crosses between them are the frame's to check.
for (const { name, use } of diagonalLooks)
  test.describe(name, () => {
    test.use(use)

    test('the tab, its dialogs and the activity are accessible', async ({ page }) => {
      await openOwn(page, { note: 'x', tags: ['gold'], os_distro: 'debian' })
      await field(page, 'note').fill('y')
      await page.getByRole('button', { name: 'Set by the cloud' }).click()
      await expectAccessible(page, 'Metadata')
      await expectWithinWindow(page, 'Metadata')
      await page.getByRole('button', { name: 'Add property' }).click()
      await expectAccessible(page, 'Add property')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Review changes' }).focus()
      await page.keyboard.press('Enter')
      await expect(reviewDialog(page)).toBeVisible()
      await expectAccessible(page, 'Review')
      await reviewDialog(page).getByRole('button', { name: 'Save changes' }).focus()
      await page.keyboard.press('Enter')
      await expectSaved(page)
      // The message about it stays, and leaves the buttons free.
      await expect(undoButton(page)).toBeVisible()
      const message = await undoButton(page).boundingBox()
      const bar = await page.getByRole('group', { name: 'Unsaved changes' }).boundingBox()
      expect(message!.y + message!.height).toBeLessThan(bar!.y)
      await page.getByRole('tab', { name: 'Activity' }).click()
      await expect(page.getByText('Set note')).toBeVisible()
      await expectAccessible(page, 'Activity')
      await expectWithinWindow(page, 'Activity')
    })
  })
