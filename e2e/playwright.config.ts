import { defineConfig } from '@playwright/test'

import { chromiumLaunch } from '#tools/chromium.mjs'
import { inProject } from '#tools/project.mjs'

import { belowPath, busy, calm } from './servers.ts'

/** Journeys that make and change images. */
const WRITING = [
  'image-actions.spec.ts',
  'import.spec.ts',
  'invitations.spec.ts',
  'metadata.spec.ts',
  'sharing.spec.ts',
  'upload.spec.ts',
]

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

/** Takes minutes, of which most are spent waiting by a clock: `npm run test:matrix`. */
const faultMatrix =
  process.env['FAULT_MATRIX'] === undefined
    ? []
    : [
        { name: 'matrix', testDir: 'faults/matrix', testMatch: 'matrix.spec.ts' },
        // Reads what all of it has left.
        { name: 'matrix-table', testDir: 'faults/matrix', testMatch: 'table.spec.ts', dependencies: ['matrix'] },
      ]

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  forbidOnly: true,
  retries: 0,
  // One more than the processors of a small machine: a journey waits for its page half of the time.
  workers: 3,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'UTC',
    // What moves is drawn anew sixty times a second, which takes half of a small machine.
    reducedMotion: 'reduce',
    // A failure leaves what the page showed. A trace of all journeys costs a tenth of their time: ask for it, `--trace on`.
    trace: 'off',
    launchOptions: chromiumLaunch(),
  },
  projects: [
    // First: some of these take longest.
    { name: 'faults', testDir: 'faults', testIgnore: 'matrix/**' },
    ...faultMatrix,
    { name: 'writing', testMatch: WRITING, testIgnore: ['cloud/**', 'faults/**'], use: { baseURL: busy.url } },
    {
      name: 'journeys',
      testIgnore: ['cloud/**', 'faults/**', 'base-path.spec.ts', ...WRITING],
      use: { baseURL: calm.url },
    },
    { name: 'base-path', testMatch: 'base-path.spec.ts', use: { baseURL: `${belowPath.url}/` } },
  ],
  webServer: [calm, busy, belowPath].map(webServer),
})
