/** What the acts have in common. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { APP_HEADER } from '#lib/contract.ts'

import { readImages } from '../../support.ts'
import type { Operation } from './operation.ts'

/** The status alone is the answer: what its body holds, nobody reads. */
export const answeredByStatus: NonNullable<Operation['but']> = { empty: 'none', 'wrong shape': 'none' }

/** Takes away what the last act said in the corner, so that what is said next is news. */
export async function closeMessages(page: Page): Promise<void> {
  const close = page.getByRole('region', { name: /Messages/ }).getByRole('button', { name: 'Close message' })
  while ((await close.count()) > 0) await close.first().click()
}

/** Puts an invitation back to where nobody has answered it. */
export async function unanswer(page: Page, region: string, name: string): Promise<void> {
  const headers = { [APP_HEADER.name]: APP_HEADER.value, 'sec-fetch-site': 'same-origin' }
  const session = (await (await page.request.get('api/session', { headers })).json()) as { account: { id: string } }
  const lists = await Promise.all(
    ['pending', 'accepted', 'rejected'].map((answer) =>
      readImages(page, region, `visibility=shared&member_status=${answer}`),
    ),
  )
  const image = lists.flat().find((one) => one.name === name)
  const path = `api/regions/${region}/image/v2/images/${image?.id}/members/${session.account.id}`
  const answer = await page.request.put(path, { headers, data: { status: 'pending' } })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** Where an act is to open a page, and after a failure to press its button. */
export const visit = (address: (page: Page) => Promise<string> | string): Pick<Operation, 'open' | 'act'> => {
  let to = ''
  return {
    open: async (page) => {
      to = await address(page)
    },
    act: async (page, isAgain) => {
      if (isAgain) await page.getByRole('button', { name: 'Retry', exact: true }).first().click()
      else await page.goto(to)
    },
  }
}
