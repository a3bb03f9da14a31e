/** Searches in the catalog's language, each with the same question asked of Glance's own answers in plain code. */
import type { GlanceImage } from './cloud.ts'

interface Search {
  q: string
  /** @param project ID of the project that searches */
  holds: (image: GlanceImage, project: string) => boolean
}

const MIB = 2 ** 20
const GIB = 2 ** 30
const DAY_MS = 86_400_000

const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : '')
const named = (image: GlanceImage, part: string) => lower(image.name).includes(part)
const tagged = ({ tags }: GlanceImage, tag: string) => Array.isArray(tags) && tags.includes(tag)
const changed = ({ updated_at }: GlanceImage) => Date.parse(updated_at)
const created = ({ created_at }: GlanceImage) => Date.parse(created_at)

/** Fields that plain words do not look into. Names, IDs, tags and custom properties remain. */
const notSearched = new Set([
  'status',
  'visibility',
  'protected',
  'os_hidden',
  'owner',
  'size',
  'virtual_size',
  'checksum',
  'os_hash_algo',
  'os_hash_value',
  'disk_format',
  'container_format',
  'min_disk',
  'min_ram',
  'created_at',
  'updated_at',
  'self',
  'file',
  'schema',
  'stores',
])
const says = (image: GlanceImage, part: string) =>
  Object.entries(image).some(([key, value]) =>
    key === 'name' || key === 'id'
      ? lower(value).includes(part)
      : key === 'tags'
        ? Array.isArray(value) && value.some((tag) => lower(tag).includes(part))
        : !notSearched.has(key) && `${key}=${String(value)}`.toLowerCase().includes(part),
  )

export const searches: readonly Search[] = [
  { q: 'web-', holds: (image) => says(image, 'web-') },
  { q: 'NEEDLE', holds: (image) => says(image, 'needle') },
  { q: '"naïve façade"', holds: (image) => says(image, 'naïve façade') },
  { q: 'صورة النظام', holds: (image) => says(image, 'صورة') && says(image, 'النظام') },
  { q: '"<img src=x"', holds: (image) => says(image, '<img src=x') },
  { q: `"long-${'x'.repeat(250)}"`, holds: (image) => says(image, `long-${'x'.repeat(250)}`) },
  { q: 'nightly ubuntu', holds: (image) => says(image, 'nightly') && says(image, 'ubuntu') },
  { q: 'name:(pending)', holds: (image) => named(image, '(pending)') },
  { q: 'name:web-*00', holds: (image) => /^web-.*00$/.test(lower(image.name)) },
  { q: 'os_distro:ubuntu', holds: (image) => image['os_distro'] === 'ubuntu' },
  { q: 'os_distro:debian,fedora', holds: (image) => ['debian', 'fedora'].includes(String(image['os_distro'])) },
  { q: '-os_distro:ubuntu', holds: (image) => image['os_distro'] !== 'ubuntu' },
  { q: '"path/like~key":*', holds: (image) => image['path/like~key'] !== undefined },
  { q: 'markup_value:"<b>bold</b>"', holds: (image) => image['markup_value'] === '<b>bold</b>' },
  { q: 'has:base_image_ref', holds: (image) => image['base_image_ref'] !== undefined },
  { q: 'tag:golden', holds: (image) => tagged(image, 'golden') },
  { q: 'tag:lts tag:gpu', holds: (image) => tagged(image, 'lts') && tagged(image, 'gpu') },
  {
    q: 'tag:beta,eol -tag:nightly',
    holds: (image) => (tagged(image, 'beta') || tagged(image, 'eol')) && !tagged(image, 'nightly'),
  },
  { q: 'size:>4GiB', holds: ({ size }) => size !== null && size > 4 * GIB },
  { q: 'size:500MiB..1GiB', holds: ({ size }) => size !== null && size >= 500 * MIB && size <= GIB },
  { q: 'min_disk:>=20', holds: (image) => image.min_disk >= 20 },
  { q: 'status:queued,deactivated', holds: ({ status }) => status === 'queued' || status === 'deactivated' },
  {
    q: 'format:vhd size:<2GiB',
    holds: ({ disk_format, size }) => disk_format === 'vhd' && size !== null && size < 2 * GIB,
  },
  { q: 'is:protected owner:me', holds: (image, project) => image['protected'] === true && image.owner === project },
  { q: 'is:shared -owner:me', holds: ({ visibility, owner }, project) => visibility === 'shared' && owner !== project },
  { q: 'updated:2025-03', holds: (image) => changed(image) >= Date.UTC(2025, 2) && changed(image) < Date.UTC(2025, 3) },
  { q: 'created:<2024-01-01', holds: (image) => created(image) < Date.UTC(2024, 0) },
  {
    q: 'updated:2024-06-01..2024-06-30',
    holds: (image) => changed(image) >= Date.UTC(2024, 5, 1) && changed(image) < Date.UTC(2024, 6, 1),
  },
  { q: 'updated:>700d', holds: (image) => changed(image) < Date.now() - 700 * DAY_MS },
  { q: 'id:0', holds: ({ id }) => id.startsWith('0') },
]
