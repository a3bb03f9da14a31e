/** Made-up images for tests and measurements: the same for the same number, whoever asks. */
import { Image } from '#api/schemas.ts'

import type { CatalogEntry } from '#api/catalog-entry.ts'

/** Pseudo-random numbers in [0, 1), always the same for one seed (a linear congruential generator). */
export const randomFrom = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export const pick = <T>(random: () => number, values: readonly [T, ...T[]]): T =>
  values[Math.floor(random() * values.length)] ?? values[0]

/** An image as the schema makes it of the fewest fields a service may send, with the fields given. */
export const makeImage = (fields: Record<string, unknown> = {}): Image =>
  Image.parse({
    id: '00000000-0000-4000-8000-000000000000',
    status: 'active',
    visibility: 'private',
    created_at: '2026-01-01T00:00:00Z',
    ...fields,
  })

const roles = ['web', 'api', 'db', 'cache', 'worker', 'build', 'mail', 'vpn'] as const
const systems = ['ubuntu', 'debian', 'centos', 'fedora', 'rocky', 'windows', 'freebsd'] as const
const formats = ['qcow2', 'vhd', 'raw', 'vmdk', 'iso'] as const
const tags = ['lts', 'golden', 'nightly', 'hardened', 'gpu', 'minimal'] as const

const isoTime = (random: () => number) =>
  `${new Date(Date.UTC(2024, 0, 1) + Math.floor(random() * 7e10)).toISOString().slice(0, 19)}Z`

/** A catalog of about the variety of a busy account: twelve properties each, four owners, ties in every column. */
export const makeImages = (count: number): Image[] => {
  const random = randomFrom(count)
  return Array.from({ length: count }, (_, at) => {
    const system = pick(random, systems)
    return makeImage({
      id: `${at.toString(16).padStart(8, '0')}-0000-4000-8000-${Math.floor(random() * 2 ** 47)
        .toString(16)
        .padStart(12, '0')}`,
      name: `${pick(random, roles)}-${system} build ${Math.floor(random() * 1000)}.${at % 7}`,
      status: pick(random, ['active', 'active', 'active', 'active', 'queued', 'deactivated', 'saving']),
      visibility: pick(random, ['private', 'private', 'shared', 'public', 'community']),
      owner: `project-${Math.floor(random() * 4)}`,
      size: random() < 0.05 ? null : Math.floor(random() * 4e10),
      disk_format: pick(random, formats),
      container_format: 'bare',
      min_disk: pick(random, [0, 10, 20, 40, 80]),
      min_ram: pick(random, [0, 512, 1024, 2048]),
      created_at: isoTime(random),
      updated_at: isoTime(random),
      tags: [pick(random, tags), pick(random, tags)],
      os_distro: system,
      os_version: `${Math.floor(random() * 24)}.04`,
      os_type: system === 'windows' ? 'windows' : 'linux',
      architecture: pick(random, ['x86_64', 'aarch64']),
      vm_mode: pick(random, ['hvm', 'xen']),
      hw_disk_bus: 'virtio',
      hw_vif_model: pick(random, ['virtio', 'e1000']),
      'org.openstack__1__os_distro': `org.${system}`,
      'com.rackspace__1__options': '0',
      'com.rackspace__1__release_id': String(Math.floor(random() * 9000)),
      image_type: pick(random, ['base', 'snapshot', 'import']),
      instance_uuid: Math.floor(random() * 2 ** 47).toString(16),
    })
  })
}

export const localEntry = (image: Image): CatalogEntry => ({ region: 'One', list: 'default', image })
