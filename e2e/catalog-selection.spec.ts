/** Choosing rows, and what can be done with those chosen. */
import { expect, test } from '@playwright/test'
import papaparse from 'papaparse'

import { paths } from '#lib/paths.ts'

import { demoClouds, openstack, rackspace } from './demo-clouds.ts'
import {
  choose,
  createImage,
  deleteImage,
  downloaded,
  expectCount,
  expectLoaded,
  expectSelected,
  imageLinks,
  imageRow,
  imageTable,
  openCatalog,
  readImages,
  searchField,
  selectionBar,
} from './support.ts'

test.use({ viewport: { width: 1680, height: 1000 }, permissions: ['clipboard-read', 'clipboard-write'] })

/** Five rows and more, in the order of their names. */
const few = '?q=linux&sort=name'

test('rows are chosen by their box, by Space and x, and in runs with Shift', async ({ page }) => {
  await openCatalog(page, openstack, 'producer', few)
  const names = await imageLinks(page).allTextContents()
  expect(names.length).toBeGreaterThan(4)
  const chosen = imageTable(page).getByRole('row', { selected: true }).getByRole('link')
  const expectChosen = async (...at: number[]) => {
    await expect(chosen).toHaveText(at.map((index) => names[index] ?? ''))
    await expectSelected(page, `${at.length} selected`)
  }

  await imageRow(page, names[0] ?? '')
    .getByRole('checkbox')
    .check()
  await expectChosen(0)
  await imageLinks(page).nth(1).focus()
  await page.keyboard.press('Space')
  await expectChosen(0, 1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  await expectChosen(0, 1, 2)

  // Back and forth: what the run leaves again is as it was.
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expectChosen(0, 1, 2, 3, 4)
  await page.keyboard.press('Shift+ArrowUp')
  await expectChosen(0, 1, 2, 3)

  await page.keyboard.press('Escape')
  await expect(selectionBar(page)).toBeHidden()
  await expect(chosen).toHaveCount(0)

  await imageRow(page, names[1] ?? '')
    .getByRole('checkbox')
    .check()
  await imageRow(page, names[4] ?? '')
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] })
  await expectChosen(1, 2, 3, 4)
})

test('all that match are chosen, on screen or not, and the search then leaves none out silently', async ({ page }) => {
  await openCatalog(page, openstack)
  const listed = await readImages(page, openstack.region)
  const ofWeb = listed.filter(({ name }) => name?.includes('web-frontend'))
  expect(await imageLinks(page).count(), 'more than fit on the screen').toBeLessThan(listed.length)

  await imageTable(page).getByRole('row').nth(1).getByRole('checkbox').check()
  await selectionBar(page)
    .getByRole('button', { name: `Select all ${listed.length} matching` })
    .click()
  await expectSelected(page, `${listed.length} selected`)
  await expect(imageTable(page).getByRole('checkbox', { name: 'Select all' })).toBeChecked()
  await expect(selectionBar(page).getByRole('button', { name: /^Select all/ })).toBeHidden()

  await searchField(page).fill('web-frontend')
  await expectCount(page, `${ofWeb.length} of ${listed.length} images`)
  await expectSelected(page, `${listed.length} selected, ${listed.length - ofWeb.length} not shown`)

  await imageTable(page).getByRole('checkbox', { name: 'Select all' }).uncheck()
  await expectSelected(page, `${listed.length - ofWeb.length} selected, ${listed.length - ofWeb.length} not shown`)
  await searchField(page).fill('')
  await expectSelected(page, `${listed.length - ofWeb.length} selected`)
  await expect(selectionBar(page)).not.toContainText('not shown')

  await selectionBar(page).getByRole('button', { name: 'Clear selection' }).click()
  await expect(selectionBar(page)).toBeHidden()
  await expect(imageTable(page).getByRole('row', { selected: true })).toHaveCount(0)
})

test('a selection outlives a look at an image', async ({ page }) => {
  await openCatalog(page, openstack, 'producer', few)
  const [first = ''] = await imageLinks(page).allTextContents()
  await imageRow(page, first).getByRole('checkbox').check()
  await imageRow(page, first).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible()
  await page.goBack()
  await expectSelected(page, '1 selected')
  await expect(imageRow(page, first).getByRole('checkbox')).toBeChecked()
})

test('IDs are copied, one a line', async ({ page }) => {
  await openCatalog(page, openstack, 'producer', few)
  const listed = await readImages(page, openstack.region)
  const idOf = (wanted: string) => listed.find(({ name }) => name === wanted)?.id
  const [first = '', second = ''] = await imageLinks(page).allTextContents()
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())

  await imageRow(page, first).getByRole('checkbox').check()
  await selectionBar(page).getByRole('button', { name: 'Copy ID', exact: true }).click()
  await expect(page.getByText('Copied ID', { exact: true })).toBeVisible()
  expect(await clipboard()).toBe(idOf(first))

  await imageRow(page, second).getByRole('checkbox').check()
  await selectionBar(page).getByRole('button', { name: 'Copy IDs' }).click()
  await expect(page.getByText('Copied 2 IDs')).toBeVisible()
  expect(await clipboard()).toBe(`${idOf(first)}\n${idOf(second)}`)
})

