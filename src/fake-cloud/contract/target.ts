/**
 * The cloud that the contract is held against: the fake one, started here, or a real one described by the JSON file
 * that the variable `CONTRACT_CLOUD` names.
 */
import { readFileSync } from 'node:fs'

import * as z from 'zod'

import { LIMITS } from '#fake-cloud/images/limits.ts'
import { startFakeCloud } from '#fake-cloud/node.ts'
import { APPLICATION_CREDENTIAL, OPENSTACK_PROJECTS } from '#fake-cloud/seed/identity-openstack.ts'

const Account = z.object({ username: z.string(), password: z.string(), projectId: z.string() })

/** Roles: `admin` in its own project; `member` for all others; `observer` is a reader of the producer's project. */
const CloudDescription = z.object({
  /** Keystone, with its version path. */
  authUrl: z.string(),
  /** Glance, without a version path. */
  imageUrl: z.string(),
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
  isFake: boolean
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
    isFake: true,
    authUrl: `${baseUrl}/identity/v3`,
    imageUrl: `${baseUrl}/image/${REGION}`,
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
    close: () => fake.close(),
  }
}

/** Opens the cloud of this run; the fake is one of the calling file's own. */
export async function openTarget(): Promise<Target> {
  const file = realCloudFile()
  if (file === undefined) return startFakeTarget()
  const description = CloudDescription.parse(JSON.parse(readFileSync(file, 'utf8')))
  return { ...description, isFake: false, close: () => Promise.resolve() }
}
