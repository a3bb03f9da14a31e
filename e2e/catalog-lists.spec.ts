/** Images that the usual list leaves out. */
import { expect, test } from '@playwright/test'

import { openstack, rackspace } from './demo-clouds.ts'
import { alsoShow, expectCount, imageLinks, imageRow, openCatalog, readImages, searchField } from './support.ts'

test.use({ viewport: { width: 1680, height: 1000 } })

const lists = [
  { label: 'Community', filter: 'visibility=community', holds: 'community-kali' },
  { label: 'Hidden', filter: 'os_hidden=true', holds: 'retired-golden' },
  {
    label: 'Not yet accepted',
    filter: 'visibility=shared&member_status=pending',
    holds: 'partner-backup-agent',
  },
  { label: 'Rejected', filter: 'visibility=shared&member_status=rejected', holds: 'partner-old-firewall' },
]
for (const { label, filter, holds } of lists)
  test(`${label}: a tick brings in what the API lists with ${filter}`, async ({ page }) => {
    await openCatalog(page, openstack)
    const usual = await readImages(page, openstack.region)
    const known = new Set(usual.map(({ id }) => id))
    // One's own images are in the usual list whatever their visibility.
    const more = (await readImages(page, openstack.region, filter)).filter(({ id }) => !known.has(id))
    expect(more.map(({ name }) => name)).toContain(holds)

    await alsoShow(page).getByText(label, { exact: true }).click()
    await expectCount(page, `${usual.length + more.length} images`)
    await expect(alsoShow(page)).toContainText(new RegExp(`${label}\\s*${more.length}(?!\\d)`))
    await searchField(page).fill(`"${holds}"`)
    await expect(imageLinks(page)).toHaveText([holds])

    await searchField(page).fill('')
    await expectCount(page, `${usual.length + more.length} images`)
    await alsoShow(page).getByText(label, { exact: true }).click()
    await expectCount(page, `${usual.length} images`)
  })

test('a search for hidden images brings them without a tick', async ({ page }) => {
  await openCatalog(page, openstack)
  const usual = await readImages(page, openstack.region)
  const hidden = await readImages(page, openstack.region, 'os_hidden=true')
  await searchField(page).fill('is:hidden')
  await expectCount(page, `${hidden.length} of ${usual.length + hidden.length} images`)
  await expect(imageLinks(page)).toHaveCount(hidden.length)
  const names = await imageLinks(page).allTextContents()
  expect(names.toSorted()).toEqual(hidden.map(({ name }) => name ?? '').toSorted())
  await expect(alsoShow(page).getByRole('checkbox', { name: 'Hidden' })).not.toBeChecked()
  await expect(imageRow(page, 'retired-golden')).toContainText('Hidden')
  await searchField(page).fill('')
  await expectCount(page, `${usual.length} images`)
})

test('an image of a list opens from it', async ({ page }) => {
  await openCatalog(page, openstack, 'producer', '?also=hidden&q=retired-golden')
  await imageRow(page, 'retired-golden').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: 'retired-golden' })).toBeVisible()
})

test('lists that the Rackspace service does not have are refused, and say why', async ({ page }) => {
  await openCatalog(page, rackspace)
  for (const [at, { label, reason }] of [
    { label: 'Community', reason: 'Rackspace has no community images.' },
    { label: 'Hidden', reason: 'Rackspace does not list hidden images.' },
  ].entries()) {
    const box = alsoShow(page).getByRole('checkbox', { name: label })
    await expect(box).toBeDisabled()
    const why = alsoShow(page).getByRole('button', { name: 'why?' }).nth(at)
    // A scroll closes what is told; that of the click itself would too.
    await why.scrollIntoViewIfNeeded()
    await why.click()
    await expect(page.getByRole('tooltip')).toHaveText(reason)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('tooltip')).toBeHidden()
  }
  const usual = await readImages(page, rackspace.region)
  const pending = await readImages(page, rackspace.region, 'visibility=shared&member_status=pending')
  expect(pending.length).toBeGreaterThan(0)
  await alsoShow(page).getByText('Not yet accepted', { exact: true }).click()
  await expectCount(page, `${usual.length + pending.length} images`)
})
