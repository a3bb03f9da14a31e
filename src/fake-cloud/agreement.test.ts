/**
 * Buttons promise what the cloud does. The dashboard's rules (`api/capabilities.ts`) and the fake cloud's were written
 * apart from the documents; here every act of every persona on every image it sees is tried, and must end as promised.
 * Exporting is judged by its outcome: another account's image is accepted as a task and fails later.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'

import { imageCan, storesOf } from '#api/capabilities.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import type { Verdict } from '#lib/verdict.ts'

import type { DemoCloudName } from './clouds.ts'
import type { RunningFakeCloud } from './node.ts'
import {
  answerOf,
  authUrlOf,
  ImageClient,
  keystonePassword,
  postJson,
  projectScope,
  rackspacePassword,
  startStopped,
} from './test-client.ts'

const PATCH = { 'content-type': 'application/openstack-images-v2.1-json-patch' }
const JSON_BODY = { 'content-type': 'application/json' }

let fake: RunningFakeCloud
beforeAll(async () => {
  fake = await startStopped()
})
beforeEach(() => fake.reset())
afterAll(() => fake.close())

interface Persona {
  session: SignedIn
  client: ImageClient
  token: string
}

const named = z.object({ id: z.string(), name: z.string() })
const keystoneToken = z.object({
  token: z.object({ user: named, project: named, roles: z.array(z.object({ name: z.string() })) }),
})
const rackspaceAccess = z.object({
  access: z.object({
    token: z.object({ id: z.string(), tenant: named }),
    user: named.extend({ roles: z.array(z.object({ name: z.string() })) }),
  }),
})

async function personaOf(cloud: DemoCloudName, username: string, project: string): Promise<Persona> {
  const flavour = cloud === 'demo-rackspace' ? 'rackspace' : 'openstack'
  const auth = authUrlOf(fake, cloud)
  const seen =
    flavour === 'rackspace'
      ? await postJson(`${auth}/tokens`, rackspacePassword(username)).then(({ body }) => {
          const { token, user } = rackspaceAccess.parse(body).access
          return { id: token.id, account: token.tenant, user, roles: user.roles }
        })
      : await postJson(`${auth}/auth/tokens`, keystonePassword(username, projectScope(project))).then((answer) => {
          const { user, project: account, roles } = keystoneToken.parse(answer.body).token
          return { id: answer.headers.get('x-subject-token') ?? '', account, user, roles }
        })
  const session: SignedIn = {
    cloud,
    cloudLabel: cloud,
    flavour,
    user: { id: seen.user.id, name: seen.user.name },
    account: seen.account,
    roles: seen.roles.map(({ name }) => name),
    regions: [],
    defaultRegion: null,
    services: {},
    expiresAt: '2030-01-01T00:00:00Z',
    capabilities: { switchProject: false, importTasks: flavour === 'rackspace' },
  }
  return { session, client: new ImageClient(fake, cloud, seen.id), token: seen.id }
}

/** All it sees: the default list, and what the list leaves out. */
async function imagesOf({ client, session }: Persona): Promise<Image[]> {
  const queries =
    session.flavour === 'rackspace'
      ? ['?limit=100', '?limit=100&visibility=shared&member_status=pending']
      : [
          '?limit=1000',
          '?limit=1000&os_hidden=true',
          '?limit=1000&visibility=community',
          '?limit=1000&visibility=shared&member_status=all',
        ]
  const found = new Map<string, Image>()
  for (const query of queries) for (const image of (await client.page(query)).images) found.set(image.id, image)
  return [...found.values()]
}

const isOk = (status: number) => status >= 200 && status < 300

type Attempt = (persona: Persona, image: Image) => Promise<boolean>

/** Each tries its act, leaves the image as it was where it can, and says whether the cloud did it. */
const attempts: Record<Exclude<keyof typeof imageCan, 'export'>, Attempt> = {
  async edit({ client }, { id, name }) {
    const body = JSON.stringify([{ op: 'replace', path: '/name', value: name ?? '' }])
    return isOk((await client.call('PATCH', `/v2/images/${id}`, PATCH, body)).status)
  },
  async share({ client, session }, { id, visibility }) {
    const toShared = session.flavour === 'openstack' && visibility === 'private'
    const turn = (value: string) =>
      client.call('PATCH', `/v2/images/${id}`, PATCH, JSON.stringify([{ op: 'replace', path: '/visibility', value }]))
    if (toShared && !isOk((await turn('shared')).status)) return false
    const added = await client.call('POST', `/v2/images/${id}/members`, JSON_BODY, '{"member":"agreement-partner"}')
    if (isOk(added.status)) await client.call('DELETE', `/v2/images/${id}/members/agreement-partner`)
    if (toShared) await turn('private')
    return isOk(added.status)
  },
  async download({ client }, { id }) {
    return (await client.call('GET', `/v2/images/${id}/file`, { range: 'bytes=0-3' })).status === 206
  },
  async deactivate({ client }, { id, status }) {
    const [act, undo] = status === 'deactivated' ? ['reactivate', 'deactivate'] : ['deactivate', 'reactivate']
    const done = isOk((await client.call('POST', `/v2/images/${id}/actions/${act}`)).status)
    if (done) await client.call('POST', `/v2/images/${id}/actions/${undo}`)
    return done
  },
  changeVisibility: turnedTo('community'),
  publish: turnedTo('public'),
  async hide({ client }, { id, os_hidden: isHidden }) {
    const turn = (value: boolean) =>
      client.call('PATCH', `/v2/images/${id}`, PATCH, JSON.stringify([{ op: 'replace', path: '/os_hidden', value }]))
    const done = isOk((await turn(!isHidden)).status)
    if (done) await turn(isHidden)
    return done
  },
  async copyToStore({ client }, image) {
    // An image that is in every store already has none to be copied to.
    const store = ['fast', 'archive'].find((one) => !storesOf(image).includes(one))
    if (store === undefined) await client.call('DELETE', `/v2/stores/archive/${image.id}`)
    const body = JSON.stringify({ method: { name: 'copy-image' }, stores: [store ?? 'archive'] })
    return isOk((await client.call('POST', `/v2/images/${image.id}/import`, JSON_BODY, body)).status)
  },
  async deleteFromStore({ client }, image) {
    const store = storesOf(image).at(-1) ?? 'fast'
    return isOk((await client.call('DELETE', `/v2/stores/${store}/${image.id}`)).status)
  },
  async delete({ client }, { id }) {
    return isOk((await client.call('DELETE', `/v2/images/${id}`)).status)
  },
}

