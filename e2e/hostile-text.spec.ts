/** Every string that a cloud can say, made hostile: it is shown as text, does nothing, and asks nobody for anything. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { ALL_REGIONS, paths } from '#lib/paths.ts'

import { demoClouds, openstack, rackspace } from './demo-clouds.ts'
import { calm } from './servers.ts'
import { signInHeading, signOut } from './sign-in-form.ts'
import { imageLinks, imageTable, openCatalog, readImages, searchField, signInAs } from './support.ts'

const own = new URL(calm.url).origin

/** Of the hostile words what stands there in any case: tags are taken out of what services say in HTML. */
const MARK = '{{7*7}}'

/** What would run, load or break out, if it were ever read as markup. */
const HOSTILE =
  '"\'><img data-hostile src="http://elsewhere.invalid/pixel.png" onerror="window.wasHit=1"><script data-hostile>window.wasHit=1</script><a data-hostile href="javascript:window.wasHit=1">x</a>{{7*7}}${7*7}\u202e'

/** What the page's own logic goes by: such a string, changed, is another answer and no hostile one. */
const FIXED_KEYS = new Set(
  (
    'id status visibility schema self file next first owner type member_id image_id disk_format container_format ' +
    'checksum os_hash_algo os_hash_value hash direct_url flavour roles cloud methods regions defaultRegion code stores'
  ).split(' '),
)
const FIXED_TEXT = /^(\d|[\da-f-]{32,36}$|(true|false)$|\/|https?:)/i

/** The same answer with hostile words in place of all free ones, keys of properties included. */
function poisoned(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return FIXED_KEYS.has(key) || FIXED_TEXT.test(value) ? value : `${value} ${HOSTILE}`
  if (Array.isArray(value)) return value.map((each) => poisoned(each, key))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, each]): [string, unknown] => [name, poisoned(each, name)])
  const isImage = 'disk_format' in value
  return Object.fromEntries(
    isImage ? [...entries, [`x_${HOSTILE}`, HOSTILE], ['os_distro', 'javascript:window.wasHit=1']] : entries,
  )
}

// What is still on its way when a test ends is nobody's failure.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }))

async function poison(page: Page): Promise<void> {
  await page.route('**/api/**', async (route, request) => {
    if (request.method() !== 'GET') return route.fallback()
    const answer = await route.fetch()
    if (!answer.headers()['content-type']?.includes('json')) return route.fulfill({ response: answer })
    return route.fulfill({ response: answer, json: poisoned(await answer.json()) })
  })
}

interface Watch {
  requests: string[]
  complaints: string[]
}

/** Where the page turns to, and what it runs into. */
function watch(page: Page): Watch {
  const seen: Watch = { requests: [], complaints: [] }
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(own) && !/^(data|blob):/.test(url)) seen.requests.push(url)
  })
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML/i.test(message.text())) seen.complaints.push(message.text())
  })
  page.on('pageerror', (error) => seen.complaints.push(error.message))
  page.on('dialog', (dialog) => seen.complaints.push(`dialog: ${dialog.message()}`))
  return seen
}

/** Nothing of it has become an element, a link that runs, or an act. */
async function expectText(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(
    (mark) => ({
      elements: document.querySelectorAll('[data-hostile]').length,
      links: [...document.querySelectorAll('a[href], form[action]')].filter((link) =>
        /^\s*(javascript|data|vbscript):/i.test(link.getAttribute('href') ?? link.getAttribute('action') ?? ''),
      ).length,
      wasHit: 'wasHit' in window,
      shown: document.body.textContent.includes(mark),
    }),
    MARK,
  )
  expect(found, where).toEqual({ elements: 0, links: 0, wasHit: false, shown: true })
}

