import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { availableParallelism } from 'node:os'

import { defineConfig } from 'vitest/config'

import { chromiumLaunch } from './src/tools/chromium.mjs'
import { earlyCode } from './src/tools/early-code.mjs'
import { chunkOf } from './src/tools/chunks.mjs'

/** Where `npm run dev` runs the API server. The Host header stays Vite's, so that the server sees a same-origin call. */
const api = { target: `http://127.0.0.1:${process.env.API_PORT ?? '4174'}`, changeOrigin: false }

export default defineConfig({
  // Relative URLs in the build: the server writes BASE_PATH into <base href>, so one build serves any path.
  base: './',
  plugins: [
    // Drops react-aria's translations for languages the dashboard does not speak (12 KB gzip). Must see imports first.
    { ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' },
    react(),
    tailwindcss(),
    earlyCode(),
  ],
  build: {
    manifest: true,
    // No inlined assets: the content security policy allows no data: URL fonts or scripts.
    assetsInlineLimit: 0,
    // Every browser the build targets knows modulepreload.
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: {
      output: {
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: chunkOf }] },
      },
    },
  },
  server: {
    host: 'localhost',
    port: 5173,
    proxy: { '/api': api, '/healthz': api, '/readyz': api },
  },
  test: {
    // Vitest would leave one of two cores idle: here it has the machine for itself.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.browser.test.*'],
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          environment: 'node',
          include: ['src/fake-cloud/contract/**/*.contract.ts'],
          globalSetup: 'src/fake-cloud/contract/tally.ts',
          // A real cloud takes its time, and an import works in the background.
          testTimeout: 180_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({ launchOptions: chromiumLaunch() }),
          },
        },
      },
    ],
  },
})