/** Tries a visibility, and turns it back. */
function turnedTo(value: string): Attempt {
  return async ({ client }, { id, visibility }) => {
    const turn = (to: string) =>
      client.call(
        'PATCH',
        `/v2/images/${id}`,
        PATCH,
        JSON.stringify([{ op: 'replace', path: '/visibility', value: to }]),
      )
    const done = isOk((await turn(value)).status)
    if (done) await turn(visibility)
    return done
  }
}

const words = (verdict: Verdict) => (verdict.ok ? 'possible' : `refused: ${verdict.reason}`)

/** What went otherwise than promised, in words. Images do not touch each other, so all are tried at once. */
async function brokenPromises(
  images: Image[],
  promised: (image: Image) => Verdict,
  attempt: (image: Image) => Promise<boolean>,
): Promise<string[]> {
  const told = await Promise.all(
    images.map(async (image) => {
      const verdict = promised(image)
      const done = await attempt(image)
      if (done === verdict.ok) return null
      return `${image.name} (${image.status}): ${words(verdict)}, the cloud ${done ? 'did it' : 'refused'}`
    }),
  )
  return told.filter((text) => text !== null)
}

const verbs = [
  'edit',
  'share',
  'download',
  'deactivate',
  'changeVisibility',
  'publish',
  'hide',
  'copyToStore',
  'deleteFromStore',
  'delete',
] as const

/** Each test makes some hundred calls. */
const PATIENCE = { timeout: 60_000 }

const personas: [DemoCloudName, string, string][] = [
  ['demo-openstack', 'producer', 'producer'],
  ['demo-openstack', 'consumer', 'consumer'],
  ['demo-openstack', 'observer', 'producer'],
  ['demo-openstack', 'partner', 'partner'],
  ['demo-openstack', 'admin', 'admin'],
  ['demo-rackspace', 'producer', '728391'],
  ['demo-rackspace', 'consumer', '640518'],
  ['demo-rackspace', 'observer', '728391'],
  ['demo-rackspace', 'creator', '728391'],
  ['demo-rackspace', 'images-admin', '728391'],
]

describe.each(personas)('%s, %s in %s: the dashboard promises what the cloud does', (cloud, username, project) => {
  test.each(verbs)('%s', PATIENCE, async (verb) => {
    const persona = await personaOf(cloud, username, project)
    const images = await imagesOf(persona)
    expect(images.length).toBeGreaterThan(10)
    const broken = await brokenPromises(
      images,
      (image) => imageCan[verb](image, persona.session),
      (image) => attempts[verb](persona, image),
    )
    expect(broken).toEqual([])
  })

  test('export', PATIENCE, async () => {
    const persona = await personaOf(cloud, username, project)
    const images = await imagesOf(persona)
    const taskOf = await startExports(persona, images)
    fake.turnClock(2 * 3600_000)
    const broken = await brokenPromises(
      images,
      (image) => imageCan.export(image, persona.session),
      async ({ id }) => {
        const task = taskOf.get(id) ?? null
        if (task === null) return false
        const { body } = await persona.client.get(`/v2/tasks/${task}`)
        return z.object({ status: z.string() }).parse(body).status === 'success'
      },
    )
    expect(broken).toEqual([])
  })
})

/** One export task for each image that takes one; null where the service refuses to make it. */
async function startExports(persona: Persona, images: Image[]): Promise<Map<string, string | null>> {
  const { cloud, account } = persona.session
  if (cloud === 'demo-rackspace') {
    // Who may not write to Cloud Files finds the container that the account's owner has made.
    const owner = account.id === '640518' ? persona : await personaOf('demo-rackspace', 'producer', account.id)
    const container = `${fake.cloud('demo-rackspace').baseUrl}/object-store/DFW/v1/MossoCloudFS_${account.id}/agreement`
    const made = await answerOf(await fetch(container, { method: 'PUT', headers: { 'x-auth-token': owner.token } }))
    if (made.status !== 201) throw new Error(`No container: ${made.status} ${made.text}`)
  }
  const started = images.map(async ({ id }): Promise<[string, string | null]> => {
    const input = { image_uuid: id, receiving_swift_container: 'agreement' }
    const body = JSON.stringify({ type: 'export', input })
    const answer = await persona.client.call('POST', '/v2/tasks', JSON_BODY, body)
    return [id, answer.status === 201 ? z.object({ id: z.string() }).parse(answer.body).id : null]
  })
  return new Map(await Promise.all(started))
}
