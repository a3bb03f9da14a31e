/** The options of `openstack image set` and `unset` for one key of an image. */
import { no } from '#lib/verdict.ts'

/** Words for `image set` and for `image unset`; or why the client has none. */
export type Words = { ok: true; set: string[]; unset: string[] } | { ok: false; reason: string }

/** An option with its value: in one word where the value would be taken for an option itself. */
export const option = (name: string, value: string): string[] =>
  value.startsWith('-') ? [`${name}=${value}`] : [name, value]

const visibilities = ['public', 'private', 'shared', 'community']

/** Base fields that have an option of their own, each with the text or number it takes. */
const ownOptions: Readonly<Record<string, string>> = {
  name: '--name',
  min_disk: '--min-disk',
  min_ram: '--min-ram',
  disk_format: '--disk-format',
  container_format: '--container-format',
  owner: '--project',
}

/** Keys that the client's library takes for something of its own when they are set. */
const takenWhenSet = new Set(
  `_synchronized base_path connection has_auto_disk_config hash_algo hash_value id image is_hidden
  is_hw_boot_menu_enabled is_hw_vif_multiqueue_enabled is_protected location metadata microversion needs_config_drive
  needs_secure_boot owner_id properties resource_type self size value`.split(/\s+/),
)

/** Keys that the library knows under another name, and so does not find when they are to be unset. */
const takenWhenUnset = new Set(
  `auto_disk_config hash_algo hash_value hw_boot_menu hw_vif_multiqueue_enabled img_config_drive is_hidden is_protected
  location metadata os_secure_boot owner_id properties`.split(/\s+/),
)

/** Keys whose values the library turns into numbers before it sends them on. */
const numbers = new Set(
  'hw_cpu_cores hw_cpu_sockets hw_cpu_threads hw_serial_port_count hw_video_ram os_shutdown_timeout'.split(' '),
)

/** What sets one key, other than the tags, to a value. */
export function setOptions(key: string, value: unknown): Words {
  const own = ownOptions[key]
  if (own !== undefined)
    return typeof value === 'string' || typeof value === 'number'
      ? set(option(own, String(value)))
      : no(`The openstack client cannot take ${key} away.`)
  switch (key) {
    case 'protected':
      return set([value === true ? '--protected' : '--unprotected'])
    case 'os_hidden':
      return set([value === true ? '--hidden' : '--unhidden'])
    case 'visibility':
      return visibilities.includes(String(value))
        ? set([`--${String(value)}`])
        : no(`The openstack client does not know the visibility ${String(value)}.`)
    default:
      return propertyOption(key, value)
  }
}

function propertyOption(key: string, value: unknown): Words {
  if (typeof value !== 'string') return no(`The openstack client sets texts only, and ${key} is none.`)
  if (key === '' || key.includes('=')) return no(`The openstack client cannot name the property ${key}: it holds a =.`)
  if (takenWhenSet.has(key) || (numbers.has(key) && !/^\d+$/.test(value)))
    return no(`The openstack client takes the property ${key} for something of its own.`)
  return set(option('--property', `${key}=${value}`))
}

/** What takes a property away. */
export function unsetOption(key: string): Words {
  if (takenWhenUnset.has(key)) return no(`The openstack client cannot unset the property ${key}.`)
  return { ok: true, set: [], unset: option('--property', key) }
}

const set = (words: string[]): Words => ({ ok: true, set: words, unset: [] })
