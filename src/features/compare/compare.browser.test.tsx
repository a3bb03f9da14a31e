import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryRouter, RouterProvider, useParams } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { makeQueryClient } from '#api/query-client.ts'
import { paths } from '#lib/paths.ts'

import { Compare } from './compare.tsx'
import { imageJson } from './fixtures.ts'
import { makeSession } from '#lib/testing/session.ts'

const session = makeSession()

const json = { 'content-type': 'application/json', 'x-openstack-request-id': 'req-7' }
const image = (fields: Record<string, unknown>) => () => new Response(imageJson(fields), { headers: json })
const refusal = (status: number, message: string) => () =>
  new Response(JSON.stringify({ message }), { status, headers: json })
const never = () => new Promise<Response>(() => {})

const web = image({ id: 'web', name: 'Web 1', size: 1536, tags: ['gold', 'old'], os_distro: 'ubuntu', note: '' })
const api = image({ id: 'api', name: 'API 2', size: 2048, tags: ['gold', 'new'], os_distro: 'ubuntu' })
const bot = image({ id: 'bot', name: 'Bot 3', size: 1536, tags: ['gold', 'old'], os_distro: 'debian', note: '' })

type Answer = () => Response | Promise<Response>

/** The service's answers by "region/ID"; every other image is not found. */
function serve(answers: Record<string, Answer>) {
  const asked: string[] = []
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    const [, region, id] = /regions\/([^/]+)\/image\/v2\/images\/(.*)$/.exec(pathname) ?? []
    const name = `${region}/${id}`
    asked.push(id === undefined ? pathname : name)
    return (answers[name] ?? refusal(404, `No image found with ID ${id}`))()
  })
  return asked
}

const Page = () => <Compare session={session} region={useParams()['region'] ?? ''} />

