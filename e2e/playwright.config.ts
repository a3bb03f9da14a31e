import { defineConfig } from '@playwright/test'

import { chromiumLaunch } from '#tools/chromium.mjs'
import { inProject } from '#tools/project.mjs'

import { belowPath, calm, faulty } from './servers.ts'

const webServer = (server: typeof calm) => ({
  command: server.command.map((part) => `"${part}"`).join(' '),
  cwd: inProject(),
  env: server.env,
  url: `${new URL(server.url).origin}/healthz`,
  // Another server on the port may have other clouds, or be in the middle of somebody's test.
  reuseExistingServer: false,
  timeout: 30_000,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 5_000 },
})

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Without its film, which costs more than the journeys themselves: the snapshots show every step.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: chromiumLaunch(),
  },
  projects: [
    { name: 'journeys', testIgnore: ['cloud/**', 'faults/**', 'base-path.spec.ts'], use: { baseURL: calm.url } },
    // One after the other: what these do to their clouds, all of them would see.
    { name: 'faults', testDir: 'faults', workers: 1, use: { baseURL: faulty.url } },
    { name: 'base-path', testMatch: 'base-path.spec.ts', use: { baseURL: `${belowPath.url}/` } },
  ],
  webServer: [calm, faulty, belowPath].map(webServer),
})
