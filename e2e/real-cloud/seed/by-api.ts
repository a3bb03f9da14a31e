/** Makes images the way their owners would: through Glance's API, with real data, members and actions. */
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import type { ProjectName } from '../accounts.ts'
import type { CloudDescription } from '../description.ts'
import { call } from '../http.ts'
import { signIn } from '../identity.ts'
import { diskContent } from './content.ts'
import type { ImageSpec } from './image-spec.ts'

const SETTLE_SECONDS = 60
const POLL_MS = 200

/** Two cores serve no more than this at once, and Glance locks its quota per request. */
const PARALLEL = 3

/** Nothing listens on this port of loopback, so the import fails. */
const DEAD_URL = 'http://127.0.0.1:1/nothing-there.raw'

const Progress = z.object({ stores: z.string().default(''), os_glance_failed_import: z.string().default('') })

export type Tokens = Record<ProjectName, string>

/** A token for the account that each project is named after. */
export async function signInOwners({ authUrl, accounts }: CloudDescription): Promise<Tokens> {
  const tokenOf = async (project: ProjectName) => (await signIn(authUrl, accounts[project], { project })).token
  const [admin, producer, consumer, capped, stranger] = await Promise.all([
    tokenOf('admin'),
    tokenOf('producer'),
    tokenOf('consumer'),
    tokenOf('capped'),
    tokenOf('stranger'),
  ])
  return { admin, producer, consumer, capped, stranger }
}

async function waitFor(url: string, token: string, holds: (image: z.infer<typeof Progress>) => boolean): Promise<void> {
  const deadline = Date.now() + SETTLE_SECONDS * 1000
  while (!holds(Progress.parse(await (await call(url, { token })).json()))) {
    if (Date.now() > deadline) throw new Error(`${url} did not settle in ${SETTLE_SECONDS} s`)
    await delay(POLL_MS)
  }
}

async function createImage(imageUrl: string, token: string, spec: ImageSpec): Promise<void> {
  await call(`${imageUrl}/v2/images`, {
    method: 'POST',
    token,
    expect: [201],
    json: {
      ...spec.properties,
      id: spec.id,
      visibility: spec.visibility,
      tags: spec.tags,
      min_disk: spec.minDisk,
      min_ram: spec.minRam,
      ...(spec.name === null ? {} : { name: spec.name }),
      ...(spec.diskFormat === null ? {} : { disk_format: spec.diskFormat, container_format: spec.containerFormat }),
    },
  })
}

async function giveData(url: string, token: string, spec: ImageSpec): Promise<void> {
  const startImport = (method: object, stores: string[]) =>
    call(`${url}/import`, { method: 'POST', token, json: { method, stores }, expect: [202] })
  if (spec.failedImport) {
    await startImport({ name: 'web-download', uri: DEAD_URL }, ['fast'])
    await waitFor(url, token, (image) => image.os_glance_failed_import !== '')
  }
  if (spec.size === null) return
  const store = spec.store === 'both' ? 'fast' : spec.store
  const staged = spec.status === 'uploading'
  await call(`${url}/${staged ? 'stage' : 'file'}`, {
    method: 'PUT',
    token,
    body: diskContent(spec.id, spec.diskFormat, spec.size),
    headers: { 'Content-Type': 'application/octet-stream', ...(staged ? {} : { 'X-Image-Meta-Store': store }) },
    expect: [204],
  })
  if (spec.store === 'both') {
    await startImport({ name: 'copy-image' }, ['archive'])
    await waitFor(url, token, (image) => image.stores.split(',').includes('archive'))
  }
}

async function addMembers(url: string, tokens: Tokens, projects: Record<ProjectName, string>, spec: ImageSpec) {
  for (const { project, status } of spec.members) {
    const member = typeof project === 'string' ? projects[project] : project.id
    await call(`${url}/members`, { method: 'POST', token: tokens[spec.owner], json: { member }, expect: [200] })
    // Only the member itself may answer; those that are strangers to us stay pending.
    if (status !== 'pending' && typeof project === 'string')
      await call(`${url}/members/${member}`, { method: 'PUT', token: tokens[project], json: { status } })
  }
}

/** Last, since it takes rights away: what is protected or deactivated refuses the steps before. */
async function settle(url: string, tokens: Tokens, spec: ImageSpec): Promise<void> {
  if (spec.status === 'deactivated')
    await call(`${url}/actions/deactivate`, { method: 'POST', token: tokens.admin, expect: [204] })
  const flags = { os_hidden: spec.hidden, protected: spec.protected }
  const patch = Object.entries(flags).flatMap(([key, value]) =>
    value ? [{ op: 'replace', path: `/${key}`, value }] : [],
  )
  if (patch.length > 0)
    await call(url, {
      method: 'PATCH',
      token: tokens[spec.owner],
      body: new TextEncoder().encode(JSON.stringify(patch)),
      headers: { 'Content-Type': 'application/openstack-images-v2.1-json-patch' },
    })
}

/** Makes the images, a few at a time. Their dates are those of now: only the database can set them. */
export async function makeByApi(cloud: CloudDescription, tokens: Tokens, specs: readonly ImageSpec[]): Promise<void> {
  const queue = specs.values()
  const worker = async () => {
    for (const spec of queue) {
      const url = `${cloud.imageUrl}/v2/images/${spec.id}`
      const token = tokens[spec.owner]
      await createImage(cloud.imageUrl, token, spec)
      await giveData(url, token, spec)
      await addMembers(url, tokens, cloud.projects, spec)
      await settle(url, tokens, spec)
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
}