for (const cloud of demoClouds)
  test(`${cloud.label}: names, properties, tags, messages, projects`, async ({ page }) => {
    await signInAs(page, cloud, 'producer')
    const images = await readImages(page, cloud.region)
    const ownImage = images.find(({ visibility }) => visibility === 'shared') ?? images[0]
    const seen = watch(page)
    await poison(page)
    const id = ownImage?.id ?? ''
    const places = [
      paths.images(cloud.region),
      paths.images(ALL_REGIONS),
      paths.image(cloud.region, id),
      paths.image(cloud.region, id, 'metadata'),
      paths.image(cloud.region, id, 'sharing'),
      paths.image(cloud.region, id, 'data'),
      paths.image(cloud.region, id, 'json'),
      paths.compare(
        cloud.region,
        images.slice(0, 2).map((image) => ({ region: cloud.region, imageId: image.id })),
      ),
      paths.sharing(cloud.region),
      paths.invitations(cloud.region),
      ...(cloud === rackspace
        ? [
            paths.transfers(cloud.region),
            `${paths.transfers(cloud.region)}/files`,
            paths.objects(cloud.region, 'vhd-imports'),
          ]
        : []),
    ]
    for (const place of places) {
      await page.goto(place)
      await expect(page.getByRole('main'), place).toContainText(MARK)
      await expectText(page, place)
    }
    expect(seen).toEqual({ requests: [], complaints: [] })
  })

test('what an error says is text, whatever kind of answer it came in', async ({ page }) => {
  await signInAs(page, openstack, 'producer')
  const seen = watch(page)
  const bodies: [string, string][] = [
    ['application/json', JSON.stringify({ message: `No. ${HOSTILE}` })],
    ['text/plain', `403 Forbidden\n\nNo. data-hostile {{7*7}} javascript:window.wasHit=1`],
    ['text/html', `<body>No. &lt;img data-hostile src=x onerror=window.wasHit=1&gt; ${HOSTILE}</body>`],
    [
      'application/problem+json',
      JSON.stringify({ type: '/problems/upstream-unreachable', title: HOSTILE, status: 502, detail: `No. ${HOSTILE}` }),
    ],
  ]
  for (const [contentType, body] of bodies) {
    await page.route('**/image/v2/images/*', (route) => route.fulfill({ status: 403, contentType, body }))
    await page.goto(paths.image(openstack.region, '00000000-0000-4000-8000-000000000000'))
    await expect(page.getByRole('alert'), contentType).toContainText('No.')
    await expect(page.getByRole('alert'), contentType).toContainText(MARK)
    await expectText(page, contentType)
    await page.unroute('**/image/v2/images/*')
  }
  expect(seen).toEqual({ requests: [], complaints: [] })
})

test('after sign-out the browser keeps nothing of the account', async ({ page }) => {
  await openCatalog(page, openstack)
  const seen = watch(page)
  const [name = ''] = await imageLinks(page).allTextContents()
  await searchField(page).fill('web')
  await searchField(page).press('Enter')
  await page.goto(paths.images(openstack.region))
  await imageLinks(page).first().click()
  await page.getByRole('tab', { name: 'Metadata' }).click()
  await page.goto(paths.images(openstack.region))
  await expect(imageTable(page)).toBeVisible()
  const kept = () =>
    page.evaluate(async () => {
      const databases = await indexedDB.databases()
      const rows = await Promise.all(
        databases.map(
          ({ name: database = '' }) =>
            new Promise<unknown[]>((resolve) => {
              const opening = indexedDB.open(database)
              opening.addEventListener('success', () => {
                const { result } = opening
                const stores = [...result.objectStoreNames]
                if (stores.length === 0) return resolve([])
                const all = result.transaction(stores)
                const found: unknown[] = []
                for (const store of stores) {
                  const reading = all.objectStore(store).getAll()
                  reading.addEventListener('success', () => found.push(...(reading.result as unknown[])))
                }
                all.addEventListener('complete', () => {
                  result.close()
                  resolve(found)
                })
                return undefined
              })
            }),
        ),
      )
      const words = [Object.entries(localStorage), Object.entries(sessionStorage), await caches.keys(), document.cookie]
      return { rows: rows.flat().length, words: JSON.stringify([...words, rows]) }
    })
  await expect.poll(async () => (await kept()).words).toContain(name)
  // The list, beside what lies open in words.
  await expect.poll(async () => (await kept()).rows).toBeGreaterThan(0)
  const session = JSON.parse(
    await page.evaluate(async () =>
      (await fetch('/api/session', { headers: { 'X-Requested-With': 'cloud-images' } })).text(),
    ),
  ) as { account: { id: string }; user: { id: string } }
  await signOut(page)
  await expect(signInHeading(page)).toBeVisible()
  const left = await kept()
  expect(left.rows).toBe(0)
  for (const word of [name, session.account.id, session.user.id]) expect(left.words).not.toContain(word)
  expect(await page.context().cookies()).toEqual([])
  expect(seen).toEqual({ requests: [], complaints: [] })
})
