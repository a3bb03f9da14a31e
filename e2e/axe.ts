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
  // Legacy mode puts results together in the page, not in a blank one beside it: without frames the same, in half the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    where: nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ''}`),
  }))
  // Soft: one run tells what is wrong in every state.
  expect.soft(found, state).toEqual([])
}

/** Nothing sticks out of the window: nobody scrolls sideways to read a line, and the frame of the pages stays where it is. */
export async function expectWithinWindow(page: Page, state: string): Promise<void> {
  const overhang = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
    const hasFrame = document.getElementById('main') !== null
    return { sideways: scrollWidth - clientWidth, down: hasFrame ? scrollHeight - clientHeight : 0 }
  })
  expect(overhang, state).toEqual({ sideways: 0, down: 0 })
}
