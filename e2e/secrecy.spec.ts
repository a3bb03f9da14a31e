import { expect, test } from '@playwright/test'
import type { Page, Response } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { demoClouds, openstack, passwordOf } from './demo-clouds.ts'
import { DemoControl } from './demo-control.ts'
import { calm } from './servers.ts'
import { openSignIn, sendPassword, signInHeading, signOut } from './sign-in-form.ts'
import { expectLoaded, imageLinks, imageRow, imageTable, openCatalog, searchField } from './support.ts'

/** Everything that passes between the browser and the server from here on: addresses, headers and bodies. */
function recordTraffic(page: Page): () => Promise<string[]> {
  const responses: Response[] = []
  page.on('response', (response) => responses.push(response))
  return () =>
    Promise.all(
      responses.map(async (response) => {
        const headers = [...(await response.headersArray()), ...(await response.request().headersArray())]
        // A redirect has no body, and one of a page that was left is gone.
        const body = await response.body().then(String, () => '')
        return [response.url(), ...headers.map(({ name, value }) => `${name}: ${value}`), body].join('\n')
      }),
    )
}

/** Everything that a script of the page can read afterwards. */
const keptInPage = (page: Page) =>
  page.evaluate(async () =>
    JSON.stringify({
      localStorage: Object.entries(localStorage),
      sessionStorage: Object.entries(sessionStorage),
      cookie: document.cookie,
      history: history.state as unknown,
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      html: document.documentElement.outerHTML,
    }),
  )

for (const cloud of demoClouds)
  test(`no token of the ${cloud.label} is in anything that the browser gets, shows or keeps`, async ({ page }) => {
    const traffic = recordTraffic(page)
    await openSignIn(page, cloud)
    await sendPassword(page, 'producer', passwordOf('producer'))
    await expectLoaded(page)
    await searchField(page).fill('payments-appliance')
    await imageRow(page, 'payments-appliance 4.2').getByRole('link').click()
    await page.getByRole('tab', { name: 'JSON' }).click()
    await expect(page.getByRole('button', { name: 'Copy image JSON' })).toBeVisible()
    await page.goto(paths.image(cloud.region, 'not-an-id'))
    await expect(page.getByRole('alert')).toBeVisible()
    const kept = await keptInPage(page)
    await signOut(page)
    await expect(signInHeading(page)).toBeVisible()

    const places = { traffic: await traffic(), kept, keptAfterSignOut: await keptInPage(page) }
    expect(places.traffic.length).toBeGreaterThan(10)
    const tokens = await new DemoControl(calm).tokens()
    expect(tokens).not.toHaveLength(0)
    for (const [place, text] of Object.entries(places))
      for (const token of tokens) expect(JSON.stringify(text).includes(token), place).toBe(false)
  })

test('a change of project shows the browser neither token', async ({ page }) => {
  const traffic = recordTraffic(page)
  await openSignIn(page, openstack)
  await sendPassword(page, 'multi', passwordOf('multi'))
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(imageTable(page)).toBeVisible()
  await page.getByRole('button', { name: 'Project' }).click()
  await page.getByRole('option', { name: 'staging' }).click()
  await expect(imageRow(page, 'staging-candidate')).toBeVisible()

  const seen = JSON.stringify([await traffic(), await keptInPage(page)])
  for (const token of await new DemoControl(calm).tokens()) expect(seen.includes(token)).toBe(false)
})

test('the session’s cookie is out of reach of scripts and of other sites', async ({ page, context }) => {
  await openCatalog(page, openstack)
  const [cookie, ...others] = await context.cookies()
  expect(cookie).toMatchObject({ name: 'cloud-images', httpOnly: true, sameSite: 'Strict', path: '/' })
  expect(others).toEqual([])
  expect(await page.evaluate(() => document.cookie)).toBe('')
})

test('the content security policy is strict, and nothing of ours runs into it', async ({ page }) => {
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(error.message))
  const [answer] = await Promise.all([page.waitForResponse('/sign-in'), openSignIn(page, openstack)])
  const policy = answer.headers()['content-security-policy'] ?? ''
  for (const part of ["default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"])
    expect(policy).toContain(part)
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-/)

  await page.getByRole('button', { name: 'Sign in as producer' }).click()
  await expectLoaded(page)
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  await page.keyboard.press('Escape')
  await imageLinks(page).first().click()
  await page.getByRole('tab', { name: 'JSON' }).click()
  await expect(page.getByRole('button', { name: 'Copy image JSON' })).toBeVisible()
  // A browser logs every answer of 4xx, and the first question is whether anybody is signed in.
  const unexpected = complaints.filter((text) => !/the server responded with a status of 401/.test(text))
  expect(unexpected).toEqual([])
})
