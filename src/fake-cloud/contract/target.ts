/**
 * The cloud that the contract is held against: the fake one, started here, or a real one described by the JSON file
 * that the variable `CONTRACT_CLOUD` names.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'

import * as z from 'zod'

import { DOWNLOADS } from '#fake-cloud/images/data-web.ts'
import { LIMITS } from '#fake-cloud/images/limits.ts'
import { startFakeCloud } from '#fake-cloud/node.ts'
import { APPLICATION_CREDENTIAL, OPENSTACK_PROJECTS } from '#fake-cloud/seed/identity-openstack.ts'

const Account = z.object({ username: z.string(), password: z.string(), projectId: z.string() })

/** Roles: `admin` in its own project; `member` for all others; `observer` is a reader of the producer's project. */
const CloudDescription = z.object({
  /** Keystone, with its version path. */
  authUrl: z.string(),
  /** Glance, without a version path. It may leave out the limits of projects, which cost a real one most of its time. */
  imageUrl: z.string(),
  /** Glance with those limits, as the catalog names it. */
  meteredImageUrl: z.string(),
  /** Swift, without an account path. */
  objectStoreUrl: z.string(),
  accounts: z.object({
    admin: Account,
    producer: Account,
    consumer: Account,
    observer: Account,
    /** Meets its limits soon: 4 MiB of data, 5 images, 2 of them in upload. */
    capped: Account,
    /** Has nothing to do with producer and consumer. */
    stranger: Account,
  }),
  /** Application credential of the producer. */
  credential: z.object({ id: z.string(), secret: z.string() }),
  /** How many the cloud lets hang on one image. */
  limits: z.object({ properties: z.number(), tags: z.number(), members: z.number() }),
})

export type CloudDescription = z.infer<typeof CloudDescription>
export type AccountName = keyof CloudDescription['accounts']

export interface Target extends CloudDescription {
  openSilence(): Promise<Silence>
  close(): Promise<void>
}

/** An address that a web download may ask, and that never answers. */
export interface Silence {
  url: string
  close(): Promise<void>
}

const REGION = 'RegionOne'

/** Path of the real cloud's description; undefined when the fake is meant. */
export function realCloudFile(): string | undefined {
  const file = process.env['CONTRACT_CLOUD']
  return file === '' ? undefined : file
}

const fakeAccount = (username: string, projectId: string) => ({ username, password: `${username}-pw`, projectId })

async function startFakeTarget(): Promise<Target> {
  const fake = await startFakeCloud()
  const { baseUrl } = fake.cloud('demo-openstack')
  const { admin, producer, consumer, partner, capped } = OPENSTACK_PROJECTS
  return {
    authUrl: `${baseUrl}/identity/v3`,
    imageUrl: `${baseUrl}/image/${REGION}`,
    meteredImageUrl: `${baseUrl}/image/${REGION}`,
    objectStoreUrl: `${baseUrl}/object-store/${REGION}`,
    accounts: {
      admin: fakeAccount('admin', admin),
      producer: fakeAccount('producer', producer),
      consumer: fakeAccount('consumer', consumer),
      observer: fakeAccount('observer', producer),
      capped: fakeAccount('capped', capped),
      stranger: fakeAccount('partner', partner),
    },
    credential: APPLICATION_CREDENTIAL,
    limits: LIMITS,
    openSilence: () =>
      Promise.resolve({ url: `${baseUrl}/downloads/${DOWNLOADS.endless}`, close: () => Promise.resolve() }),
    close: () => fake.close(),
  }
}

/** A host that takes connections and says nothing. */
async function listenSilently(): Promise<Silence> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port to be silent on')
  return {
    url: `http://127.0.0.1:${address.port}/silent.raw`,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Opens the cloud of this run; the fake is one of the calling file's own. */
export async function openTarget(): Promise<Target> {
  const file = realCloudFile()
  if (file === undefined) return startFakeTarget()
  const description = CloudDescription.parse(JSON.parse(readFileSync(file, 'utf8')))
  return { ...description, openSilence: listenSilently, close: () => Promise.resolve() }
}
