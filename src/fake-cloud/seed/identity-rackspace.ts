/** Accounts of the Rackspace demo cloud. Their passwords are public by design. */
import type { DemoAccount } from '#lib/contract.ts'

import type { IdentityTables, ProjectRow, UserRow } from '#fake-cloud/core/db.ts'

/** Account numbers. */
export const RACKSPACE_ACCOUNTS = {
  producer: '728391',
  consumer: '640518',
  partner: '551177',
  stranger: '990042',
  imageless: '660311',
}

const DOMAIN = { id: 'rackspace', name: 'rackspace' }

const user = (name: string, id: string, more: Partial<UserRow> = {}): UserRow => ({
  id,
  name,
  password: `${name}-pw`,
  domain: DOMAIN,
  enabled: true,
  defaultRegion: 'DFW',
  ...more,
})

const { producer, consumer, partner, imageless } = RACKSPACE_ACCOUNTS

/** Gaps in catalogs: an account without images, and one region without Cloud Files. */
const LACKS: Record<string, ProjectRow['lacks']> = {
  [imageless]: [{ type: 'image' }],
  [partner]: [{ type: 'object-store', region: 'ORD' }],
}

/** Every user and the roles held in an account. */
const USERS: { user: UserRow; account: string; roles: string[] }[] = [
  {
    user: user('producer', '172157', { apiKey: '0f4c1a9d2b7e48659a3c5d81e6b7f290' }),
    account: producer,
    roles: ['identity:user-admin'],
  },
  {
    user: user('consumer', '181204', { apiKey: '7b21e0c94d5f4a3e8c61d2f3a4b5c6d7', defaultRegion: 'ORD' }),
    account: consumer,
    roles: ['identity:user-admin'],
  },
  {
    user: user('observer', '172158', { apiKey: '5d90aa17c3e24b0f9e8d7c6b5a493827' }),
    account: producer,
    roles: ['identity:default', 'cloudImages:observer', 'object-store:observer'],
  },
  // Cloud Files has no role of that kind: the account's files are closed to this user.
  { user: user('creator', '172159'), account: producer, roles: ['identity:default', 'cloudImages:creator'] },
  { user: user('manager', '172160'), account: producer, roles: ['identity:user-manage'] },
  {
    user: user('images-admin', '172161'),
    account: producer,
    roles: ['identity:default', 'observer', 'cloudImages:admin'],
  },
  { user: user('partner', '190001', { defaultRegion: 'IAD' }), account: partner, roles: ['identity:user-admin'] },
  // Signs in with a password and then the passcode.
  { user: user('secured', '172162', { passcode: '123456' }), account: producer, roles: ['identity:user-admin'] },
  // Each of these fails to sign in, or to do anything, in its own way.
  { user: user('disabled', '172163', { enabled: false }), account: producer, roles: ['identity:user-admin'] },
  { user: user('locked', '172164', { locked: true }), account: producer, roles: ['identity:user-admin'] },
  {
    user: user('unenrolled', '172165', { mustSetUpPasscode: true }),
    account: producer,
    roles: ['identity:user-admin'],
  },
  { user: user('roleless', '172166'), account: producer, roles: ['identity:default'] },
  { user: user('imageless', '172167'), account: imageless, roles: ['identity:user-admin'] },
]

export const rackspaceIdentity = (): IdentityTables => ({
  users: USERS.map((row) => ({ ...row.user })),
  projects: Object.values(RACKSPACE_ACCOUNTS).map((id) => ({
    id,
    name: id,
    description: '',
    enabled: true,
    ...(LACKS[id] && { lacks: LACKS[id] }),
  })),
  grants: USERS.map((row) => ({ userId: row.user.id, projectId: row.account, roles: row.roles })),
  applicationCredentials: [],
  tokens: new Map(),
  challenges: new Map(),
})

/** One button per role; each signs in at one click. */
export const rackspaceDemoAccounts: DemoAccount[] = [
  { username: 'producer', password: 'producer-pw', role: 'producer', account: producer },
  { username: 'consumer', password: 'consumer-pw', role: 'consumer', account: consumer },
  { username: 'observer', password: 'observer-pw', role: 'observer', account: producer },
  { username: 'creator', password: 'creator-pw', role: 'creator', account: producer },
]
