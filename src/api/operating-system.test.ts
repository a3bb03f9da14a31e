import { describe, expect, test } from 'vitest'
import { distroName, distros, operatingSystem } from './operating-system.ts'
import { Image } from './schemas.ts'

const systemOf = (fields: Record<string, unknown>) =>
  operatingSystem(
    Image.parse({ id: 'i', status: 'active', visibility: 'public', created_at: '2026-01-01T00:00:00Z', ...fields }),
  )

describe('operatingSystem', () => {
  test.each([
    [{ os_distro: 'ubuntu', os_version: '24.04' }, 'ubuntu', 'Ubuntu', '24.04'],
    [{ os_distro: 'Ubuntu' }, 'ubuntu', 'Ubuntu', null],
    [{ os_distro: ' debian ', os_version: '' }, 'debian', 'Debian', null],
    [{ 'org.openstack__1__os_distro': 'org.centos', 'org.openstack__1__os_version': '7' }, 'centos', 'CentOS', '7'],
    [{ 'org.openstack__1__os_distro': 'com.redhat' }, 'rhel', 'Red Hat Enterprise Linux', null],
    [{ 'org.openstack__1__os_distro': 'com.microsoft.server' }, 'windows', 'Windows', null],
    [{ 'org.openstack__1__os_distro': 'org.archlinux' }, 'arch', 'Arch', null],
    [{ os_distro: 'rockylinux' }, 'rocky', 'Rocky Linux', null],
    [{ os_distro: 'debian', 'org.openstack__1__os_distro': 'org.ubuntu' }, 'debian', 'Debian', null],
    [{ os_type: 'windows' }, 'windows', 'Windows', null],
    [{ os_type: 'linux' }, 'linux', 'Linux', null],
    [{ os_distro: 'kylin', os_type: 'linux', os_version: 'V10' }, 'linux', 'kylin', 'V10'],
    [{ os_distro: 'plan9' }, 'other', 'plan9', null],
    [{ os_distro: 'constructor' }, 'other', 'constructor', null],
    [{ os_distro: '__proto__' }, 'other', '__proto__', null],
    [{ os_distro: '<img src=x>' }, 'other', '<img src=x>', null],
    [{ os_distro: 7 }, 'unknown', 'Unknown', null],
    [{ name: 'Ubuntu 24.04' }, 'unknown', 'Unknown', null],
    [{}, 'unknown', 'Unknown', null],
  ])('%j', (fields, distro, label, version) => expect(systemOf(fields)).toEqual({ distro, label, version }))

  test.each(
    'arch centos debian fedora freebsd gentoo mandrake mandriva mes msdos netbsd netware openbsd opensolaris opensuse rhel sled ubuntu windows'.split(
      ' ',
    ),
  )('knows the documented os_distro %s', (distro) => expect(systemOf({ os_distro: distro }).distro).toBe(distro))
})

test('every distribution has a name of its own', () => {
  expect(new Set(distros.map(distroName)).size).toBe(distros.length)
})
