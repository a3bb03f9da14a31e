/** The dashboard and the demo clouds in processes of their own, so that the one can die under the other's uploads. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

import { test as base } from '@playwright/test'
import * as z from 'zod'

import { inProject, nodeBinary } from '#tools/project.mjs'

import { openstack, rackspace } from '../demo-clouds.ts'
import { DemoControl } from '../demo-control.ts'
import { APART_CONTROL_PORT, APART_PORT } from '../servers.ts'
import { startDashboard, stop } from './server-process.ts'

const Addresses = z.record(z.string(), z.object({ identity: z.url() }))
const url = `http://127.0.0.1:${APART_PORT}`
const state = inProject('.cache', 'apart')

/** @returns the process, once it has said its first line */
async function startClouds() {
  const env = { ...process.env, FAKE_CLOUD_CONTROL_PORT: String(APART_CONTROL_PORT) }
  const clouds = spawn(nodeBinary(), ['src/fake-cloud/serve.ts'], {
    cwd: inProject(),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await Promise.race([
    once(createInterface(clouds.stdout), 'line').then(String),
    once(clouds, 'exit').then(() => Promise.reject(new Error('The demo clouds did not start.'))),
  ])
  const addresses = Addresses.parse(JSON.parse(line))
  const entry = (name: string, more: string) =>
    `  ${name}:\n    auth:\n      auth_url: ${addresses[name]?.identity}\n${more}`
  mkdirSync(state, { recursive: true })
  writeFileSync(
    `${state}/clouds.yaml`,
    `clouds:\n${entry(openstack.name, '')}${entry(rackspace.name, '    identity_api_version: "2.0"\n')}`,
  )
  return clouds
}

const start = () =>
  startDashboard(url, {
    PORT: String(APART_PORT),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    OS_CLIENT_CONFIG_FILE: `${state}/clouds.yaml`,
    // The key that seals the sessions is kept there: they outlive a restart.
    XDG_STATE_HOME: state,
  })

interface Apart {
  clouds: DemoControl
  /** Ends the dashboard in the middle of whatever it does. */
  crash: () => Promise<void>
  restart: () => Promise<void>
}

export const test = base.extend<{ mended: void }, { apart: Apart }>({
  baseURL: `${url}/`,
  apart: [
    // Playwright reads what a fixture needs from this pattern, and will not do without it.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const clouds = await startClouds()
      let dashboard = await start()
      await use({
        clouds: new DemoControl({ env: { FAKE_CLOUD_CONTROL_PORT: String(APART_CONTROL_PORT) } }),
        crash: () => stop(dashboard),
        restart: async () => {
          dashboard = await start()
        },
      })
      await stop(dashboard)
      await stop(clouds)
    },
    { scope: 'worker' },
  ],
  mended: [
    async ({ apart }, use) => {
      await use()
      await apart.clouds.mend()
    },
    { auto: true },
  ],
})
