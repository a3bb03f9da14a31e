/** Images of the OpenStack demo cloud. Property names: api §3.2, §3.13; hardware names as Nova reads them. */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import { uuidOf } from '#fake-cloud/core/ids.ts'

import { fillers } from './filler.ts'
import { OPENSTACK_PROJECTS } from './identity-openstack.ts'
import { DAY, GIB, HOUR, type ImageDraft, MIB, MINUTE, Seeder } from './make-image.ts'
import { ODD_NAMES } from './odd-names.ts'
import { type Release, RELEASE_BY_KEY, RELEASES } from './releases.ts'
import { type Server, snapshotPlan } from './servers.ts'
import { sharedImages } from './sharing.ts'

const { admin, producer, staging, consumer, partner, stranger } = OPENSTACK_PROJECTS

const releaseProperties = (release: Release): Record<string, string> => ({
  architecture: release.architecture ?? 'x86_64',
  os_type: release.family === 'windows' ? 'windows' : 'linux',
  os_distro: release.distro,
  os_version: release.version,
  os_admin_user: release.user,
  hw_disk_bus: release.family === 'windows' ? 'scsi' : 'virtio',
  hw_vif_model: 'virtio',
  hw_machine_type: release.architecture === 'aarch64' ? 'virt' : 'q35',
  hw_firmware_type: 'uefi',
  hw_qemu_guest_agent: 'yes',
  hw_rng_model: 'virtio',
  ...(release.family === 'windows' && { os_secure_boot: 'required', hw_tpm_model: 'tpm-crb', hw_tpm_version: '2.0' }),
})

const baseImage = (release: Release): ImageDraft => ({
  key: `base ${release.key}`,
  name: release.name,
  owner: admin,
  visibility: 'public',
  protected: true,
  hidden: release.isEndOfLife === true,
  size: release.sizeMiB * MIB,
  virtualSize: release.minDisk * GIB,
  minDisk: release.minDisk,
  minRam: release.minRam,
  age: release.ageDays * DAY,
  tags: release.isEndOfLife ? ['base', 'eol'] : ['base'],
  stores: ['fast', 'archive'],
  properties: {
    ...releaseProperties(release),
    description: `${release.name}, as its makers publish it for clouds`,
    ...(release.family === 'linux' && { os_require_quiesce: 'yes' }),
  },
})

const snapshotProperties = (seeder: Seeder, server: Server, release: Release | undefined): Record<string, string> => ({
  ...(release && releaseProperties(release)),
  image_type: 'snapshot',
  image_state: 'available',
  image_location: 'snapshot',
  base_image_ref: seeder.idOf(`base ${server.release}`),
  instance_uuid: uuidOf(`openstack server ${server.name}`),
  owner_project_name: 'producer',
  owner_user_name: 'producer',
  boot_roles: 'member,reader',
})

const snapshot = (seeder: Seeder, server: Server, occasion: string, age: number): ImageDraft => ({
  key: `snapshot ${server.name} ${occasion}`,
  name: `${server.name} ${occasion}`,
  owner: producer,
  size: Math.round(server.sizeGiB * GIB),
  virtualSize: server.minDisk * GIB,
  minDisk: server.minDisk,
  tags: server.tags,
  age,
  properties: snapshotProperties(seeder, server, RELEASE_BY_KEY.get(server.release)),
})

/** An image brought in by its owner; the empty lists are what a finished import leaves behind. Source: api §3.13. */
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
  size: 2 * GIB,
  virtualSize: 10 * GIB,
  minDisk: 10,
  age,
  properties: {
    os_distro: distro,
    os_version: version,
    architecture: 'x86_64',
    os_glance_importing_to_stores: '',
    os_glance_failed_import: '',
  },
  ...more,
})

const IMPORTS: ImageDraft[] = [
  imported('payments-appliance 4.2', 'debian', '12', 2 * DAY, { tags: ['appliance', 'gold'], protected: true }),
  imported('legacy-crm (from VMware)', 'centos', '6.10', 400 * DAY, { diskFormat: 'vmdk', tags: ['legacy'] }),
  imported('vpn-concentrator 9', 'openbsd', '7.7', 75 * DAY, { diskFormat: 'raw', stores: ['archive'] }),
  imported('container-host', 'flatcar', '4230.2', 5 * HOUR, { tags: ['k8s'] }),
  imported('rescue-installer.iso', 'debian', '13', 21 * DAY, {
    diskFormat: 'iso',
    virtualSize: null,
    size: 734_003_200,
    tags: ['rescue'],
  }),
]

const SHARED = sharedImages(imported, OPENSTACK_PROJECTS, { visibility: 'shared' })

