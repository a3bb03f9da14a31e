import type { Page } from '@playwright/test'

/** The page's time is the test's to turn: its timers, and the limits of its requests too. */
export async function waitsByTheClock(page: Page): Promise<void> {
  await page.clock.install()
  await page.addInitScript(() => {
    // The browser's own would wait two minutes of everybody's time.
    AbortSignal.timeout = (milliseconds) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(new DOMException('Too late', 'TimeoutError')), milliseconds)
      return controller.signal
    }
  })
}
