/** Other people's pages in a browser that is signed in here: what they can send, show and learn. */
import { expect, test } from '@playwright/test'
import type { Page, Request } from '@playwright/test'

import { APP_HEADER } from '#lib/contract.ts'
import { paths } from '#lib/paths.ts'

import { openstack, passwordOf, rackspace } from './demo-clouds.ts'
import { startHostileSite } from './hostile-pages.ts'
import type { HostileSite } from './hostile-pages.ts'
import { calm } from './servers.ts'
import { chooseCloud, sendPassword, signInHeading } from './sign-in-form.ts'
import { imageId, imageTable, signInAs } from './support.ts'

const own = new URL(calm.url).origin
const { region } = openstack

let site: HostileSite
test.beforeAll(async () => {
  site = await startHostileSite()
})
test.afterAll(() => site.close())

/** Who the browser is signed in as, for the dashboard itself. */
async function userOf(page: Page): Promise<string> {
  const answer = await page.request.get('api/session', { headers: { [APP_HEADER.name]: APP_HEADER.value } })
  return ((await answer.json()) as { user: { name: string } }).user.name
}

/** What the dashboard answered to each request that a page sent there. */
function answersTo(page: Page): Map<string, number | 'none'> {
  const answers = new Map<string, number | 'none'>()
  const key = (request: Request) => `${request.method()} ${new URL(request.url()).pathname}`
  page.on('response', (response) => {
    if (response.url().startsWith(own)) answers.set(key(response.request()), response.status())
  })
  page.on('requestfailed', (request) => {
    if (request.url().startsWith(own) && !answers.has(key(request))) answers.set(key(request), 'none')
  })
  return answers
}

for (const host of ['localhost', '127.0.0.1'] as const)
  test.describe(host === 'localhost' ? 'another site' : 'another port of this site', () => {
    test('its scripts read nothing and change nothing', async ({ page }) => {
      await signInAs(page, openstack, 'producer')
      const image = await imageId(page, region, 'customer-portal 11.4')
      site.serve('<!doctype html><title>elsewhere</title>')
      await page.goto(site.origin(host))
      const api = `${own}/api`
      const tried = await page.evaluate(
        async ([to, id, at, header, value]) => {
          const json = { 'content-type': 'application/json', [header]: value }
          const wishes: [string, RequestInit][] = [
            ['session', {}],
            ['session', { headers: { [header]: value } }],
            [`regions/${at}/image/v2/images`, { mode: 'no-cors' }],
            [`regions/${at}/image/v2/images/${id}`, { method: 'DELETE', headers: { [header]: value } }],
            [`regions/${at}/image/v2/images/${id}`, { method: 'PATCH', headers: json, body: '[]' }],
            ['session', { method: 'POST', mode: 'no-cors', body: '{"cloud":"demo-openstack"}' }],
            ['session', { method: 'DELETE', headers: { [header]: value } }],
          ]
          const results: string[] = []
          for (const [path, init] of wishes) {
            const answer = await fetch(`${to}/${path}`, { credentials: 'include', ...init }).then(
              async (reply) => `${reply.type} ${await reply.text()}`,
              () => 'refused',
            )
            results.push(answer.trim())
          }
          return results
        },
        [api, image, region, APP_HEADER.name, APP_HEADER.value] as const,
      )
      // An opaque answer has no words; whatever else came would have been read.
      expect(tried.filter((result) => result !== 'refused' && result !== 'opaque')).toEqual([])
      expect(await userOf(page)).toBe('producer')
      expect(await imageId(page, region, 'customer-portal 11.4')).toBe(image)
    })

    test('its forms sign nobody in or out', async ({ page }) => {
      await signInAs(page, openstack, 'producer')
      const answers = answersTo(page)
      // A body that is JSON although a form wrote it.
      const forged = JSON.stringify({
        cloud: openstack.name,
        method: 'password',
        username: 'observer',
        password: passwordOf('observer'),
        x: '',
      })
      const [name, value] = [forged.slice(0, -2), '"}']
      const field = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
      for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
        site.serve(
          `<form method="post" enctype="${enctype}" action="${own}/api/session"><input name="${field(name)}" value="${field(value)}"><button>Go</button></form>`,
        )
        await page.goto(site.origin(host))
        await page.getByRole('button', { name: 'Go' }).click()
        await page.waitForURL(`${own}/**`)
        expect([400, 403, 415], enctype).toContain(answers.get('POST /api/session'))
      }
      expect(await userOf(page)).toBe('producer')
    })

    test('its frames show nothing of the dashboard', async ({ page }) => {
      await signInAs(page, openstack, 'producer')
      for (const path of [paths.images(region), '/sign-in', '/api/clouds', '/healthz']) {
        site.serve(`<iframe src="${own}${path}" width="800" height="600"></iframe>`)
        await page.goto(site.origin(host))
        await expect.poll(() => page.frames().at(-1)?.url(), { message: path }).toMatch(/^chrome-error:/)
      }
    })
  })

