/** What lies in the object storage of the demo clouds: files to import, files that were exported, and clutter. */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import { uuidOf } from '#fake-cloud/core/ids.ts'
import { memoryContent, textContent } from '#fake-cloud/data/content.ts'
import { diskContent } from '#fake-cloud/data/disk-formats.ts'
import { type VhdDraft, vhdContent } from '#fake-cloud/data/vhd.ts'
import { cloudFilesAccount, swiftAccount } from '#fake-cloud/identity/catalog.ts'

import { OPENSTACK_PROJECTS } from './identity-openstack.ts'
import { RACKSPACE_ACCOUNTS } from './identity-rackspace.ts'
import { DAY, GIB, HOUR, MIB, MINUTE } from './make-image.ts'
import { type ObjectDraft, ObjectSeeder, textDraft } from './make-object.ts'
import { SERVERS } from './servers.ts'

/** Bytes of one segment of a file that does not fit in one object. */
const SEGMENT = 5 * GIB

const vhd = (name: string, draft: Omit<VhdDraft, 'key'>, age: number, segmentSize?: number): ObjectDraft => ({
  name,
  content: vhdContent({ key: name, ...draft }),
  age,
  contentType: 'application/octet-stream',
  ...(segmentSize !== undefined && { segmentSize }),
})

/** Disks to import: the good ones, and one for each reason a disk is turned down. Source: api §3.11, failure codes. */
const VHD_FILES: readonly ObjectDraft[] = [
  vhd('payments-appliance-5.0.vhd', { type: 'fixed', virtualSize: 2 * GIB }, 3 * HOUR),
  vhd('debian-13-minimal.vhd', { type: 'dynamic', virtualSize: 10 * GIB, fileSize: 640 * MIB }, 2 * DAY),
  vhd('crm-migrated-from-vmware.vhd', { type: 'dynamic', virtualSize: 40 * GIB, fileSize: 12 * GIB }, 9 * DAY, SEGMENT),
  vhd('app-server-delta.vhd', { type: 'differencing', virtualSize: 20 * GIB, fileSize: 350 * MIB }, 5 * DAY),
  vhd('cloned-without-uuid.vhd', { type: 'fixed', virtualSize: GIB, isUuidZero: true }, 12 * DAY),
  vhd('data-warehouse.vhd', { type: 'dynamic', virtualSize: 60 * GIB, fileSize: 3 * GIB }, 20 * DAY),
  vhd('file-server.vhd', { type: 'fixed', virtualSize: 45 * GIB }, 33 * DAY, SEGMENT),
  vhd('interrupted-conversion.vhd', { type: 'dynamic', virtualSize: 8 * GIB, isBroken: true }, 35 * DAY),
  vhd('physical-server-2009.vhd', { type: 'reserved', virtualSize: 16 * GIB, fileSize: 2 * GIB }, 38 * DAY),
  { name: 'holiday-photos.vhd', content: diskContent('zip', 'holiday photos', 96 * MIB), age: 40 * DAY },
  { name: 'truncated-download.vhd', content: memoryContent(new Uint8Array(300)), age: 41 * DAY },
  textDraft('README.txt', 'Disks that are ready to become images. Ask before removing any.\n', 300 * DAY),
]

/** What a web download can fetch: the container is open to the world. */
const OPEN_FILES: readonly ObjectDraft[] = [
  { name: 'import-me.qcow2', content: diskContent('qcow2', 'import-me', 3 * MIB, 10 * GIB), age: 60 * DAY },
  { name: 'import-me.raw', content: diskContent('raw', 'import-me', 2 * MIB), age: 60 * DAY },
  { name: 'import-me.vhd', content: vhdContent({ key: 'import-me', type: 'fixed', virtualSize: MIB }), age: 60 * DAY },
  {
    name: 'debian-13-cloud.qcow2',
    content: diskContent('qcow2', 'debian-13-cloud', 412 * MIB, 10 * GIB),
    age: 4 * DAY,
  },
]

const NIGHTS = 28

