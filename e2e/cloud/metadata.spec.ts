/** Editing metadata on the real Glance: nothing of anybody is lost, and nothing else is touched. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { addTag, editRapidly, expectSaved, field, insistOnMine, openMetadata, save } from '../metadata-acts.ts'
import { addMember, createImage, deleteImage, readImage, readMembers } from '../support.ts'
import { cloud } from './cloud.ts'
import { signInAs } from './support.ts'

const { region } = cloud
const { producer } = cloud.accounts

/** With the tags in an order that says nothing. */
async function stored(page: Page, id: string) {
  const { updated_at: _updated, ...image } = await readImage(page, region, id)
  return { ...image, tags: image.tags.toSorted() }
}

test('two browsers edit one image: other keys merge, the same key asks; of a shared image nothing else changes', async ({
  page,
  browser,
}) => {
  await signInAs(page, producer)
  const { id } = await createImage(page, region, {
    name: 'edited-by-two',
    visibility: 'shared',
    a: '1',
    b: '1',
    'a/b~c': '1',
    tags: ['start'],
  })
  await addMember(page, region, id, cloud.projects.consumer)
  const before = await stored(page, id)
  const other = await (await browser.newContext()).newPage()
  await signInAs(other, producer)
  await Promise.all([openMetadata(page, region, id), openMetadata(other, region, id)])

  await field(page, 'a').fill('mine')
  await field(page, 'b').fill('mine')
  await addTag(page, 'from mine')
  await field(other, 'b').fill('theirs')
  await field(other, 'a/b~c').fill('theirs')
  await addTag(other, 'from theirs')
  await save(other)
  await expectSaved(other)
  expect(await stored(page, id)).toEqual({ ...before, b: 'theirs', 'a/b~c': 'theirs', tags: ['from theirs', 'start'] })

  await save(page)
  await insistOnMine(page, 'b', 'theirs', async () =>
    expect(await stored(page, id), 'nothing was sent').toMatchObject({ a: '1', b: 'theirs' }),
  )
  // Visibility, protection, owner and every other field are as they were.
  expect(await stored(page, id)).toEqual({
    ...before,
    a: 'mine',
    b: 'mine',
    'a/b~c': 'theirs',
    tags: ['from mine', 'from theirs', 'start'],
  })
  expect(await readMembers(page, region, id)).toMatchObject([{ member_id: cloud.projects.consumer, status: 'pending' }])
  await deleteImage(page, region, id)
  await other.context().close()
})

test('twelve rapid edits to different keys: all twelve are there', async ({ page }) => {
  await signInAs(page, producer)
  const keys = Array.from({ length: 12 }, (_, at) => `key${at}`)
  const all = (value: string) => Object.fromEntries(keys.map((key) => [key, value]))
  const { id } = await createImage(page, region, { name: 'edited-rapidly', ...all('old') })
  await openMetadata(page, region, id)
  await editRapidly(page, keys, 'new')
  expect(await stored(page, id)).toMatchObject(all('new'))
  await deleteImage(page, region, id)
})
