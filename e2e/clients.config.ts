/** Command-line clients at the demo's OpenStack cloud and at the real one: `node e2e/real-cloud/up.ts` first. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['e2e/clients/*.session.ts'],
    globalSetup: 'e2e/clients/start-fake.ts',
    environment: 'node',
    // Each act builds on the one before it, and two processes of Python fill two cores.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
})
