/** One image for each situation that a dashboard meets. The first images of every seed; order and names are fixed. */
import { MIB, datesAt, imageIdAt } from './image-spec.ts'
import type { ImageSpec } from './image-spec.ts'
import { diceFrom, uuidOf } from './random.ts'
import { SYSTEMS, baseProperties, systemProperties, systemTitled } from './systems.ts'
import type { System } from './systems.ts'

type Case = Partial<ImageSpec> & { system?: System }

/** A name that only one image has, and that image is the oldest of all: it arrives with the last page of a list. */
export const OLDEST_IMAGE_NAME = 'needle-in-the-last-page'

const TAGS = ['lts', 'golden', 'nightly', 'hardened', 'minimal', 'gpu', 'beta', 'eol']

const base = (title: string, more: Case = {}): Case => ({
  name: title,
  owner: 'admin',
  visibility: 'public',
  system: systemTitled(title),
  ...more,
})

const snapshot = (name: string, more: Case = {}): Case => ({
  name,
  properties: {
    image_type: 'snapshot',
    base_image_ref: imageIdAt(0),
    instance_uuid: uuidOf(`server of ${name}`),
    user_id: diceFrom(name).hexId(),
  },
  ...more,
})

const PUBLIC: Case[] = [
  base('Ubuntu 22.04 LTS (Jammy Jellyfish)', { diskFormat: 'vhd', size: 2 * MIB }),
  base('Debian 12 (Bookworm)', { size: 3 * MIB }),
  base('CentOS Stream 9', { diskFormat: 'raw', size: 4 * MIB, store: 'archive' }),
  base('Windows Server 2022', { diskFormat: 'vhd', size: 4 * MIB, store: 'both' }),
  base('Fedora 40', { protected: true }),
  base('Ubuntu 18.04 LTS (Bionic Beaver)', { diskFormat: 'vhd', hidden: true }),
  base('CentOS 7', { status: 'deactivated' }),
  base('FreeBSD 14.2', { diskFormat: 'iso' }),
]

const OWN: Case[] = [
  snapshot('web-1 before upgrade', { diskFormat: 'raw', size: 4 * MIB }),
  snapshot('db-1 nightly', { protected: true, tags: ['nightly'] }),
  { name: 'windows-sysprep', diskFormat: 'vhd', system: systemTitled('Windows Server 2019') },
  { name: 'legacy-appliance', diskFormat: 'vmdk' },
  { name: 'withdrawn-by-operator', status: 'deactivated' },
  { name: 'hidden-from-lists', hidden: true },
]

const ON_THE_WAY: Case[] = [
  { name: 'waiting-for-data', status: 'queued' },
  { name: 'waiting-without-formats', status: 'queued', diskFormat: null, containerFormat: null },
  { name: 'import-failed', status: 'queued', diskFormat: 'raw', failedImport: true },
  { name: 'staged-never-imported', status: 'uploading', diskFormat: 'raw' },
]

const SHARED_OUT: Case[] = [
  { name: 'offered (pending)', members: [{ project: 'consumer', status: 'pending' }] },
  { name: 'offered (accepted)', members: [{ project: 'consumer', status: 'accepted' }] },
  { name: 'offered (rejected)', members: [{ project: 'consumer', status: 'rejected' }] },
  {
    name: 'offered to many',
    members: [
      { project: 'consumer', status: 'accepted' },
      { project: 'capped', status: 'rejected' },
      ...Array.from({ length: 6 }, (_, n) => ({
        project: { id: diceFrom(`stranger ${n}`).hexId() },
        status: 'pending' as const,
      })),
    ],
  },
  { name: 'offered to nobody', visibility: 'shared' },
]

const SHARED_IN: Case[] = [
  { name: 'from consumer (pending)', owner: 'consumer', members: [{ project: 'producer', status: 'pending' }] },
  { name: 'from consumer (accepted)', owner: 'consumer', members: [{ project: 'producer', status: 'accepted' }] },
  { name: 'from consumer (rejected)', owner: 'consumer', members: [{ project: 'producer', status: 'rejected' }] },
]

const COMMUNITY: Case[] = [
  { name: 'own community appliance', visibility: 'community' },
  { name: 'community appliance of consumer', owner: 'consumer', visibility: 'community' },
]

const STRANGERS: Case[] = [
  { name: 'private of consumer', owner: 'consumer' },
  { name: 'private of capped', owner: 'capped' },
]

/** Names and keys that break careless pages. No emoji: Glance's database holds three-byte characters only. */
const AWKWARD: Case[] = [
  { name: `<img src=x onerror="document.title='pwned'"> & 'quotes' "too"` },
  { name: 'Ünïcødé 日本語 – naïve façade' },
  { name: 'صورة النظام 12 (عربي)' },
  { name: null },
  { name: `long-${'x'.repeat(250)}` },
  {
    name: 'many-properties',
    tags: Array.from({ length: 24 }, (_, n) => `tag-${n}`),
    properties: {
      'path/like~key': 'needs escaping in a JSON pointer',
      empty_value: '',
      markup_value: '<b>bold</b>',
      long_value: 'lorem ipsum '.repeat(60),
      ...Object.fromEntries(Array.from({ length: 56 }, (_, n) => [`custom_${n}`, `value ${n}`])),
    },
  },
]

const OLDEST_DATE = new Date(Date.UTC(2015, 2, 14, 9, 26, 53))
const OLDEST: Case = { name: OLDEST_IMAGE_NAME, createdAt: OLDEST_DATE, updatedAt: OLDEST_DATE }

/** Made by the database: states that a healthy service leaves within seconds. */
const STUCK: Case[] = [
  { name: 'stuck-saving', status: 'saving' },
  { name: 'stuck-importing', status: 'importing' },
]

function specOf(given: Case, index: number): ImageSpec {
  const dice = diceFrom(`case ${index}`)
  const { system = dice.pick(SYSTEMS), properties = {}, ...rest } = given
  const diskFormat = given.diskFormat === undefined ? 'qcow2' : given.diskFormat
  const hasData = !['queued', 'saving', 'importing'].includes(given.status ?? 'active')
  const isBase = given.visibility === 'public'
  return {
    id: imageIdAt(index),
    name: null,
    owner: 'producer',
    visibility: given.members ? 'shared' : 'private',
    status: 'active',
    diskFormat,
    containerFormat: diskFormat === 'vhd' ? 'ovf' : 'bare',
    size: hasData ? MIB : null,
    virtualSize: null,
    minDisk: isBase ? system.minDisk : 0,
    minRam: isBase ? system.minRam : 0,
    protected: false,
    hidden: false,
    tags: dice.some(TAGS, dice.between(0, 3)),
    properties: { ...systemProperties(system, dice), ...(isBase ? baseProperties(dice) : {}), ...properties },
    members: [],
    store: 'fast',
    failedImport: false,
    ...datesAt(index),
    ...rest,
  }
}

const BY_API = [
  ...PUBLIC,
  ...OWN,
  ...ON_THE_WAY,
  ...SHARED_OUT,
  ...SHARED_IN,
  ...COMMUNITY,
  ...STRANGERS,
  ...AWKWARD,
  OLDEST,
]

/** Images to be made through the API, with real data; the seed's first. */
export const API_CASES: readonly ImageSpec[] = BY_API.map(specOf)

/** Images that follow them, and can only be made in the database. */
export const DATABASE_CASES: readonly ImageSpec[] = STUCK.map((given, n) => specOf(given, BY_API.length + n))
