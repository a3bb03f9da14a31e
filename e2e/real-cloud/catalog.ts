/** Fills Keystone: services and endpoints, projects, users, roles, limits. What is there already is left as it is. */
import * as z from 'zod'
import { APPLICATION_CREDENTIAL, CREDENTIALS, LIMITS, SERVICE_USERS } from './accounts.ts'
import type { Account, ProjectName } from './accounts.ts'
import { Identity, Named, signIn } from './identity.ts'
import { REGION } from './settings.ts'
import type { Settings } from './settings.ts'

const Endpoint = z.object({ id: z.string(), url: z.string() })
const Limit = z.object({ id: z.string(), project_id: z.string().nullish() })

const ProjectIds = z.object({
  admin: z.string(),
  producer: z.string(),
  consumer: z.string(),
  capped: z.string(),
  stranger: z.string(),
})

/** What Keystone named the things that we tell others about. */
export const CatalogIds = z.object({
  projects: ProjectIds,
  imageEndpoint: z.string(),
  applicationCredential: z.string(),
})
export type CatalogIds = z.infer<typeof CatalogIds>

/** @returns id of the public endpoint. An endpoint that moved to another port is corrected. */
async function ensureEndpoints(identity: Identity, serviceId: string, url: string): Promise<string> {
  const [publicId = ''] = await Promise.all(
    ['public', 'internal', 'admin'].map(async (name) => {
      const [found] = await identity.list('endpoints', Endpoint, { service_id: serviceId, interface: name })
      const attributes = { service_id: serviceId, interface: name, region_id: REGION, url }
      if (!found) return (await identity.create('endpoints', Endpoint, attributes)).id
      if (found.url !== url) await identity.change(`endpoints/${found.id}`, { endpoint: { url } })
      return found.id
    }),
  )
  return publicId
}

async function ensureServiceUsers(identity: Identity, roles: Map<string, string>): Promise<void> {
  const project = await identity.ensure('projects', 'service', { domain_id: 'default' })
  const ids = await Promise.all(
    Object.entries(SERVICE_USERS).map(async ([name, { password }]) => {
      const user = await identity.ensure('users', name, { password, domain_id: 'default' })
      await identity.put(`projects/${project}/users/${user}/roles/${roles.get('admin')}`)
      return [name, user] as const
    }),
  )
  // Limits belong to the system, so Glance's user reads them as a reader of the system.
  await identity.put(`system/users/${Object.fromEntries(ids)['glance']}/roles/${roles.get('reader')}`)
}

async function ensureAccount(
  identity: Identity,
  { username, password, grants, enabled }: Account,
  projects: Record<ProjectName, string>,
  roles: Map<string, string>,
): Promise<void> {
  const user = await identity.ensure('users', username, { password, enabled, domain_id: 'default' })
  for (const { project, role } of grants)
    await identity.put(`projects/${projects[project]}/users/${user}/roles/${roles.get(role)}`)
}

async function ensureLimits(identity: Identity, serviceId: string, cappedProject: string): Promise<void> {
  const place = { service_id: serviceId, region_id: REGION }
  const registered = await identity.list('registered_limits', Limit, { service_id: serviceId })
  if (registered.length === 0)
    await identity.post('registered_limits', {
      registered_limits: Object.entries(LIMITS).map(([name, { everybody }]) => ({
        ...place,
        resource_name: name,
        default_limit: everybody,
      })),
    })
  const limits = await identity.list('limits', Limit, { service_id: serviceId })
  if (limits.length === 0)
    await identity.post('limits', {
      limits: Object.entries(LIMITS).map(([name, { capped }]) => ({
        ...place,
        project_id: cappedProject,
        resource_name: name,
        resource_limit: capped,
      })),
    })
}

async function ensureApplicationCredential(authUrl: string): Promise<string> {
  const producer = await signIn(authUrl, CREDENTIALS.producer, { project: 'producer' })
  const identity = new Identity(authUrl, producer.token)
  const collection = `users/${producer.userId}/application_credentials` as const
  const existing = await identity.list(collection, Named)
  const found = existing.find(({ name }) => name === APPLICATION_CREDENTIAL.name)
  return (found ?? (await identity.create(collection, Named, APPLICATION_CREDENTIAL))).id
}

/** Needs a running Keystone with its first administrator. Source: Keystone's "Identity API v3". */
export async function fillCatalog({ authUrl, imageUrl, objectStoreUrl }: Settings): Promise<CatalogIds> {
  // Scoped to the system: a project's token sees the limits of that project only.
  const admin = await signIn(authUrl, CREDENTIALS.admin, { system: 'all' })
  const identity = new Identity(authUrl, admin.token)

  const [identityService, imageService, objectService] = await Promise.all([
    identity.ensure('services', 'keystone', { type: 'identity' }),
    identity.ensure('services', 'glance', { type: 'image' }),
    identity.ensure('services', 'swift', { type: 'object-store' }),
  ])
  const [imageEndpoint] = await Promise.all([
    ensureEndpoints(identity, imageService, imageUrl),
    ensureEndpoints(identity, identityService, authUrl),
    ensureEndpoints(identity, objectService, `${objectStoreUrl}/v1/AUTH_%(tenant_id)s`),
  ])

  const roles = new Map((await identity.list('roles', Named)).map(({ id, name }) => [name, id]))
  const project = (name: ProjectName) => identity.ensure('projects', name, { domain_id: 'default' })
  const projects: Record<ProjectName, string> = {
    admin: await project('admin'),
    producer: await project('producer'),
    consumer: await project('consumer'),
    capped: await project('capped'),
    stranger: await project('stranger'),
  }
  await ensureServiceUsers(identity, roles)
  await Promise.all(Object.values(CREDENTIALS).map((account) => ensureAccount(identity, account, projects, roles)))
  await ensureLimits(identity, imageService, projects.capped)
  return { projects, imageEndpoint, applicationCredential: await ensureApplicationCredential(authUrl) }
}