async function open(url: string) {
  const router = createMemoryRouter([{ path: '/:region/compare', Component: Page }], { initialEntries: [url] })
  const screen = await render(
    <QueryClientProvider client={makeQueryClient(() => {})}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
  return { screen, router, url: () => decodeURIComponent(router.state.location.search) }
}
type Screen = Awaited<ReturnType<typeof open>>['screen']

const compare = (...ids: string[]) =>
  paths.compare(
    'north',
    ids.map((imageId) => ({ region: 'north', imageId })),
  )

const headers = (screen: Screen) => screen.getByRole('columnheader').getByRole('link')
const expectColumns = async (screen: Screen, ...names: string[]) => {
  await expect
    .poll(() =>
      headers(screen)
        .elements()
        .map((link) => link.textContent),
    )
    .toEqual(names)
}
const row = (screen: Screen, key: string) =>
  screen.getByRole('row').filter({ has: page.getByRole('rowheader', { name: key, exact: true }) })
const cells = (screen: Screen, key: string) =>
  row(screen, key)
    .getByRole('cell')
    .elements()
    .map((cell) => cell.textContent)
const summary = (screen: Screen, words: string) =>
  expect.element(screen.getByRole('status').filter({ hasText: words })).toBeInTheDocument()

afterEach(() => vi.restoreAllMocks())

test('differences first, each told against the first column', async () => {
  serve({ 'north/web': web, 'north/api': api })
  const { screen } = await open(compare('web', 'api'))
  await expect.element(screen.getByRole('table', { name: 'Compare images' })).toBeVisible()
  await expectColumns(screen, 'Web 1', 'API 2')
  await expect.element(headers(screen).first()).toHaveAttribute('href', '/north/images/web')
  await summary(screen, '3 differences in')
  expect(cells(screen, 'Size')).toEqual(['1.5 KiB', 'Different: 2 KiB'])
  expect(cells(screen, 'Tags')).toEqual(['goldold', 'Different: goldadded: newmissing: old'])
  expect(cells(screen, 'note')).toEqual(['"" empty', 'Different: —not set'])
  expect(cells(screen, 'os_distro')).toEqual(['ubuntu', 'ubuntu'])
  const keysIn = (group: string) =>
    screen
      .getByRole('rowgroup', { name: group })
      .getByRole('rowheader')
      .elements()
      .map((head) => head.textContent)
  expect(keysIn('Differences')).toEqual(['Size', 'Tags', 'note'])
  expect(keysIn('Same')).toContain('os_distro')
})

test('a size gives its exact bytes on focus', async () => {
  serve({ 'north/web': web, 'north/api': api })
  const { screen } = await open(compare('web', 'api'))
  await row(screen, 'Size').getByRole('button', { name: '2 KiB' }).click()
  await expect.element(screen.getByRole('tooltip')).toHaveTextContent('2,048 bytes')
})

test('one image that is not found, one that is refused and one in no region leave the others alone', async () => {
  const answers = { 'north/web': web, 'north/api': refusal(403, 'Policy says no') as Answer }
  const asked = serve(answers)
  const { screen, url } = await open(
    '/north/compare?image=north/web&image=north/api&image=north/gone&image=mars/x&image=north/..',
  )
  await expectColumns(screen, 'Web 1')
  await expect.element(screen.getByText('Image gone was not found in north')).toBeVisible()
  await expect.element(screen.getByText('Policy says no')).toBeVisible()
  await expect.element(screen.getByText(/no images in a region called mars/)).toBeVisible()
  expect(asked.toSorted()).toEqual(['north/api', 'north/gone', 'north/web'])

  answers['north/api'] = api
  await screen.getByRole('alert').filter({ hasText: 'Policy says no' }).getByRole('button', { name: 'Retry' }).click()
  await expectColumns(screen, 'Web 1', 'API 2')
  await screen.getByRole('alert').filter({ hasText: 'mars' }).getByRole('button', { name: 'Remove' }).click()
  await expect.poll(url).toBe('?image=north/web&image=north/api&image=north/gone&image=north/..')
  await expect.element(screen.getByText(/\.\. is not the ID of an image/)).toBeVisible()
  await expect.element(screen.getByRole('heading', { name: 'Compare images' })).toHaveFocus()
  expect(asked).not.toContain('north/')
})

test('an image that never answers has a column that waits', async () => {
  serve({ 'north/web': web, 'north/api': never, 'north/bot': bot })
  const { screen } = await open(compare('web', 'api', 'bot'))
  await expectColumns(screen, 'Web 1', 'api', 'Bot 3')
  await summary(screen, '2 of 3 images read')
  await expect.element(row(screen, 'os_distro')).toBeVisible()
  expect(cells(screen, 'os_distro')).toEqual(['ubuntu', '', 'Different: debian'])
})

test('nothing read yet: a table of the same shape', async () => {
  serve({ 'north/web': never, 'north/api': never })
  const { screen } = await open(compare('web', 'api'))
  await summary(screen, 'Loading… 0 of 2 images read')
  await expectColumns(screen, 'web', 'api')
  await expect.element(screen.getByRole('region', { name: 'Comparison' })).toHaveAttribute('aria-busy', 'true')
})

test('columns move, the baseline changes and a column goes, without losing the keyboard', async () => {
  serve({ 'north/web': web, 'north/api': api, 'north/bot': bot })
  const { screen, url, router } = await open(compare('web', 'api', 'bot'))
  await expectColumns(screen, 'Web 1', 'API 2', 'Bot 3')

  await screen.getByRole('button', { name: 'Move Web 1 right' }).click()
  await expectColumns(screen, 'API 2', 'Web 1', 'Bot 3')
  await expect.element(screen.getByRole('button', { name: 'Move Web 1 right' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expectColumns(screen, 'API 2', 'Bot 3', 'Web 1')
  await expect
    .element(screen.getByRole('button', { name: 'Move Web 1 right' }))
    .toHaveAttribute('aria-disabled', 'true')

  await screen.getByRole('button', { name: 'Compare with Bot 3' }).click()
  await expectColumns(screen, 'Bot 3', 'API 2', 'Web 1')
  await expect.poll(() => cells(screen, 'os_distro')).toEqual(['debian', 'Different: ubuntu', 'Different: ubuntu'])
  await expect.element(screen.getByRole('button', { name: 'Move Bot 3 right' })).toHaveFocus()
  await expect.poll(url).toBe('?image=north/bot&image=north/api&image=north/web')

  await screen.getByRole('button', { name: 'Remove Bot 3' }).click()
  await expectColumns(screen, 'API 2', 'Web 1')
  await expect.element(screen.getByRole('button', { name: 'Remove API 2' })).toHaveFocus()
  await router.navigate(-1)
  await expectColumns(screen, 'Bot 3', 'API 2', 'Web 1')
})

test('only differences and the filter are in the URL, and say what they hide', async () => {
  serve({ 'north/web': web, 'north/api': api })
  const { screen, url } = await open(compare('web', 'api'))
  await expectColumns(screen, 'Web 1', 'API 2')
  await screen.getByText('Only differences').click()
  await expect.poll(url).toContain('only=differences')
  await expect.element(row(screen, 'os_distro')).not.toBeInTheDocument()

  await screen.getByRole('searchbox', { name: 'Filter rows' }).fill('gold')
  await summary(screen, '1 of')
  await expect.poll(url).toContain('q=gold')
  await expect.element(row(screen, 'Tags')).toBeVisible()
  await expect.element(row(screen, 'Size')).not.toBeInTheDocument()

  await screen.getByRole('searchbox', { name: 'Filter rows' }).fill('ubuntu')
  await expect.element(screen.getByText(/No row here matches “ubuntu”/)).toBeVisible()
  await screen.getByRole('button', { name: 'Clear filter', exact: true }).click()
  await expect.element(screen.getByRole('searchbox', { name: 'Filter rows' })).toHaveValue('')
  await expect.element(row(screen, 'Size')).toBeVisible()
})

test('images that agree in everything', async () => {
  serve({ 'north/web': web, 'south/web': web })
  const { screen } = await open('/north/compare?image=north/web&image=south/web&only=differences')
  await expect.element(screen.getByText(/^None: the images agree in all \d+ rows\.$/)).toBeVisible()
  // Only the region tells them apart.
  await expect.element(screen.getByRole('columnheader').filter({ hasText: 'south' })).toBeVisible()
})

test('a pasted ID is looked for in every region', async () => {
  const asked = serve({ 'north/web': web, 'north/bot': bot, 'south/api': api })
  const { screen, url } = await open(compare('web', 'bot'))
  await expectColumns(screen, 'Web 1', 'Bot 3')
  await screen.getByRole('button', { name: 'Add image' }).click()
  const field = screen.getByRole('textbox', { name: 'Image ID' })
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('nope{Enter}')
  await expect
    .element(screen.getByText(/^No image with the ID nope can be seen from this account in north or south\./))
    .toBeVisible()
  await expect.element(field).toHaveFocus()

  await field.fill('web')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('This image is in the comparison already.')).toBeVisible()
  await field.fill('..')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('.. is not the ID of an image.')).toBeVisible()
  expect(asked.filter((name) => !/\/(web|bot|nope)$/.test(name))).toEqual([])

  await field.fill(' https://elsewhere.test/south/images/api?tab=json ')
  await userEvent.keyboard('{Enter}')
  await expectColumns(screen, 'Web 1', 'Bot 3', 'API 2')
  await expect.poll(url).toBe('?image=north/web&image=north/bot&image=south/api')
})

test('a region that does not answer is named, not taken for "not found"', async () => {
  serve({ 'north/web': web, 'north/bot': bot, 'south/lost': refusal(500, 'Database is away') })
  const { screen } = await open(compare('web', 'bot'))
  await screen.getByRole('button', { name: 'Add image' }).click()
  await screen.getByRole('textbox', { name: 'Image ID' }).fill('lost')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/^south: .*Database is away\.$/)).toBeVisible()
})

