import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/** Colours in the middle of a transition are nobody's to judge: waits for all but those that never end. */
const settle = (page: Page) =>
  page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })

/** axe, with all its rules, finds nothing in the page as it is now. @param state what the page shows, for the report */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await settle(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    where: nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ''}`),
  }))
  // Soft: one run tells what is wrong in every state.
  expect.soft(found, state).toEqual([])
}

/** Nothing is wider than the window: nobody has to scroll sideways to read a line. */
export async function expectNoSidewaysScroll(page: Page, state: string): Promise<void> {
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overhang, state).toBeLessThanOrEqual(0)
}
