/** Operating systems that both demo clouds offer as base images. Sizes are what such images weigh in the wild. */
export interface Release {
  key: string
  /** As a person would name it. */
  name: string
  /** `os_distro`, in its documented spelling. Source: api §3.2. */
  distro: string
  version: string
  family: 'linux' | 'windows' | 'freebsd'
  sizeMiB: number
  /** GiB. */
  minDisk: number
  /** MiB. */
  minRam: number
  /** Days before the cloud's start. */
  ageDays: number
  /** Name of the first user on the machine. */
  user: string
  architecture?: 'x86_64' | 'aarch64'
  /** No longer supplied: hidden from lists, still there by id. */
  isEndOfLife?: boolean
}

const linux = (
  key: string,
  name: string,
  distro: string,
  version: string,
  sizeMiB: number,
  ageDays: number,
  more: Partial<Release> = {},
): Release => ({
  key,
  name,
  distro,
  version,
  family: 'linux',
  sizeMiB,
  ageDays,
  minDisk: 10,
  minRam: 512,
  user: distro,
  ...more,
})

const windows = (version: string, edition: string, sizeMiB: number, ageDays: number): Release => ({
  key: `windows-${version}-${edition.toLowerCase().replaceAll(' ', '-')}`,
  name: `Windows Server ${version} ${edition}`,
  distro: 'windows',
  version,
  family: 'windows',
  sizeMiB,
  ageDays,
  minDisk: 40,
  minRam: 2048,
  user: 'Administrator',
})

const bsd = (version: string, sizeMiB: number, ageDays: number): Release => ({
  key: `freebsd-${version}`,
  name: `FreeBSD ${version}`,
  distro: 'freebsd',
  version,
  family: 'freebsd',
  sizeMiB,
  ageDays,
  minDisk: 10,
  minRam: 512,
  user: 'freebsd',
})

export const RELEASES: readonly Release[] = [
  linux('ubuntu-26.04', 'Ubuntu 26.04 LTS', 'ubuntu', '26.04', 648, 9),
  linux('ubuntu-24.04', 'Ubuntu 24.04 LTS (Noble Numbat)', 'ubuntu', '24.04', 592, 9),
  linux('ubuntu-24.04-arm', 'Ubuntu 24.04 LTS (Noble Numbat) arm64', 'ubuntu', '24.04', 571, 9, {
    architecture: 'aarch64',
  }),
  linux('ubuntu-22.04', 'Ubuntu 22.04 LTS (Jammy Jellyfish)', 'ubuntu', '22.04', 641, 16),
  linux('ubuntu-20.04', 'Ubuntu 20.04 LTS (Focal Fossa)', 'ubuntu', '20.04', 598, 560, { isEndOfLife: true }),
  linux('debian-13', 'Debian 13 (Trixie)', 'debian', '13', 412, 4),
  linux('debian-12', 'Debian 12 (Bookworm)', 'debian', '12', 398, 11),
  linux('debian-11', 'Debian 11 (Bullseye)', 'debian', '11', 376, 120),
  linux('rocky-10', 'Rocky Linux 10', 'rocky', '10.1', 1_012, 6, { user: 'cloud-user' }),
  linux('rocky-9', 'Rocky Linux 9', 'rocky', '9.7', 968, 13, { user: 'cloud-user' }),
  linux('rocky-8', 'Rocky Linux 8', 'rocky', '8.10', 1_904, 41, { user: 'cloud-user' }),
  linux('almalinux-10', 'AlmaLinux 10', 'almalinux', '10.1', 978, 6),
  linux('almalinux-9', 'AlmaLinux 9', 'almalinux', '9.7', 946, 13),
  linux('almalinux-8', 'AlmaLinux 8', 'almalinux', '8.10', 1_102, 41),
  linux('centos-stream-10', 'CentOS Stream 10', 'centos', '10', 1_204, 3, { user: 'cloud-user' }),
  linux('centos-stream-9', 'CentOS Stream 9', 'centos', '9', 1_176, 3, { user: 'cloud-user' }),
  linux('centos-7', 'CentOS 7', 'centos', '7', 856, 1_640, { isEndOfLife: true }),
  linux('rhel-9', 'Red Hat Enterprise Linux 9', 'rhel', '9.7', 1_088, 20, { user: 'cloud-user' }),
  linux('fedora-44', 'Fedora 44', 'fedora', '44', 486, 2),
  linux('fedora-43', 'Fedora 43', 'fedora', '43', 474, 30),
  linux('opensuse-leap-16', 'openSUSE Leap 16.0', 'opensuse', '16.0', 702, 52),
  linux('arch', 'Arch Linux', 'arch', '2026.11.01', 524, 1, { minDisk: 4 }),
  linux('gentoo', 'Gentoo', 'gentoo', '2026.11', 1_340, 8, { minDisk: 20 }),
  linux('flatcar-stable', 'Flatcar Container Linux (stable)', 'flatcar', '4230.2', 452, 15, { user: 'core' }),
  linux('flatcar-beta', 'Flatcar Container Linux (beta)', 'flatcar', '4344.1', 461, 5, { user: 'core' }),
  bsd('14.3', 688, 33),
  bsd('13.5', 664, 210),
  windows('2025', 'Standard', 10_420, 7),
  windows('2022', 'Standard', 9_860, 7),
  windows('2019', 'Standard', 11_230, 35),
  windows('2022', 'Standard + SQL Server 2022 Web', 17_640, 35),
]

export const RELEASE_BY_KEY: ReadonlyMap<string, Release> = new Map(RELEASES.map((release) => [release.key, release]))
