/** Journeys against the real cloud: `node e2e/real-cloud/up.ts --images 60` first, then the dashboard is started here. */
import { mkdirSync } from 'node:fs'

import { defineConfig } from '@playwright/test'

import { chromiumLaunch } from '#tools/chromium.mjs'
import { inProject, nodeBinary } from '#tools/project.mjs'

import { SERVER_LOG } from './cloud/server-log.ts'
import { SESSION_KEY } from './cloud/session-key.ts'
import { clientFiles } from './real-cloud/client-files.ts'
import { settingsFrom } from './real-cloud/settings.ts'

const PORT = Number(process.env['E2E_CLOUD_PORT'] ?? 4390)
const url = `http://127.0.0.1:${PORT}`
const state = inProject('.cache/cloud-journeys')
/** Journeys that leave the cloud as it is. */
const READING = ['sign-in.spec.ts', 'token.spec.ts', 'catalog.spec.ts', 'image.spec.ts']
const MANY_IMAGES = 'many-images.spec.ts'

mkdirSync(state, { recursive: true })

export default defineConfig({
  testDir: 'cloud',
  // Not the demo journeys' folder: each run empties its own first.
  outputDir: '../.cache/cloud-journeys/results',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  // Ends by itself, with its server, before anybody has to end it.
  globalTimeout: 24 * 60_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: url,
    browserName: 'chromium',
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    launchOptions: chromiumLaunch(),
  },
  projects: [
    { name: 'reading', testMatch: READING },
    // One after the other: what these change, others would see in their lists.
    { name: 'writing', testIgnore: [...READING, MANY_IMAGES], workers: 1, dependencies: ['reading'] },
    // Last: it changes how many images there are, and measures.
    { name: 'many-images', testMatch: MANY_IMAGES, dependencies: ['writing'] },
  ],
  webServer: {
    // `exec`: signals reach the server, not a shell. Its log goes to a file, for a test reads it.
    command: `exec "${nodeBinary()}" src/server/main.ts >"${SERVER_LOG}" 2>&1`,
    cwd: inProject(),
    env: {
      PORT: String(PORT),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      SESSION_KEYS: SESSION_KEY,
      OS_CLIENT_CONFIG_FILE: clientFiles(settingsFrom(process.env)).cloudsYaml,
      XDG_STATE_HOME: state,
    },
    url: `${url}/readyz`,
    reuseExistingServer: false,
    timeout: 30_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
})
