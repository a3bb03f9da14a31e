/** What the acts have in common. */
import type { Page } from '@playwright/test'

import type { Operation } from './operation.ts'

/** The status alone is the answer: what its body holds, nobody reads. */
export const answeredByStatus: NonNullable<Operation['but']> = { empty: 'none', 'wrong shape': 'none' }

/** Takes away what the last act said in the corner, so that what is said next is news. */
export async function closeMessages(page: Page): Promise<void> {
  const close = page.getByRole('region', { name: /Messages/ }).getByRole('button', { name: 'Close message' })
  while ((await close.count()) > 0) await close.first().click()
}

/** Where an act is to open a page, and after a failure to press its button. */
export const visit = (address: (page: Page) => Promise<string> | string): Pick<Operation, 'open' | 'act'> => {
  let to = ''
  return {
    open: async (page) => {
      to = await address(page)
    },
    act: async (page, isAgain) => {
      if (isAgain) await page.getByRole('alert').getByRole('button', { name: 'Retry' }).first().click()
      else await page.goto(to)
    },
  }
}
