/** Services and clients come from Debian's own packages, installed without letting them start their daemons. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { BringUpError, runCommand } from './commands.ts'

const PACKAGES = [
  'keystone',
  'uwsgi-core',
  'uwsgi-plugin-python3',
  'glance-api',
  'swift-proxy',
  'swift-account',
  'swift-container',
  'swift-object',
  'mariadb-server-core',
  'mariadb-client-core',
  'python3-pymysql',
  'memcached',
  'python3-memcache',
  // Command-line clients, which are no part of the cloud: e2e/clients types commands at it.
  'python3-openstackclient',
  'python3-glanceclient',
  'python3-swiftclient',
]

/** The contract is that of these versions or newer: Glance with the security fixes of August 2026 refuses more at once. */
const OLDEST: Readonly<Record<string, string>> = { 'glance-api': '2:25.1.0-2+deb12u5' }

/** Debian's hook for "may this package start its service?"; exit code 101 says no. */
const START_POLICY = '/usr/sbin/policy-rc.d'

function isInstalled(name: string): boolean {
  const query = spawnSync('/usr/bin/dpkg-query', ['-W', '-f', '${db:Status-Status} ${Version}', name], {
    encoding: 'utf8',
  })
  const [status, version = ''] = query.stdout.split(' ')
  if (query.status !== 0 || status !== 'installed') return false
  const oldest = OLDEST[name]
  return oldest === undefined || spawnSync('/usr/bin/dpkg', ['--compare-versions', version, 'ge', oldest]).status === 0
}

/** Runs `work` while packages are kept from starting daemons; an interruption still takes the guard away. */
async function withoutDaemons(work: () => Promise<void>): Promise<void> {
  if (existsSync(START_POLICY)) return work()
  const removeGuard = () => rmSync(START_POLICY, { force: true })
  const interrupted = () => {
    removeGuard()
    process.exit(130)
  }
  writeFileSync(START_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  try {
    await work()
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
    removeGuard()
  }
}

/**
 * Installs what is missing of the packages, or too old; a machine that has them all is not touched.
 * The package lists are fetched anew: old ones lead to old versions, or to none.
 */
export async function ensurePackages(logFile: string, say: (text: string) => void): Promise<void> {
  const aptGet = '/usr/bin/apt-get'
  if (!existsSync(aptGet)) throw new BringUpError('the real cloud needs Debian 12: there is no apt-get here', [])
  const missing = PACKAGES.filter((name) => !isInstalled(name))
  if (missing.length === 0) return
  say(`installing ${missing.join(' ')}`)
  mkdirSync(dirname(logFile), { recursive: true })
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) =>
    runCommand(aptGet, ['-o', 'DPkg::Lock::Timeout=300', '-q', '-y', ...args], { logFile, env })
  await withoutDaemons(async () => {
    // A mirror that does not answer leaves the lists as they are, which may do.
    await apt('update').catch(() => say('the package lists could not be fetched'))
    await apt('install', '--no-install-recommends', ...missing)
  })
}
