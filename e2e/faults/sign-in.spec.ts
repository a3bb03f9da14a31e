import { expect } from '@playwright/test'

import { demoClouds, openstack, passwordOf, rackspace } from '../demo-clouds.ts'
import { openSignIn, passwordField, sendPassword, submit } from '../sign-in-form.ts'
import { imageTable } from '../support.ts'
import { test } from './test.ts'

const tokens = { method: 'POST', path: '/identity/*/tokens' }
const html = { 'content-type': 'text/html' }

const failures = [
  {
    name: 'is down',
    fault: { kind: 'answer', status: 503, headers: html, body: '<h1>503 Service Unavailable</h1>' },
    says: (label: string) => `The identity service of ${label} cannot be reached`,
  },
  {
    name: 'fails',
    fault: { kind: 'answer', status: 500, body: '{"error": {"code": 500}}' },
    says: (label: string) => `The identity service of ${label} cannot be reached`,
  },
  {
    name: 'is a web page',
    fault: { kind: 'answer', status: 200, headers: html, body: '<h1>It works!</h1>' },
    says: (label: string) => `${label} gave an answer nobody can read`,
  },
  {
    name: 'drops the connection',
    fault: { kind: 'reset' },
    says: (label: string) => `${label} gave an answer nobody can read`,
  },
  {
    name: 'stops in the middle of its answer',
    fault: { kind: 'truncate' },
    says: (label: string) => `${label} gave an answer nobody can read`,
  },
  {
    name: 'asks to slow down',
    fault: { kind: 'answer', status: 429, headers: { 'retry-after': '7' } },
    says: () => 'the next try is possible in 7 seconds',
  },
] as const

for (const cloud of demoClouds)
  test(`each way the identity service of the ${cloud.label} fails: a sentence, and nothing typed is lost`, async ({
    page,
    clouds,
  }) => {
    await openSignIn(page, cloud)
    for (const { name, fault, says } of failures)
      await test.step(`it ${name}`, async () => {
        await clouds.plant({ ...fault, ...tokens, cloud: cloud.name })
        await sendPassword(page, 'observer', passwordOf('observer'))
        await expect(page.getByRole('alert')).toContainText(says(cloud.label))
        await expect(passwordField(page)).toHaveValue(passwordOf('observer'))
        await clouds.mend()
        // Each has words of its own: what the next one says is not the last one's.
        await passwordField(page).fill('')
      })
    await passwordField(page).fill(passwordOf('observer'))
    await submit(page)
    await expect(imageTable(page)).toBeVisible()
  })

test('a failure worth reporting shows its request ID', async ({ page, clouds }) => {
  await clouds.plant({ kind: 'answer', status: 500, ...tokens, cloud: openstack.name })
  await openSignIn(page, openstack)
  await sendPassword(page, 'observer', passwordOf('observer'))
  await expect(page.getByRole('alert')).toContainText(/Request ID [\w-]{8,}/)
  await expect(page.getByRole('button', { name: 'Copy request ID' })).toBeVisible()
})

test('a catalog without an image service is told', async ({ page, clouds }) => {
  const body = JSON.stringify({
    access: {
      token: { id: 'not-a-token-of-this-cloud', expires: '2099-01-01T00:00:00.000Z', tenant: { id: '1', name: '1' } },
      user: { id: '7', name: 'observer', roles: [{ name: 'identity:default' }] },
      serviceCatalog: [{ name: 'cloudServersOpenStack', type: 'compute', endpoints: [] }],
    },
  })
  const headers = { 'content-type': 'application/json' }
  await clouds.plant({ kind: 'answer', status: 200, headers, body, ...tokens, cloud: rackspace.name })
  await openSignIn(page, rackspace)
  await sendPassword(page, 'observer', passwordOf('observer'))
  await expect(page.getByRole('alert')).toContainText('Rackspace demo offers you no image service')
})
