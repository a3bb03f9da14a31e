/** Images of the Rackspace demo cloud. Property names and values: api §3.15 "Seen on real images". */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import { uuidOf } from '#fake-cloud/core/ids.ts'

import { fillers } from './filler.ts'
import { RACKSPACE_ACCOUNTS } from './identity-rackspace.ts'
import { DAY, GIB, HOUR, type ImageDraft, MIB, MINUTE, Seeder } from './make-image.ts'
import { EMOJI_NAME, ODD_NAMES } from './odd-names.ts'
import { type Release, RELEASE_BY_KEY, RELEASES } from './releases.ts'
import { type Server, snapshotPlan } from './servers.ts'
import { sharedImages } from './sharing.ts'

/** Account that owns what Rackspace supplies. */
const SUPPLIER = '688'
const { producer, consumer, stranger } = RACKSPACE_ACCOUNTS

/** Licensed systems may not leave the cloud: `options` other than "0". Source: api §3.11 "Not exportable". */
const isLicensed = (release: Release) => release.family === 'windows' || release.distro === 'rhel'

const BUILD_DATES = ['2026-11-02_09-14-11', '2026-10-19_17-40-52', '2026-09-28_06-03-27'] as const

function releaseProperties(release: Release): Record<string, string> {
  return {
    'com.rackspace__1__build_core': '1',
    'com.rackspace__1__build_managed': '1',
    'com.rackspace__1__build_rackconnect': '1',
    'com.rackspace__1__options': isLicensed(release) ? '4' : '0',
    'com.rackspace__1__platform_target': 'PublicCloud',
    'com.rackspace__1__release_build_date': BUILD_DATES[release.key.length % BUILD_DATES.length] ?? BUILD_DATES[0],
    'com.rackspace__1__release_id': uuidOf(`rackspace release ${release.key}`),
    'com.rackspace__1__release_version': String(3 + (release.key.length % 9)),
    'com.rackspace__1__source': 'kickstart',
    'com.rackspace__1__visible_core': release.isEndOfLife ? '0' : '1',
    'com.rackspace__1__visible_managed': release.isEndOfLife ? '0' : '1',
    'com.rackspace__1__visible_rackconnect': release.isEndOfLife ? '0' : '1',
    'org.openstack__1__architecture': 'x64',
    'org.openstack__1__os_distro': `org.${release.distro}`,
    'org.openstack__1__os_version': release.version,
    os_type: release.family,
    vm_mode: 'hvm',
    auto_disk_config: release.family === 'linux' ? 'True' : 'disabled',
    flavor_classes: '*,!onmetal',
  }
}

const baseImage = (release: Release): ImageDraft => ({
  key: `base ${release.key}`,
  name: `${release.name} (Cloud)`,
  owner: SUPPLIER,
  visibility: 'public',
  protected: true,
  hidden: release.isEndOfLife === true,
  size: release.sizeMiB * MIB,
  minDisk: Math.max(20, release.minDisk),
  minRam: release.minRam,
  age: release.ageDays * DAY,
  properties: {
    ...releaseProperties(release),
    'com.rackspace__1__ui_default_show': release.isEndOfLife ? 'False' : 'True',
    cache_in_nova: 'True',
    image_type: 'base',
  },
})

/** A snapshot carries what its base came with. Source: api §3.2 "also inherited by its snapshots". */
function snapshotProperties(seeder: Seeder, server: Server, release: Release | undefined): Record<string, string> {
  return {
    ...(release && releaseProperties(release)),
    base_image_ref: seeder.idOf(`base ${server.release}`),
    instance_uuid: uuidOf(`rackspace server ${server.name}`),
    instance_type_name: 'General1-2',
    image_type: 'snapshot',
    user_id: '172157',
  }
}

const snapshot = (
  seeder: Seeder,
  server: Server,
  occasion: string,
  age: number,
  more: Partial<ImageDraft> = {},
): ImageDraft => ({
  key: `snapshot ${server.name} ${occasion}`,
  name: `${server.name} ${occasion}`,
  owner: producer,
  size: Math.round(server.sizeGiB * GIB),
  minDisk: server.minDisk,
  minRam: 1024,
  tags: server.tags,
  age,
  properties: snapshotProperties(seeder, server, RELEASE_BY_KEY.get(server.release)),
  ...more,
})

const imported = (
  name: string,
  distro: string,
  version: string,
  age: number,
  more: Partial<ImageDraft> = {},
): ImageDraft => ({
  key: `import ${name}`,
  name,
  owner: producer,
  size: 3 * GIB,
  age,
  properties: {
    'com.rackspace__1__source': 'import',
    'com.rackspace__1__options': '0',
    image_type: 'import',
    os_distro: distro,
    os_version: version,
    vm_mode: 'hvm',
    auto_disk_config: 'disabled',
  },
  ...more,
})

