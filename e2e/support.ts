/** What the journeys do again and again, by the names that assistive technology sees. */
import { readFile } from 'node:fs/promises'

import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { APP_HEADER } from '#lib/contract.ts'
import { paths } from '#lib/paths.ts'

import type { DemoCloud } from './demo-clouds.ts'
import { passwordOf } from './demo-clouds.ts'

/** What every call of the app carries; the proxy refuses others. */
const appHeaders = { [APP_HEADER.name]: APP_HEADER.value }

/** Signs in behind the page, for journeys about something else: the browser holds the session's cookie afterwards. */
export async function signInAs(page: Page, cloud: DemoCloud, username: string): Promise<void> {
  const answer = await page.request.post('api/session', {
    headers: { ...appHeaders, 'sec-fetch-site': 'same-origin' },
    data: { cloud: cloud.name, method: 'password', username, password: passwordOf(username) },
  })
  expect(answer.status(), await answer.text()).toBe(201)
}

/** Signs in and opens the catalog, fully loaded. @param search of the URL, as in `?q=web` */
export async function openCatalog(page: Page, cloud: DemoCloud, username = 'producer', search = ''): Promise<void> {
  await signInAs(page, cloud, username)
  await page.goto(`${paths.images(cloud.region)}${search}`)
  await expectLoaded(page)
}

/** All pages of the list have arrived. */
export const expectLoaded = (page: Page) => expectCount(page, /^(\d+ of )?\d+ images?$/)

/** What the catalog says about how many there are, in its head; the same words are spoken elsewhere. */
export const expectCount = (page: Page, words: string | RegExp) =>
  expect(page.getByRole('main').getByText(words, { exact: true })).toBeVisible()

export const imageTable = (page: Page): Locator => page.getByRole('table', { name: 'Images' })

export const searchField = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search images' })

/** The row that the image of this name heads. */
export const imageRow = (page: Page, name: string): Locator =>
  imageTable(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })

/** The links that head the rows, from the first; an image without a name is listed by its ID. */
export const imageLinks = (page: Page): Locator => imageTable(page).getByRole('rowheader').getByRole('link')

/** One facet: its heading's panel, and in it the group of tick boxes. */
export const facet = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: 'Filters' }).getByRole('group', { name, exact: true }).first()

/** Narrows the list by one value of a facet. The box itself is drawn; people press its words. */
export async function tick(page: Page, facetName: string, value: string): Promise<void> {
  await facet(page, facetName).getByText(value, { exact: true }).click()
  await expect(facet(page, facetName).getByRole('checkbox', { name: value, exact: true })).toBeChecked()
}

/** The bar that is there while something is selected. */
export const selectionBar = (page: Page): Locator => page.getByRole('toolbar', { name: 'Selection' })

/** How many are selected, and how many of them the search leaves out: the beginning of the bar. */
export const expectSelected = (page: Page, words: string) => expect(selectionBar(page).getByText(words)).toBeVisible()

/** Chooses an item of the menu behind a button. @param item the beginning of its name: a second line is part of it */
export async function choose(page: Page, button: Locator, item: RegExp): Promise<void> {
  await button.click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** The file that an act hands to the browser. */
export async function downloaded(page: Page, act: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

/** The boxes that bring in what the usual list leaves out. */
export const alsoShow = (page: Page): Locator =>
  page.getByRole('region', { name: 'Filters' }).getByRole('group', { name: 'Also show' })

/** An image as the service answers it. */
export interface ApiImage {
  [key: string]: unknown
  id: string
  name?: string | null
  status: string
  visibility: string
  owner?: string | null
  tags: string[]
}

/** Asks the cloud what the page asks it: through the proxy, in the browser's own session. */
async function readApi(page: Page, region: string, path: string): Promise<unknown> {
  const answer = await page.request.get(`api/regions/${region}/image/v2${path}`, { headers: appHeaders })
  expect(answer.status(), path).toBe(200)
  return answer.json()
}

/** The answer's own words, for comparing letter by letter. */
export async function readImage(page: Page, region: string, id: string): Promise<ApiImage> {
  return (await readApi(page, region, `/images/${id}`)) as ApiImage
}

/** The whole list of a region as this session may see it. @param filter as in `os_hidden=true` */
export async function readImages(page: Page, region: string, filter = ''): Promise<ApiImage[]> {
  const images: ApiImage[] = []
  for (let marker: string | undefined, isLast = false; !isLast; marker = images.at(-1)?.id) {
    const after = marker === undefined ? '' : `&marker=${marker}`
    const answer = (await readApi(page, region, `/images?limit=100${after}&${filter}`)) as {
      images: ApiImage[]
      next?: string
    }
    images.push(...answer.images)
    isLast = answer.next === undefined
  }
  return images
}

/** The ID of the one image of this name that the session's list holds. */
export async function imageId(page: Page, region: string, name: string): Promise<string> {
  const [found, ...others] = (await readImages(page, region)).filter((image) => image.name === name)
  if (!found || others.length > 0) throw new Error(`${others.length + (found ? 1 : 0)} images are called ${name}`)
  return found.id
}

/** What another program does meanwhile: a change through the proxy, in the same session, that no page is told of. */
async function writeApi(
  page: Page,
  method: 'POST' | 'PATCH' | 'DELETE',
  region: string,
  path: string,
  { data, type = 'application/json' }: { data?: unknown; type?: string } = {},
) {
  const answer = await page.request.fetch(`api/regions/${region}/image/v2${path}`, {
    method,
    headers: { ...appHeaders, 'sec-fetch-site': 'same-origin', ...(data !== undefined && { 'content-type': type }) },
    ...(data !== undefined && { data: JSON.stringify(data) }),
  })
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true)
  return answer
}

/** Reserves an image, as `openstack image create` does. */
export async function createImage(page: Page, region: string, image: Record<string, unknown>): Promise<ApiImage> {
  const answer = await writeApi(page, 'POST', region, '/images', { data: image })
  return (await answer.json()) as ApiImage
}

/** Gives a reserved image a few bytes of data, so that it is active. */
export async function fillImage(page: Page, region: string, id: string): Promise<void> {
  const answer = await page.request.put(`api/regions/${region}/image/v2/images/${id}/file`, {
    headers: { ...appHeaders, 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream' },
    data: Buffer.from('a disk'),
  })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** @param changes fields and properties that the image has already */
export async function changeImage(page: Page, region: string, id: string, changes: Record<string, unknown>) {
  await writeApi(page, 'PATCH', region, `/images/${id}`, {
    data: Object.entries(changes).map(([key, value]) => ({ op: 'replace', path: `/${key}`, value })),
    type: 'application/openstack-images-v2.1-json-patch',
  })
}

export async function deleteImage(page: Page, region: string, id: string): Promise<void> {
  await writeApi(page, 'DELETE', region, `/images/${id}`)
}

/** Starts Rackspace's import or export, as any other program may: nothing is asked of the page. */
export async function createTask(
  page: Page,
  region: string,
  task: { type: 'import' | 'export'; input: Record<string, unknown> },
): Promise<void> {
  await writeApi(page, 'POST', region, '/tasks', { data: task })
}

/** Shares an image with a project or account. */
export async function addMember(page: Page, region: string, id: string, member: string): Promise<void> {
  await writeApi(page, 'POST', region, `/images/${id}/members`, { data: { member } })
}

/** Whom an image is shared with, and what each has answered. */
export async function readMembers(page: Page, region: string, id: string) {
  const answer = (await readApi(page, region, `/images/${id}/members`)) as {
    members: { member_id: string; status: string }[]
  }
  return answer.members
}
