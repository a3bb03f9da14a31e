/** What of an offered image tells whether one wants it: the properties that decide how it boots and what it may do. */
import { type CustomProperty, customProperties } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'

/**
 * Keys worth a look, most telling first. Sources: "Useful image properties" (OpenStack), "Image properties" (Rackspace).
 */
const telling = [
  'description',
  'architecture',
  'hypervisor_type',
  'vm_mode',
  'hw_firmware_type',
  'os_secure_boot',
  'hw_machine_type',
  'hw_disk_bus',
  'os_admin_user',
  'os_require_quiesce',
  'img_config_drive',
  'image_type',
  'com.rackspace__1__source',
  'com.rackspace__1__options',
  'com.rackspace__1__build_core',
  'base_image_ref',
  'instance_uuid',
  'license',
]

/** Said elsewhere on the card. */
const saidElsewhere = new Set([
  'os_distro',
  'os_version',
  'os_type',
  'org.openstack__1__os_distro',
  'org.openstack__1__os_version',
])

const MOST = 6

export interface TellingProperties {
  shown: readonly CustomProperty[]
  /** How many others the image carries. */
  more: number
}

/** The most telling properties of an image, and how many there are beside them. */
export function tellingProperties(image: Image): TellingProperties {
  const all = customProperties(image).filter(({ key }) => !saidElsewhere.has(key))
  const rank = ({ key }: CustomProperty) => {
    const at = telling.indexOf(key)
    return at < 0 ? telling.length : at
  }
  const shown = all
    .filter(({ key, value }) => telling.includes(key) && value.trim() !== '')
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST)
  return { shown, more: all.length - shown.length }
}

/** What speaks against using the image as it is now, in sentences. */
export function doubts(image: Image): string[] {
  const found: string[] = []
  if (image.status !== 'active') found.push(`The image is ${image.status}: it cannot be used as it is now.`)
  if (image.checksum === null && image.os_hash_value === null)
    found.push('It carries no checksum to compare its data with.')
  return found
}
