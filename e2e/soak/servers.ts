/** The clouds and the dashboard of the soak, in processes of their own that can be restarted apart. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

import * as z from 'zod'

import { inProject, nodeBinary } from '#tools/project.mjs'

import { openstack } from '../demo-clouds.ts'
import { startDashboard, stop } from '../faults/server-process.ts'

const PORT = Number(process.env['SOAK_PORT'] ?? 4450)
const CLOUD_PORT = PORT + 1
const Addresses = z.record(z.string(), z.object({ identity: z.url() }))
const state = inProject('.cache', 'soak')

export const url = `http://127.0.0.1:${PORT}`

/** @returns the process, once the clouds answer */
async function startClouds(): Promise<ChildProcess> {
  const clouds = spawn(nodeBinary(), ['src/fake-cloud/serve.ts', '--images', '500', '--port', String(CLOUD_PORT)], {
    cwd: inProject(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await Promise.race([
    once(createInterface(clouds.stdout), 'line').then(String),
    once(clouds, 'exit').then(() => Promise.reject(new Error('The demo clouds did not start.'))),
  ])
  const identity = Addresses.parse(JSON.parse(line))[openstack.name]?.identity
  mkdirSync(state, { recursive: true })
  writeFileSync(`${state}/clouds.yaml`, `clouds:\n  ${openstack.name}:\n    auth:\n      auth_url: ${identity}\n`)
  return clouds
}

/** The key that seals the sessions is kept in the state: they outlive a restart. */
const startOurs = () =>
  startDashboard(url, {
    PORT: String(PORT),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'fatal',
    OS_CLIENT_CONFIG_FILE: `${state}/clouds.yaml`,
    XDG_STATE_HOME: state,
  })

export interface Figures {
  megabytes: number
  handles: number
}

export class Servers {
  #clouds: ChildProcess
  #dashboard: ChildProcess

  private constructor(clouds: ChildProcess, dashboard: ChildProcess) {
    this.#clouds = clouds
    this.#dashboard = dashboard
  }

  static async start(): Promise<Servers> {
    const clouds = await startClouds()
    return new Servers(clouds, await startOurs())
  }

  /** The cloud ends in the middle of whatever it does, and begins anew: it knows no token and no image of before. */
  async restartCloud(): Promise<void> {
    await stop(this.#clouds)
    this.#clouds = await startClouds()
  }

  /** The dashboard ends with streams under way. */
  async restartDashboard(): Promise<void> {
    await stop(this.#dashboard)
    this.#dashboard = await startOurs()
  }

  /** What the dashboard holds now. */
  figures(): Figures {
    const { pid } = this.#dashboard
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return { megabytes: Math.round(Number(resident) / 1024), handles: readdirSync(`/proc/${pid}/fd`).length }
  }

  async stop(): Promise<void> {
    await Promise.all([stop(this.#dashboard), stop(this.#clouds)])
  }
}
