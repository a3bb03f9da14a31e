import { defineConfig } from '@playwright/test'

import { chromiumLaunch } from '#tools/chromium.mjs'
import { demoServer } from '#tools/demo-server.mjs'
import { inProject } from '#tools/project.mjs'

const server = demoServer({ port: 4290, controlPort: 4291 })

export default defineConfig({
  testDir: '.',
  testIgnore: ['cloud/**', 'real-cloud/**'],
  outputDir: '../test-results',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 30_000,
  use: {
    baseURL: server.url,
    trace: 'retain-on-failure',
    launchOptions: chromiumLaunch(),
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    command: server.command.map((part) => `"${part}"`).join(' '),
    cwd: inProject(),
    env: server.env,
    url: `${server.url}/healthz`,
    // Another server on the port may have other clouds, or be in the middle of somebody's test.
    reuseExistingServer: false,
    timeout: 30_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
})