/** Offered by the producer, and the other visibilities. */
const SHARED_OUT: ImageDraft[] = [
  ...SHARED.out,
  imported('shared-with-nobody', 'ubuntu', '24.04', 15 * DAY, { visibility: 'shared' }),
  imported('community-toolbox', 'fedora', '44', 28 * DAY, { visibility: 'community', tags: ['tools'] }),
  imported('retired-golden', 'ubuntu', '20.04', 800 * DAY, {
    visibility: 'shared',
    hidden: true,
    tags: ['gold', 'eol'],
    members: { [consumer]: 'accepted' },
  }),
]

/** Offered by other projects. */
const SHARED_IN: ImageDraft[] = [
  ...SHARED.in,
  // The row is there, but a private image's members count for nothing until it is shared again.
  imported('partner-withdrawn', 'debian', '12', 64 * DAY, { owner: partner, members: { [producer]: 'accepted' } }),
  imported('community-kali', 'debian', '2026.3', 39 * DAY, { owner: partner, visibility: 'community' }),
  imported('community-minecraft', 'ubuntu', '24.04', 9 * DAY, { owner: stranger, visibility: 'community' }),
]

/** Owned by others and shared with nobody: must never be seen. */
const FOREIGN: ImageDraft[] = [
  imported('stranger-secret', 'debian', '12', 50 * DAY, { owner: stranger }),
  imported('consumer-private-notes', 'ubuntu', '22.04', 60 * DAY, { owner: consumer }),
  imported('staging-candidate', 'ubuntu', '26.04', 90 * MINUTE, { owner: staging, tags: ['candidate'] }),
  imported('staging-baseline', 'debian', '13', 20 * DAY, { owner: staging }),
]

const waiting = { size: null, virtualSize: null }

/** Every state an image can stand in, and records left by things that went wrong. */
const STATES: ImageDraft[] = [
  imported('nightly-appliance (saving)', 'debian', '13', 4 * MINUTE, { ...waiting, status: 'saving' }),
  imported('reserved-for-upload', 'debian', '13', 35 * MINUTE, { ...waiting, status: 'queued', properties: {} }),
  imported('staged-not-imported', 'debian', '13', 50 * MINUTE, { ...waiting, status: 'uploading', size: 390 * MIB }),
  // Stuck: an import that began days ago and was never heard of again.
  imported('forgotten-import', 'rocky', '10.1', 6 * DAY, {
    ...waiting,
    status: 'importing',
    properties: {
      os_distro: 'rocky',
      os_glance_import_task: uuidOf('forgotten import'),
      os_glance_importing_to_stores: 'fast',
    },
  }),
  // Failed: back to queued, with the stores that failed and no reason on the image itself.
  imported('failed-import', 'ubuntu', '26.04', 3 * HOUR, {
    ...waiting,
    status: 'queued',
    properties: { os_distro: 'ubuntu', os_glance_importing_to_stores: '', os_glance_failed_import: 'fast' },
  }),
  imported('under-investigation', 'windows', '2019', 33 * DAY, { status: 'deactivated', updated: 2 * DAY }),
  imported('broken-upload', 'centos', '7', 80 * DAY, { ...waiting, status: 'killed' }),
  imported('removed-last-week', 'ubuntu', '20.04', 300 * DAY, { status: 'pending_delete', updated: 5 * DAY }),
  {
    key: 'bare record',
    name: 'bare-record',
    owner: producer,
    age: 3 * DAY,
    status: 'queued',
    diskFormat: null,
    containerFormat: null,
  },
  imported('orphan', 'debian', '11', 500 * DAY, { owner: null, visibility: 'public' }),
]

const SNAPSHOTS = 20

function seedRegion(seeder: Seeder): void {
  for (const release of RELEASES) if (release.distro !== 'rhel') seeder.add(baseImage(release))
  for (const { server, occasion, age } of snapshotPlan(SNAPSHOTS, 1.68)) {
    seeder.add(snapshot(seeder, server, occasion, age))
  }
  for (const draft of [...IMPORTS, ...SHARED_OUT, ...SHARED_IN, ...FOREIGN, ...STATES]) seeder.add(draft)
  for (const { key, name } of ODD_NAMES) seeder.add(imported(key, 'debian', '12', 100 * DAY, { key, name }))
}

export function seedOpenstackImages(cloud: FakeCloud, wanted = 0): void {
  for (const region of cloud.regions.values()) {
    const seeder = new Seeder(cloud, region)
    seedRegion(seeder)
    const make = (server: Server, release: Release | undefined) => ({
      owner: producer,
      properties: snapshotProperties(seeder, server, release),
    })
    for (const draft of fillers(wanted - seeder.countListed(producer), make, RELEASE_BY_KEY)) seeder.add(draft)
  }
}