const IMPORTS: ImageDraft[] = [
  imported('payments-appliance 4.2', 'debian', '12', 2 * DAY, { tags: ['appliance', 'gold'], protected: true }),
  imported('legacy-crm (from VMware)', 'centos', '6.10', 400 * DAY, { tags: ['legacy'] }),
  imported('vpn-concentrator 9', 'openbsd', '7.7', 75 * DAY),
  imported('kiosk-2026', 'ubuntu', '24.04', 5 * HOUR, { tags: ['kiosk'], members: { [consumer]: 'pending' } }),
]

const SHARED = sharedImages(imported, RACKSPACE_ACCOUNTS, {})

/** Offered by other accounts. */
const SHARED_IN: ImageDraft[] = [
  ...SHARED.in,
  imported('consumer-mirror', 'rocky', '10.1', 2 * HOUR, { owner: consumer, members: { [producer]: 'pending' } }),
]

/** Owned by others and shared with nobody: must never be seen. */
const FOREIGN: ImageDraft[] = [
  imported('stranger-secret', 'debian', '12', 50 * DAY, { owner: stranger }),
  imported('consumer-private-notes', 'ubuntu', '22.04', 60 * DAY, { owner: consumer }),
]

/** Every state an image can stand in, and records left by things that went wrong. */
const STATES: ImageDraft[] = [
  imported('nightly-appliance (saving)', 'debian', '13', 4 * MINUTE, { status: 'saving', size: null }),
  imported('reserved-for-upload', 'debian', '13', 35 * MINUTE, { status: 'queued', size: null, minDisk: 20 }),
  imported('under-investigation', 'windows', '2019', 33 * DAY, { status: 'deactivated', updated: 2 * DAY }),
  imported('broken-upload', 'centos', '7', 80 * DAY, { status: 'killed', size: null }),
  imported('removed-last-week', 'ubuntu', '20.04', 300 * DAY, { status: 'pending_delete', updated: 5 * DAY }),
  // A state no document names: shown as it comes, with no action.
  imported('moving-house', 'ubuntu', '22.04', 8 * DAY, { status: 'migrating' }),
  {
    key: 'bare record',
    name: 'bare-record',
    owner: producer,
    age: 3 * DAY,
    status: 'queued',
    diskFormat: null,
    containerFormat: null,
  },
  {
    key: 'installer iso',
    name: 'rescue-installer.iso',
    owner: producer,
    age: 21 * DAY,
    diskFormat: 'iso',
    containerFormat: 'bare',
    size: 734_003_200,
    tags: ['rescue'],
  },
]

/** Snapshots of each region: the first holds most of the work. */
const SNAPSHOTS_IN: Record<string, number> = { DFW: 22, IAD: 14, ORD: 10 }

function seedRegion(seeder: Seeder): void {
  for (const release of RELEASES) if (release.architecture !== 'aarch64') seeder.add(baseImage(release))
  for (const { server, occasion, age } of snapshotPlan(SNAPSHOTS_IN[seeder.region] ?? 0, 1.62)) {
    seeder.add(snapshot(seeder, server, occasion, age))
  }
  const drafts =
    seeder.region === 'DFW'
      ? [...IMPORTS, ...SHARED.out, ...SHARED_IN, ...FOREIGN, ...STATES]
      : elsewhere(seeder.region)
  for (const draft of drafts) seeder.add(draft)
}

/** Outside the first region a share of each kind, so that an empty corner shows somewhere too. */
const elsewhere = (region: string): ImageDraft[] =>
  region === 'IAD'
    ? [...IMPORTS.slice(0, 2), ...SHARED.out.slice(0, 1), ...SHARED_IN.slice(0, 3), ...STATES.slice(0, 2)]
    : IMPORTS.slice(1, 2)

export function seedRackspaceImages(cloud: FakeCloud, wanted = 0): void {
  const seeders = [...cloud.regions.values()].map((region) => new Seeder(cloud, region))
  for (const seeder of seeders) seedRegion(seeder)

  const [first] = seeders
  if (!first) return
  for (const { key, name } of [...ODD_NAMES, EMOJI_NAME]) {
    first.add(imported(key, 'debian', '12', 100 * DAY, { key, name }))
  }
  const make = (server: Server, release: Release | undefined) => ({
    owner: producer,
    properties: snapshotProperties(first, server, release),
  })
  for (const draft of fillers(wanted - first.countListed(producer), make, RELEASE_BY_KEY)) first.add(draft)
}
