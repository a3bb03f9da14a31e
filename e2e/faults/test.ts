/**
 * Journeys through bad weather. Each worker has a dashboard with clouds of its own, so that nobody else meets the
 * faults; each journey starts with clouds in order, and leaves them so.
 */
import { test as base } from '@playwright/test'

import { DemoControl } from '../demo-control.ts'
import { faultyServer } from '../servers.ts'
import { startDashboard, stop } from './server-process.ts'

interface OfWorker {
  server: { url: string; clouds: DemoControl }
}

export const test = base.extend<{ clouds: DemoControl }, OfWorker>({
  server: [
    // Playwright reads what a fixture needs from this pattern, and will not do without it.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use, { parallelIndex }) => {
      const { url, env } = faultyServer(parallelIndex)
      const dashboard = await startDashboard(url, env, ['--demo'])
      await use({ url, clouds: new DemoControl({ env }) })
      await stop(dashboard)
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, provide) => {
    await provide(server.url)
  },
  clouds: [
    async ({ server: { clouds } }, use) => {
      await clouds.mend()
      await use(clouds)
      await clouds.mend()
    },
    { auto: true },
  ],
})