/** Nightly backups in pseudo folders by date: more objects than fit on any page. */
const BACKUPS: readonly ObjectDraft[] = Array.from({ length: NIGHTS }, (_, night) => night).flatMap((night) => [
  ...SERVERS.slice(0, 12).map((server): ObjectDraft => {
    const day = String(NIGHTS - night).padStart(2, '0')
    const name = `nightly/2026/10/${day}/${server.name}.vhd`
    const fileSize = Math.round(Math.min(server.sizeGiB, 4.5) * GIB)
    return vhd(name, { type: 'dynamic', virtualSize: server.minDisk * GIB, fileSize }, (26 + night) * DAY)
  }),
  textDraft(
    `nightly/2026/10/${String(NIGHTS - night).padStart(2, '0')}/log.txt`,
    'All servers done.\n',
    (26 + night) * DAY,
  ),
])

const YEARLY: readonly ObjectDraft[] = ['2023', '2024', '2025'].map((year, index) =>
  vhd(
    `yearly/${year}/gitlab.vhd`,
    { type: 'dynamic', virtualSize: 200 * GIB, fileSize: 4 * GIB },
    (1_100 - 365 * index) * DAY,
  ),
)

/** Names that break careless screens, proxies and URL builders. */
export const HOSTILE_NAMES: readonly string[] = [
  '<script>alert("object")</script><b>bold</b>.vhd',
  'a?b#c&d=e;f+g.vhd',
  '100% done.vhd',
  'percent%2Fencoded%3Falready.vhd',
  `quotes'"\`and\\backslash.vhd`,
  '  spaces  and\ta tab .vhd',
  'two\nlines.vhd',
  'صورة \u202eraw.exe\u202c.vhd',
  '🚀 release 🧪.vhd',
  'composed-\u00e9.vhd',
  'composed-e\u0301.vhd',
  'folder//double-slash.vhd',
  'folder/ends-with-slash/',
  '=HYPERLINK("http://example.invalid","formula").csv',
  `long-${'0123456789'.repeat(101)}.vhd`,
]

const ODD_OBJECTS = HOSTILE_NAMES.map((name) => textDraft(name, 'An object with an unusual name.\n', 100 * DAY))

/** Earlier exports: one whole in its segments, one whose segments somebody removed. Source: api §3.11 "Result". */
function exportsOf(imageId: string): ObjectDraft[] {
  const older = `${uuidOf('exported earlier')}.vhd`
  return [
    vhd(`${imageId}.vhd`, { type: 'dynamic', virtualSize: 20 * GIB, fileSize: 3 * GIB }, 26 * HOUR, 500 * MIB),
    vhd(older, { type: 'dynamic', virtualSize: 40 * GIB, fileSize: 7 * GIB }, 90 * DAY, 500 * MIB),
    textDraft('checksums.txt', `d41d8cd98f00b204e9800998ecf8427e  ${older}\n`, 90 * DAY),
  ]
}

/** The producer's first region, alike on both clouds. @param exportedImageId an image whose export is there already */
function seedProducer(seeder: ObjectSeeder, exportedImageId: string): void {
  seeder.container('exports', exportsOf(exportedImageId))
  seeder.container('vhd-imports', VHD_FILES)
  seeder.container('backups', [...BACKUPS, ...YEARLY])
  seeder.container('empty', [])
  seeder.container('odd-names', ODD_OBJECTS)
  // Its name keeps the export task from writing there. Source: api §3.11 "Container must exist".
  seeder.container('exports.2025', [])
}

const seedOther = (seeder: ObjectSeeder): void => {
  seeder.container('exports', [])
  seeder.container('uploads', [
    ...VHD_FILES.slice(0, 2),
    { name: 'notes.md', content: textContent('# Notes\n'), age: 9 * MINUTE },
  ])
}

/** Fills the object storage of a cloud. */
export function seedObjects(cloud: FakeCloud): void {
  const [first, ...others] = cloud.regions.values()
  if (!first) return
  const isRackspace = cloud.flavour === 'rackspace'
  const accounts = isRackspace ? RACKSPACE_ACCOUNTS : OPENSTACK_PROJECTS
  const nameOf = isRackspace ? cloudFilesAccount : swiftAccount
  const seederFor = (region: typeof first, account: string) => new ObjectSeeder(cloud, region, nameOf(account))

  const producer = seederFor(first, accounts.producer)
  seedProducer(producer, uuidOf(`${cloud.name} ${first.name} import vpn-concentrator 9`))
  if (isRackspace) producer.container('images', OPEN_FILES)
  else producer.container('images', OPEN_FILES, { 'x-container-read': '.r:*,.rlistings' })
  for (const account of [accounts.consumer, accounts.partner]) seedOther(seederFor(first, account))
  for (const region of others) seedOther(seederFor(region, accounts.producer))
}
