/** A person at a terminal: takes the command that a button offers, and runs it with the real client. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import type { Account, ProjectName } from '../real-cloud/accounts.ts'
import { call } from '../real-cloud/http.ts'
import { signIn } from '../real-cloud/identity.ts'
import { choose } from '../support.ts'
import { cloud } from './cloud.ts'

/** Copies the command of this kind that `within` offers. */
export async function copied(page: Page, within: Locator, kind: RegExp): Promise<string> {
  await choose(page, within.getByRole('button', { name: 'Copy command' }), kind)
  await expect(page.getByText(/^Copied /).first()).toBeVisible()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  // The next is seen to be a new one.
  await page.evaluate(() => navigator.clipboard.writeText(''))
  return text
}

/** Runs what was copied, as a person would who has set the variables that the command needs. */
export async function typed(text: string, account: Account, project: ProjectName) {
  const { token } = await signIn(cloud.authUrl, account, { project })
  const forCurl = { IMAGE_ENDPOINT: cloud.imageUrl, OS_TOKEN: token }
  const forClients = {
    OS_AUTH_URL: cloud.authUrl,
    OS_USERNAME: account.username,
    OS_PASSWORD: account.password,
    OS_PROJECT_NAME: project,
    OS_USER_DOMAIN_NAME: 'Default',
    OS_PROJECT_DOMAIN_NAME: 'Default',
    OS_IDENTITY_API_VERSION: '3',
  }
  await promisify(execFile)('bash', ['--norc', '-c', text], {
    env: {
      PATH: '/usr/bin:/bin',
      LC_ALL: 'C.UTF-8',
      no_proxy: '*',
      ...(text.startsWith('curl ') ? forCurl : forClients),
    },
  })
}

/** A few bytes of data: only an active image can be deactivated, or copied to a store. */
export async function putData(id: string, account: Account, project: ProjectName) {
  const { token } = await signIn(cloud.authUrl, account, { project })
  const headers = { 'Content-Type': 'application/octet-stream' }
  await call(`${cloud.imageUrl}/v2/images/${id}/file`, { method: 'PUT', token, body: Buffer.from('data'), headers })
}
