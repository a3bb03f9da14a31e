/** The two demo clouds: what each is called, where it lives, what it starts with. */
import type { CloudProfile } from '#lib/cloud-profile.ts'

import type { Clock } from '#fake-cloud/core/clock.ts'
import { type FakeCloud, imageIds, requestIds, servicePaths } from '#fake-cloud/core/cloud.ts'
import { emptyRegion } from '#fake-cloud/core/db.ts'
import { openstackDemoAccounts, openstackIdentity } from '#fake-cloud/seed/identity-openstack.ts'
import { rackspaceDemoAccounts, rackspaceIdentity } from '#fake-cloud/seed/identity-rackspace.ts'
import { seedOpenstackImages } from '#fake-cloud/seed/images-openstack.ts'
import { seedRackspaceImages } from '#fake-cloud/seed/images-rackspace.ts'
import { METADEFS } from '#fake-cloud/seed/metadefs.ts'
import { seedObjects } from '#fake-cloud/seed/objects.ts'
import { seedTasks } from '#fake-cloud/seed/tasks.ts'

export interface SeedOptions {
  /** How many images the producer sees in the first region; more than the usual ones are made up to fill. */
  images?: number
  /** `empty` leaves accounts but no images; default `demo`. */
  seed?: 'demo' | 'empty'
  /** Rackspace: PATCH `add` overwrites an existing property, as later services do. */
  rackspaceAddOverwrites?: boolean
}

export const DEMO_CLOUD_NAMES = ['demo-rackspace', 'demo-openstack'] as const
export type DemoCloudName = (typeof DEMO_CLOUD_NAMES)[number]

const HOUR = 3_600_000
/** Source: api §1.1 "Token lifetime"; Keystone's usual hour is too short for a demo left open. */
const TOKEN_LIFE = { rackspace: 24 * HOUR, openstack: 8 * HOUR }

const REGIONS = { 'demo-rackspace': ['DFW', 'IAD', 'ORD'], 'demo-openstack': ['RegionOne'] }

/** A fresh cloud with its seed, as yet without an address. */
export function createCloud(name: DemoCloudName, clock: Clock, options: SeedOptions = {}): FakeCloud {
  const flavour = name === 'demo-rackspace' ? 'rackspace' : 'openstack'
  const cloud: FakeCloud = {
    name,
    flavour,
    baseUrl: '',
    clock,
    identity: flavour === 'rackspace' ? rackspaceIdentity() : openstackIdentity(),
    regions: new Map(REGIONS[name].map((region) => [region, emptyRegion(region)])),
    metadefs: flavour === 'openstack' && options.seed !== 'empty' ? METADEFS : [],
    startedAt: clock.now(),
    tokenLife: TOKEN_LIFE[flavour],
    addOverwrites: options.rackspaceAddOverwrites ?? false,
    nextImageId: imageIds(name),
    nextRequestId: requestIds(name),
  }
  if (options.seed === 'empty') return cloud
  if (flavour === 'rackspace') seedRackspaceImages(cloud, options.images)
  else seedOpenstackImages(cloud, options.images)
  seedObjects(cloud)
  const [first] = cloud.regions.values()
  if (flavour === 'rackspace' && first) seedTasks(cloud, first)
  return cloud
}

/** How the proxy reaches a cloud and what the sign-in page offers. */
export const profileOf = (cloud: FakeCloud): CloudProfile => ({
  name: cloud.name,
  label: cloud.flavour === 'rackspace' ? 'Rackspace demo' : 'OpenStack demo',
  flavour: cloud.flavour,
  authUrl: `${cloud.baseUrl}${servicePaths.identity}/${cloud.flavour === 'rackspace' ? 'v2.0' : 'v3'}`,
  methods: cloud.flavour === 'rackspace' ? ['password', 'apiKey'] : ['password', 'applicationCredential'],
  interface: 'public',
  tls: { verify: true },
  endpointOverrides: {},
  demo: { accounts: cloud.flavour === 'rackspace' ? rackspaceDemoAccounts : openstackDemoAccounts },
})