test('two to four images are compared, other numbers are refused with a reason', async ({ page }) => {
  await openCatalog(page, openstack, 'producer', few)
  const listed = await readImages(page, openstack.region)
  const names = await imageLinks(page).allTextContents()
  const compare = selectionBar(page).getByRole('button', { name: 'Compare' })

  await imageRow(page, names[0] ?? '')
    .getByRole('checkbox')
    .check()
  await compare.hover()
  await expect(page.getByRole('tooltip')).toHaveText('Select two to four images to compare them.')
  await imageRow(page, names[4] ?? '')
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] })
  await expectSelected(page, '5 selected')
  await compare.hover()
  await expect(page.getByRole('tooltip')).toHaveText('At most 4 images can be compared at once.')
  await expect(compare).toHaveAttribute('aria-disabled', 'true')
  await compare.press('Enter')
  await expectSelected(page, '5 selected')

  await imageRow(page, names[4] ?? '')
    .getByRole('checkbox')
    .uncheck()
  await compare.click()
  const images = names.slice(0, 4).map((wanted) => ({
    region: openstack.region,
    imageId: listed.find(({ name }) => name === wanted)?.id ?? '',
  }))
  await expect(page).toHaveURL(paths.compare(openstack.region, images))
  for (const name of names.slice(0, 4)) await expect(page.getByRole('columnheader', { name })).toBeVisible()
})

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)

for (const cloud of demoClouds)
  test(`JSON of the ${cloud.label} is what its API answers, letter by letter`, async ({ page }) => {
    await openCatalog(page, cloud)
    const listed = await readImages(page, cloud.region)
    const ofList = await downloaded(page, () =>
      choose(page, page.getByRole('button', { name: 'List options' }), /^Export list as JSON/),
    )
    expect(ofList.name).toMatch(new RegExp(`^images-${cloud.region}-\\d{4}-\\d\\d-\\d\\d\\.json$`))
    expect((JSON.parse(ofList.text) as typeof listed).toSorted(byId)).toEqual(listed.toSorted(byId))

    const [first = ''] = await imageLinks(page).allTextContents()
    await imageRow(page, first).getByRole('checkbox').check()
    const ofSelection = await downloaded(page, () =>
      choose(page, selectionBar(page).getByRole('button', { name: 'Export' }), /^As JSON/),
    )
    expect(JSON.parse(ofSelection.text)).toEqual(listed.filter(({ name }) => name === first))
  })

/** What a spreadsheet takes for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/
const hostile = [
  '=1+2',
  '=HYPERLINK("http://127.0.0.1/","press")',
  '+41 44',
  '-2+3',
  '@SUM(A1:A9)',
  '\tindented',
  'quoted "name", with a comma',
  'two\nlines',
  '; DROP',
]

// Of an account that no other journey looks at.
test('CSV of names, tags and properties that look like formulas opens as text', async ({ page }) => {
  await openCatalog(page, openstack, 'partner', '?q=formula&col=status&col=property.note')
  const { region } = openstack
  const made = []
  for (const name of hostile)
    made.push(await createImage(page, region, { name, tags: ['=formula', name.trim()], note: `=${name}` }))
  await page.getByRole('button', { name: 'Refresh images' }).click()
  await expect(imageLinks(page)).toHaveCount(hostile.length)

  const { name, text } = await downloaded(page, () =>
    choose(page, page.getByRole('button', { name: 'List options' }), /^Export list as CSV/),
  )
  expect(name).toMatch(/^images-RegionOne-\d{4}-\d\d-\d\d\.csv$/)
  expect(text.startsWith('\uFEFF'), 'a byte order mark').toBe(true)
  const { data, errors } = papaparse.parse<string[]>(text.slice(1).trimEnd())
  expect(errors).toEqual([])
  expect(data.flat().filter((cell) => FORMULA.test(cell))).toEqual([])

  const [fields = [], ...rows] = data
  const column = (field: string) => rows.map((row) => row[fields.indexOf(field)] ?? '')
  const safe = (cell: string) => (FORMULA.test(cell) ? `'${cell}` : cell)
  expect(column('id').toSorted()).toEqual(made.map(({ id }) => id).toSorted())
  expect(column('name').toSorted()).toEqual(hostile.map(safe).toSorted())
  expect(column('note').toSorted()).toEqual(hostile.map((one) => safe(`=${one}`)).toSorted())

  for (const { id } of made) await deleteImage(page, region, id)
})

test('a list of nothing has nothing to export, and says so', async ({ page }) => {
  await openCatalog(page, rackspace)
  await searchField(page).fill('no image is called this')
  await page.getByRole('button', { name: 'List options' }).click()
  const item = page.getByRole('menuitem', { name: /^Export list as CSV/ })
  await expect(item).toContainText('No image is shown that could be exported.')
  await expect(item).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')
  await searchField(page).fill('')
  await expectLoaded(page)
})
