/**
 * What the dashboard promises about members of an image (`memberCan`), and what the cloud does: every act of every
 * persona on every image it sees. Both were written apart from the documents.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'

import { memberCan } from '#api/capabilities.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { makeSession } from '#lib/testing/session.ts'

import type { DemoCloudName } from './clouds.ts'
import type { RunningFakeCloud } from './node.ts'
import { OPENSTACK_PROJECTS } from './seed/identity-openstack.ts'
import {
  authUrlOf,
  ImageClient,
  keystonePassword,
  postJson,
  projectScope,
  rackspacePassword,
  startStopped,
} from './test-client.ts'

let fake: RunningFakeCloud
beforeAll(async () => {
  fake = await startStopped()
})
beforeEach(() => fake.reset())
afterAll(() => fake.close())

interface Persona {
  session: SignedIn
  client: ImageClient
}

const access = z.object({ access: z.object({ token: z.object({ id: z.string() }) }) })

async function tokenOf(cloud: DemoCloudName, username: string, project: string): Promise<string> {
  const auth = authUrlOf(fake, cloud)
  if (cloud === 'demo-rackspace') {
    const { body } = await postJson(`${auth}/tokens`, rackspacePassword(username))
    return access.parse(body).access.token.id
  }
  const { headers } = await postJson(`${auth}/auth/tokens`, keystonePassword(username, projectScope(project)))
  return headers.get('x-subject-token') ?? ''
}

const isOk = ({ status }: { status: number }) => status >= 200 && status < 300
const JSON_BODY = { 'content-type': 'application/json' }
const membersOf = ({ id }: Image) => `/v2/images/${id}/members`
const shareWith = ({ client }: Persona, image: Image, member: string) =>
  client.call('POST', membersOf(image), JSON_BODY, JSON.stringify({ member }))

/** Removing is tried on a member made for it, where the persona may make one; answering, where an offer was made. */
const attempts: Record<keyof typeof memberCan, (persona: Persona, image: Image) => Promise<boolean>> = {
  list: async ({ client }, image) => isOk(await client.get(membersOf(image))),
  async remove(persona, image) {
    await shareWith(persona, image, 'agreement-partner')
    return isOk(await persona.client.call('DELETE', `${membersOf(image)}/agreement-partner`))
  },
  async answer(persona, image) {
    const { account, roles } = persona.session
    // An upstream administrator sees what others were offered: its own project has to be among them.
    if (roles.includes('admin') && image.owner !== account.id) await shareWith(persona, image, account.id)
    const path = `${membersOf(image)}/${account.id}`
    return isOk(await persona.client.call('PUT', path, JSON_BODY, '{"status":"rejected"}'))
  },
}

async function imagesOf({ client, session }: Persona): Promise<Image[]> {
  const lists = ['', '&visibility=shared&member_status=pending', '&visibility=shared&member_status=rejected']
  const queries = session.flavour === 'rackspace' ? lists : [...lists, '&visibility=community', '&os_hidden=true']
  const found = new Map<string, Image>()
  for (const query of queries)
    for (const image of (await client.page(`?limit=1000${query}`)).images) found.set(image.id, image)
  return [...found.values()]
}

const personas: [DemoCloudName, string, string, string[]][] = [
  ['demo-openstack', 'producer', 'producer', ['member']],
  ['demo-openstack', 'consumer', 'consumer', ['member']],
  ['demo-openstack', 'observer', 'producer', ['reader']],
  ['demo-openstack', 'partner', 'partner', ['member']],
  ['demo-openstack', 'admin', 'admin', ['admin']],
  ['demo-rackspace', 'producer', '728391', ['identity:user-admin']],
  ['demo-rackspace', 'consumer', '640518', ['identity:user-admin']],
  ['demo-rackspace', 'observer', '728391', ['cloudImages:observer']],
  ['demo-rackspace', 'creator', '728391', ['cloudImages:creator']],
  ['demo-rackspace', 'images-admin', '728391', ['observer', 'cloudImages:admin']],
]

const projects: Readonly<Record<string, string>> = OPENSTACK_PROJECTS

describe.each(personas)(
  '%s, %s in %s: the dashboard promises what the cloud does',
  (cloud, username, project, roles) => {
    test.each(['list', 'remove', 'answer'] as const)('%s', { timeout: 60_000 }, async (verb) => {
      const id = projects[project] ?? project
      const session = makeSession({
        cloud,
        flavour: cloud === 'demo-rackspace' ? 'rackspace' : 'openstack',
        account: { id, name: project },
        roles,
      })
      const persona = { session, client: new ImageClient(fake, cloud, await tokenOf(cloud, username, project)) }
      const images = await imagesOf(persona)
      expect(images.length).toBeGreaterThan(10)
      const broken = await Promise.all(
        images.map(async (image) => {
          const promised = memberCan[verb](image, session)
          const done = await attempts[verb](persona, image)
          return done === promised.ok
            ? []
            : [`${image.name} (${image.visibility}): ${JSON.stringify(promised)}, ${done}`]
        }),
      )
      expect(broken.flat()).toEqual([])
    })
  },
)
