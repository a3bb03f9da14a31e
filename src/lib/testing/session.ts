import type { Account, Session } from '#lib/contract.ts'

type WithAccount = Session & { account: Account }

/** Somebody signed in to a made-up cloud of two regions, for tests that need a session and look at little of it. */
export const makeSession = (fields: Partial<WithAccount> = {}): WithAccount => ({
  cloud: 'lab',
  cloudLabel: 'Lab',
  flavour: 'openstack',
  user: { id: 'u1', name: 'ada' },
  account: { id: 'p1', name: 'studio' },
  roles: ['member'],
  regions: ['north', 'south'],
  defaultRegion: 'north',
  services: {},
  expiresAt: '2099-01-01T00:00:00Z',
  capabilities: { switchProject: false, importTasks: false },
  ...fields,
})
