import { mkdirSync, writeFileSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

import { chromiumLaunch } from '#tools/chromium.mjs'
import { inProject, nodeBinary } from '#tools/project.mjs'

const PORT = 4290
/** Where the journeys turn the demo clouds' clock and plant failures. */
const FAKE_CLOUD_CONTROL_PORT = 4291

// Clouds configured on this machine must not appear among the demo clouds, nor may a run touch the person's own key.
const state = inProject('.cache', 'e2e')
mkdirSync(state, { recursive: true })
writeFileSync(inProject('.cache', 'e2e', 'clouds.yaml'), 'clouds: {}\n')

export default defineConfig({
  testDir: '.',
  testIgnore: ['cloud/**', 'real-cloud/**'],
  outputDir: '../test-results',
  retries: 0,
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 30_000,
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    trace: 'retain-on-failure',
    launchOptions: chromiumLaunch(),
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    command: `"${nodeBinary()}" src/server/main.ts --demo`,
    cwd: inProject(),
    url: `http://127.0.0.1:${PORT}/healthz`,
    reuseExistingServer: false,
    timeout: 30_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    env: {
      PORT: String(PORT),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      FAKE_CLOUD_CONTROL_PORT: String(FAKE_CLOUD_CONTROL_PORT),
      OS_CLIENT_CONFIG_FILE: inProject('.cache', 'e2e', 'clouds.yaml'),
      XDG_STATE_HOME: state,
    },
  },
})
