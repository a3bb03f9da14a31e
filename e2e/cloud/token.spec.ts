import { readFile } from 'node:fs/promises'

import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { cloud } from './cloud.ts'
import { SERVER_LOG } from './server-log.ts'
import { sessionTokens } from './session-cookie.ts'
import { CATALOG, countLine, imageTable, sendPassword, signInAs, signOut } from './support.ts'

const { producer, multi } = cloud.accounts

/** What the cloud itself says to a token: Keystone at once, Glance as soon as its cache of tokens allows. */
async function upstreamStatus(service: 'identity' | 'image', token: string): Promise<number> {
  const headers = { 'X-Auth-Token': token, 'X-Subject-Token': token }
  const url = service === 'identity' ? `${cloud.authUrl}/auth/tokens` : `${cloud.imageUrl}/v2/images?limit=1`
  const response = await fetch(url, { headers })
  await response.body?.cancel()
  return response.status
}

test('sign-out makes the token useless at the cloud', async ({ page, context }) => {
  await signInAs(page, producer)
  const [token] = await sessionTokens(context)
  expect(await upstreamStatus('identity', token)).toBe(200)
  expect(await upstreamStatus('image', token)).toBe(200)

  await signOut(page)
  expect(await upstreamStatus('identity', token)).toBe(401)
  await expect.poll(() => upstreamStatus('image', token)).toBe(401)
  await page.goto(CATALOG)
  await expect(page).toHaveURL(/\/sign-in/)
})

test('sign-out revokes the tokens of projects left behind, too', async ({ page, context }) => {
  await page.goto('/sign-in')
  await sendPassword(page, multi)
  await page.getByRole('radiogroup', { name: 'Project' }).getByText('producer', { exact: true }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(imageTable(page)).toBeVisible()
  const before = await sessionTokens(context)
  await page.getByRole('button', { name: 'Project' }).click()
  await page.getByRole('option', { name: 'consumer' }).click()
  await expect(imageTable(page).getByRole('link', { name: 'private of consumer' })).toBeVisible()
  const tokens = new Set([...before, ...(await sessionTokens(context))])
  expect(tokens.size).toBeGreaterThan(before.length)

  await signOut(page)
  for (const token of tokens) expect(await upstreamStatus('identity', token)).toBe(401)
})

/**
 * Everything that reaches the browser from here on: addresses, headers and bodies. Fetched on the browser's behalf, for
 * Chromium does not keep every body that a page has read.
 */
async function recordTraffic(page: Page): Promise<string[]> {
  const traffic: string[] = []
  await page.route('**/*', async (route) => {
    const request = route.request()
    const response = await route.fetch({ maxRedirects: 0 })
    const headers = [...response.headersArray(), ...(await request.headersArray())]
    const body = await response.text()
    traffic.push([request.url(), ...headers.map(({ name, value }) => `${name}: ${value}`), body].join('\n'))
    await route.fulfill({ response })
  })
  return traffic
}

test('the token is in nothing that the browser gets or keeps, nor in what the server tells', async ({
  page,
  context,
  request,
}) => {
  const traffic = await recordTraffic(page)
  await page.goto('/sign-in')
  await sendPassword(page, producer)
  // The whole list has come: what is searched for below may be on its last page.
  await expect(countLine(page, /^\d+ images$/)).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search images' }).fill('Debian 12 (Bookworm)')
  await imageTable(page).getByRole('link', { name: 'Debian 12 (Bookworm)', exact: true }).click()
  await page.getByRole('tab', { name: 'JSON' }).click()
  await expect(page.getByRole('button', { name: 'Copy image JSON' })).toBeVisible()
  const [token, ...others] = await sessionTokens(context)
  expect(token.length).toBeGreaterThan(100)

  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
  )
  const cookies = (await context.cookies()).map(({ value }) => value)
  const metrics = await (await request.get('/metrics')).text()
  const log = await readFile(SERVER_LOG, 'utf8')
  const places = { traffic, stored, page: await page.content(), cookies, metrics, log }
  // What is searched is what came: an image's name from the list, and the server's line about the sign-in.
  expect(traffic.some((text) => text.includes('windows-sysprep'))).toBe(true)
  expect(log).toContain('/api/session')
  for (const [place, text] of Object.entries(places))
    for (const secret of [token, ...others]) expect(JSON.stringify(text).includes(secret), place).toBe(false)
  expect(log.includes(producer.password)).toBe(false)
})