test('a link from elsewhere opens the page it names, and the page that linked has no hold on it', async ({
  page,
  context,
}) => {
  await signInAs(page, openstack, 'producer')
  site.serve(`<a href="${own}${paths.images(region)}" target="_blank" rel="opener">Look</a>`)
  await page.goto(site.origin('localhost'))
  const [opened] = await Promise.all([context.waitForEvent('page'), page.getByRole('link').click()])
  await expect(imageTable(opened)).toBeVisible()
  expect(await opened.evaluate(() => window.opener as unknown)).toBeNull()
})

test('sign-in leads nowhere but into the dashboard', async ({ page }) => {
  const elsewhere = new URL(site.origin('localhost'))
  site.serve('<h1>Not the dashboard</h1>')
  const ways = [
    elsewhere.href,
    `//${elsewhere.host}/`,
    `/\\${elsewhere.host}`,
    `/%09/${elsewhere.host}`,
    `/\t/${elsewhere.host}`,
    `https:${elsewhere.host}`,
    'javascript:document.write(1)',
    `/../..//${elsewhere.host}`,
    `@${elsewhere.host}`,
  ]
  for (const way of ways) {
    await page.context().clearCookies()
    await page.goto(`/sign-in?next=${encodeURIComponent(way)}`)
    await chooseCloud(page, openstack)
    await sendPassword(page, 'observer', passwordOf('observer'))
    await expect(signInHeading(page), way).toBeHidden()
    expect(new URL(page.url()).origin, way).toBe(own)
  }
})

test('a file that is a page is saved, not shown, and nothing guesses what an answer is', async ({ page }) => {
  await signInAs(page, rackspace, 'producer')
  const object = `/api/regions/${rackspace.region}/object-store/hostile/page.html`
  const headers = { [APP_HEADER.name]: APP_HEADER.value, 'sec-fetch-site': 'same-origin', 'content-type': 'text/html' }
  await page.request.put(object.replace('/page.html', ''), { headers })
  await page.request.put(object, { headers, data: '<script>parent.document.title = "taken"</script>' })
  const answers: [string, Record<string, string>][] = []
  page.on('response', (response) => {
    if (response.url().startsWith(own)) answers.push([response.url(), response.headers()])
  })
  await page.goto(paths.images(rackspace.region))
  await expect(imageTable(page)).toBeVisible()
  const before = page.url()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.evaluate((to) => window.location.assign(to), object),
  ])
  expect(download.suggestedFilename()).toBe('page.html')
  expect(page.url()).toBe(before)
  const { 'content-security-policy': policy, 'content-disposition': disposition } = (
    await page.request.get(object, { headers })
  ).headers()
  expect(policy).toContain('sandbox')
  expect(disposition).toMatch(/^attachment/)
  expect(answers.length).toBeGreaterThan(10)
  for (const [url, sent] of answers) expect(sent['x-content-type-options'], url).toBe('nosniff')
  await page.request.delete(object, { headers })
  await page.request.delete(object.replace('/page.html', ''), { headers })
})
