/** Which operating system an image says it holds, under the several names the clouds use for it. */
import { textProperty } from './image-facts.ts'

import type { Image } from './schemas.ts'

/** Display names by canonical key. Keys are the documented `os_distro` values plus those seen on today's images. */
const names = {
  almalinux: 'AlmaLinux',
  alpine: 'Alpine',
  amazon: 'Amazon Linux',
  arch: 'Arch',
  centos: 'CentOS',
  cirros: 'CirrOS',
  coreos: 'CoreOS',
  debian: 'Debian',
  fedora: 'Fedora',
  flatcar: 'Flatcar',
  freebsd: 'FreeBSD',
  gentoo: 'Gentoo',
  mandrake: 'Mandrake',
  mandriva: 'Mandriva',
  mes: 'Mandriva Enterprise Server',
  msdos: 'MS-DOS',
  netbsd: 'NetBSD',
  netware: 'NetWare',
  nixos: 'NixOS',
  openbsd: 'OpenBSD',
  opensolaris: 'OpenSolaris',
  opensuse: 'openSUSE',
  oracle: 'Oracle Linux',
  rhel: 'Red Hat Enterprise Linux',
  rocky: 'Rocky Linux',
  scientific: 'Scientific Linux',
  sled: 'SUSE Linux Enterprise Desktop',
  sles: 'SUSE Linux Enterprise Server',
  ubuntu: 'Ubuntu',
  vyos: 'VyOS',
  windows: 'Windows',
  linux: 'Linux',
  other: 'Other',
  unknown: 'Unknown',
} as const

/** `linux`: some Linux. `other`: named, but of no family known here. `unknown`: the image does not say. */
export type Distro = keyof typeof names

const isDistro = (name: string): name is Distro => Object.hasOwn(names, name)

export const distros = Object.keys(names).filter(isDistro)

export const distroName = (distro: Distro) => names[distro]

export interface OperatingSystem {
  distro: Distro
  /** Display name; of a distribution not known here, the image's own word. */
  label: string
  /** As the image states it, e.g. `24.04`. */
  version: string | null
}

const otherSpellings: Record<string, Distro> = {
  alma: 'almalinux',
  amzn: 'amazon',
  archlinux: 'arch',
  'centos-stream': 'centos',
  'com.microsoft.server': 'windows',
  'com.redhat': 'rhel',
  'com.suse': 'sles',
  fedoraproject: 'fedora',
  ol: 'oracle',
  oraclelinux: 'oracle',
  redhat: 'rhel',
  rockylinux: 'rocky',
  scientificlinux: 'scientific',
  suse: 'sles',
}

/** Canonical key of a spelling such as `Ubuntu`, `org.ubuntu` or `com.microsoft.server`; null when not known. */
const canonical = (spelling: string): Distro | null => {
  const whole = spelling.toLowerCase()
  // `org.openstack__1__os_distro` is written as a reversed domain name.
  const bare = whole.replace(/^(?:org|com|net|io)\./, '')
  for (const name of [whole, bare]) {
    if (isDistro(name)) return name
    if (Object.hasOwn(otherSpellings, name)) return otherSpellings[name] ?? null
  }
  return null
}

/**
 * The operating system by the image's own properties, the most telling first: `os_distro`, the older
 * `org.openstack__1__os_distro`, then `os_type` (`linux`, `windows`). Never guessed from the name.
 * Source: "Common image properties".
 */
export const operatingSystem = (image: Image): OperatingSystem => {
  const version = textProperty(image, 'os_version') ?? textProperty(image, 'org.openstack__1__os_version')
  const stated = ['os_distro', 'org.openstack__1__os_distro', 'os_type']
    .map((key) => textProperty(image, key))
    .filter((text) => text !== null)
  const [word] = stated
  if (word === undefined) return { distro: 'unknown', label: names.unknown, version }
  const distro = stated.map(canonical).find((known) => known !== null) ?? 'other'
  // A distribution without a mark of its own takes that of its family, but keeps its name.
  return { distro, label: canonical(word) ? names[distro] : word, version }
}
