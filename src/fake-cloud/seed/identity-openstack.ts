/** Accounts of the OpenStack demo cloud. Their passwords are public by design. */
import type { DemoAccount } from '#lib/contract.ts'

import type { IdentityTables, UserRow } from '#fake-cloud/core/db.ts'
import { hexOf } from '#fake-cloud/core/ids.ts'

const projectId = (name: string) => hexOf(`openstack project ${name}`, 32)

/** Project ids by name. */
export const OPENSTACK_PROJECTS = {
  admin: projectId('admin'),
  producer: projectId('producer'),
  staging: projectId('staging'),
  consumer: projectId('consumer'),
  partner: projectId('partner'),
  stranger: projectId('stranger'),
  archived: projectId('archived'),
  imageless: projectId('imageless'),
  capped: projectId('capped'),
}

const DESCRIPTIONS: Record<string, string> = {
  admin: 'Operators of the cloud',
  producer: 'Builds and publishes images',
  staging: 'Images on their way to production',
  consumer: 'Uses what the producer shares',
  partner: 'A second team that shares and receives',
  stranger: 'Has nothing to do with the others',
  archived: 'Closed project',
  imageless: 'Has no image service in its catalog',
  capped: 'May hold little',
}

const userId = (name: string) => hexOf(`openstack user ${name}`, 32)

const user = (name: string, more: Partial<UserRow> = {}): UserRow => ({
  id: userId(name),
  name,
  password: `${name}-pw`,
  domain: { id: 'default', name: 'Default' },
  enabled: true,
  ...more,
})

/** Every user and the roles held in each project. */
const USERS: { user: UserRow; grants: Record<string, string[]> }[] = [
  { user: user('producer'), grants: { producer: ['member'] } },
  { user: user('consumer'), grants: { consumer: ['member'] } },
  { user: user('observer'), grants: { producer: ['reader'] } },
  { user: user('admin'), grants: { admin: ['admin'] } },
  { user: user('partner'), grants: { partner: ['member'] } },
  // Has to choose a project; one of those offered is closed.
  {
    user: user('multi'),
    grants: { producer: ['member'], staging: ['member'], consumer: ['reader'], archived: ['member'] },
  },
  {
    user: user('homed', { defaultProjectId: OPENSTACK_PROJECTS.staging }),
    grants: { producer: ['member'], staging: ['member'] },
  },
  // Signs in with a password and a passcode.
  { user: user('secured', { totp: '123456' }), grants: { producer: ['member'] } },
  // Each of these fails to sign in, or to do anything, in its own way.
  { user: user('disabled', { enabled: false }), grants: { producer: ['member'] } },
  { user: user('locked', { locked: true }), grants: { producer: ['member'] } },
  { user: user('homeless'), grants: {} },
  { user: user('roleless'), grants: { producer: ['heat_stack_user'] } },
  { user: user('imageless'), grants: { imageless: ['member'] } },
  // Meets its limits soon.
  { user: user('capped'), grants: { capped: ['member'] } },
]

/** Secret of the seeded application credentials. */
export const APPLICATION_CREDENTIAL = {
  id: hexOf('openstack application credential producer-app', 32),
  secret: 'producer-app-secret',
}

export const openstackIdentity = (): IdentityTables => ({
  users: USERS.map((row) => ({ ...row.user })),
  projects: Object.entries(OPENSTACK_PROJECTS).map(([name, id]) => ({
    id,
    name,
    description: DESCRIPTIONS[name] ?? '',
    enabled: name !== 'archived',
    ...(name === 'imageless' && { lacks: [{ type: 'image' as const }] }),
  })),
  grants: USERS.flatMap((row) =>
    Object.entries(row.grants).map(([name, roles]) => ({
      userId: row.user.id,
      projectId: projectId(name),
      roles,
    })),
  ),
  applicationCredentials: [
    {
      ...APPLICATION_CREDENTIAL,
      name: 'producer-app',
      userId: userId('producer'),
      projectId: OPENSTACK_PROJECTS.producer,
      roles: ['member'],
      expiresAt: null,
    },
  ],
  tokens: new Map(),
  challenges: new Map(),
})

/** One button per role; each signs in at one click, without a project to choose. */
export const openstackDemoAccounts: DemoAccount[] = [
  { username: 'producer', password: 'producer-pw', role: 'producer', account: 'producer' },
  { username: 'consumer', password: 'consumer-pw', role: 'consumer', account: 'consumer' },
  { username: 'observer', password: 'observer-pw', role: 'observer', account: 'producer' },
  { username: 'admin', password: 'admin-pw', role: 'admin', account: 'admin' },
]
