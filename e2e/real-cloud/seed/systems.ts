/** Operating systems as image catalogs name and describe them. */
import type { Dice } from './random.ts'

export interface System {
  /** Value of `os_distro`. */
  distro: string
  /** Value of `os_version`. */
  version: string
  /** As a provider titles its base image. */
  title: string
  osType: 'linux' | 'freebsd' | 'windows'
  /** GiB. */
  minDisk: number
  /** MiB. */
  minRam: number
}

type Release = [version: string, title: string]

const releases = (distro: string, minDisk: number, minRam: number, list: Release[]): System[] =>
  list.map(([version, title]) => ({ distro, version, title, osType: 'linux', minDisk, minRam }))

const LINUX: System[] = [
  ...releases('ubuntu', 20, 512, [
    ['18.04', 'Ubuntu 18.04 LTS (Bionic Beaver)'],
    ['20.04', 'Ubuntu 20.04 LTS (Focal Fossa)'],
    ['22.04', 'Ubuntu 22.04 LTS (Jammy Jellyfish)'],
    ['24.04', 'Ubuntu 24.04 LTS (Noble Numbat)'],
  ]),
  ...releases('debian', 10, 512, [
    ['11', 'Debian 11 (Bullseye)'],
    ['12', 'Debian 12 (Bookworm)'],
  ]),
  ...releases('centos', 20, 1024, [
    ['7', 'CentOS 7'],
    ['9', 'CentOS Stream 9'],
  ]),
  ...releases('rocky', 20, 1024, [
    ['8', 'Rocky Linux 8'],
    ['9', 'Rocky Linux 9'],
  ]),
  ...releases('fedora', 20, 1024, [
    ['39', 'Fedora 39'],
    ['40', 'Fedora 40'],
  ]),
  ...releases('opensuse', 20, 1024, [['15.6', 'openSUSE Leap 15.6']]),
  ...releases('arch', 10, 512, [['2025.05', 'Arch 2025.05']]),
]

const OTHERS: System[] = [
  { distro: 'freebsd', version: '14.2', title: 'FreeBSD 14.2', osType: 'freebsd', minDisk: 20, minRam: 512 },
  { distro: 'windows', version: '2019', title: 'Windows Server 2019', osType: 'windows', minDisk: 40, minRam: 2048 },
  { distro: 'windows', version: '2022', title: 'Windows Server 2022', osType: 'windows', minDisk: 40, minRam: 2048 },
]

export const SYSTEMS: readonly System[] = [...LINUX, ...OTHERS]

/** The one of that title. Throws on a title that is not in the list. */
export function systemTitled(title: string): System {
  const system = SYSTEMS.find((candidate) => candidate.title === title)
  if (!system) throw new Error(`no system is titled "${title}"`)
  return system
}

/** Properties that tell what runs in the image, in upstream's words and in Rackspace's. */
export function systemProperties({ distro, version, osType }: System, dice: Dice): Record<string, string> {
  const windows = osType === 'windows'
  const arm = !windows && dice.chance(0.2)
  return {
    os_type: osType,
    os_distro: distro,
    os_version: version,
    architecture: arm ? 'aarch64' : 'x86_64',
    vm_mode: windows || dice.chance(0.7) ? 'hvm' : 'xen',
    hw_disk_bus: 'virtio',
    hw_vif_model: windows ? 'e1000' : 'virtio',
    auto_disk_config: windows ? 'False' : 'True',
    'org.openstack__1__os_distro': windows ? 'com.microsoft.server' : `org.${distro}`,
    'org.openstack__1__os_version': version,
    'org.openstack__1__architecture': arm ? 'arm64' : 'x64',
    'com.rackspace__1__options': windows ? '4' : '0',
  }
}

/** What a provider marks its own base images with. */
export const baseProperties = (dice: Dice): Record<string, string> => ({
  image_type: 'base',
  cache_in_nova: 'True',
  'com.rackspace__1__build_core': '1',
  'com.rackspace__1__release_id': String(dice.between(1000, 9999)),
  'com.rackspace__1__source': 'kickstart',
  'com.rackspace__1__visible_core': '1',
  'com.rackspace__1__visible_managed': dice.pick(['0', '1']),
})
