/** Journeys through bad weather: each starts with clouds in order, and leaves them so. */
import { test as base } from '@playwright/test'

import { DemoControl } from '../demo-control.ts'
import { faulty } from '../servers.ts'

export const test = base.extend<{ clouds: DemoControl }>({
  clouds: [
    // Playwright reads what a fixture needs from this pattern, and will not do without it.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const clouds = new DemoControl(faulty)
      await clouds.mend()
      await use(clouds)
      await clouds.mend()
    },
    { auto: true },
  ],
})