test.each([
  ['/north/compare', 'No image is chosen'],
  ['/north/compare?image=&image=nothing', 'No image is chosen'],
  ['/north/compare?image=north/web&image=north/web', 'One more image is needed'],
])('%s says what is missing and takes it', async (address, title) => {
  serve({ 'north/web': web, 'south/api': api, 'north/bot': bot })
  const { screen, url } = await open(address)
  await expect.element(screen.getByRole('heading', { name: title })).toBeVisible()
  await expect
    .element(screen.getByRole('link', { name: 'Choose from the list' }))
    .toHaveAttribute('href', '/north/images')
  await screen.getByRole('textbox', { name: 'Image ID' }).fill('api')
  await screen.getByRole('button', { name: 'Add', exact: true }).click()
  await expect.poll(url).toMatch(/image=south\/api$/)
})

test('more than four: the first four, the others named, and two ways on', async () => {
  const answers = Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => [`north/${id}`, image({ id, name: id.toUpperCase() })]),
  )
  serve(answers)
  const { screen, url } = await open(compare('a', 'b', 'c', 'd', 'e', 'f'))
  await expectColumns(screen, 'A', 'B', 'C', 'D')
  await expect.element(screen.getByText('The address names 6 images; four at most can be compared.')).toBeVisible()
  await expect.element(screen.getByText(/Not shown: e, f\. Remove an image/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Add image' })).toHaveAttribute('aria-disabled', 'true')
  await screen.getByRole('button', { name: 'Remove B' }).click()
  await expectColumns(screen, 'A', 'C', 'D', 'E')
  await screen.getByRole('button', { name: 'Leave the others out' }).click()
  await expect.poll(url).toBe('?image=north/a&image=north/c&image=north/d&image=north/e')
  await expect.element(screen.getByText(/at most can be compared\.$/)).not.toBeInTheDocument()
})

test('what is shown is what is copied', async () => {
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  serve({ 'north/web': web, 'north/api': api })
  const { screen } = await open(`${compare('web', 'api')}&only=differences&q=size`)
  await expectColumns(screen, 'Web 1', 'API 2')
  await summary(screen, '1 of')
  await screen.getByRole('button', { name: 'Copy', exact: true }).click()
  await screen.getByRole('menuitem', { name: /^As Markdown table/ }).click()
  await screen.getByRole('button', { name: 'Copy', exact: true }).click()
  await screen.getByRole('menuitem', { name: /^As tab-separated values/ }).click()
  await expect.poll(() => written.mock.calls.length).toBe(2)
  const [[markdown] = [], [values] = []] = written.mock.calls
  expect(markdown).toMatch(/^\| Property \| Web 1 \| API 2 \|\n/)
  expect(markdown?.trimEnd().split('\n').at(-1)).toBe('| Size | 1.5 KiB (1,536 bytes) | 2 KiB (2,048 bytes) |')
  expect(values?.split('\n').at(-1)).toBe('Size\t1536\t2048')
})
