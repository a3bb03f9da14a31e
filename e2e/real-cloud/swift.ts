/** Swift: a proxy over one account, container and object server with one copy of everything. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheAddress } from './cache.ts'
import { runCommand } from './commands.ts'
import { authTokenSection } from './glance.ts'
import { answers } from './http.ts'
import { ini } from './ini.ts'
import type { Sections } from './ini.ts'
import type { Processes } from './processes.ts'
import type { Settings } from './settings.ts'

const PROXY = 'swift-proxy'
const UPDATER = 'swift-container-updater'
const SERVERS = ['account', 'container', 'object'] as const
type Server = (typeof SERVERS)[number]

export const SWIFT_SERVICES = [...SERVERS.map((server) => `swift-${server}`), PROXY, UPDATER]

const swiftDir = ({ etcDir }: Settings) => join(etcDir, 'swift')
const confFile = (settings: Settings, kind: Server | 'proxy') => join(swiftDir(settings), `${kind}-server.conf`)

const portOf = ({ ports }: Settings, server: Server): number =>
  ({ account: ports.accountServer, container: ports.containerServer, object: ports.objectServer })[server]

const commonSection = (settings: Settings, disks: string, port: number, workers: number) => ({
  bind_ip: '127.0.0.1',
  bind_port: port,
  user: 'root',
  swift_dir: swiftDir(settings),
  devices: disks,
  mount_check: false,
  disable_fallocate: true,
  workers,
})

function storageConf(settings: Settings, disks: string, server: Server): Sections {
  const recon = { recon_cache_path: join(settings.stateDir, 'cache') }
  return {
    DEFAULT: commonSection(settings, disks, portOf(settings, server), 1),
    'pipeline:main': { pipeline: `recon ${server}-server` },
    [`app:${server}-server`]: { use: `egg:swift#${server}` },
    'filter:recon': { use: 'egg:swift#recon', ...recon },
    // Seconds until an account's totals follow its containers.
    [`${server}-updater`]: { interval: 20, slowdown: 0, ...recon },
  }
}

function proxyConf(settings: Settings, disks: string): Sections {
  // Filters that need no settings of their own, by their name in Swift's egg.
  const plain = {
    catch_errors: 'catch_errors',
    gatekeeper: 'gatekeeper',
    healthcheck: 'healthcheck',
    'proxy-logging': 'proxy_logging',
    listing_formats: 'listing_formats',
    bulk: 'bulk',
    tempurl: 'tempurl',
    copy: 'copy',
    'container-quotas': 'container_quotas',
    'account-quotas': 'account_quotas',
    slo: 'slo',
    dlo: 'dlo',
    versioned_writes: 'versioned_writes',
    symlink: 'symlink',
  }
  const beforeAuth = 'catch_errors gatekeeper healthcheck proxy-logging cache listing_formats bulk tempurl'
  const afterAuth = 'copy container-quotas account-quotas slo dlo versioned_writes symlink proxy-logging proxy-server'
  return {
    DEFAULT: commonSection(settings, disks, settings.ports.objectStore, 2),
    'pipeline:main': { pipeline: `${beforeAuth} authtoken keystoneauth ${afterAuth}` },
    'app:proxy-server': { use: 'egg:swift#proxy', account_autocreate: true },
    'filter:cache': { use: 'egg:swift#memcache', memcache_servers: cacheAddress(settings) },
    'filter:authtoken': {
      'paste.filter_factory': 'keystonemiddleware.auth_token:filter_factory',
      // Public containers and temporary URLs carry no token: keystoneauth decides.
      delay_auth_decision: true,
      ...authTokenSection(settings, 'swift'),
    },
    'filter:keystoneauth': {
      use: 'egg:swift#keystoneauth',
      operator_roles: 'admin, member',
      project_reader_roles: 'reader',
    },
    ...Object.fromEntries(Object.entries(plain).map(([name, egg]) => [`filter:${name}`, { use: `egg:swift#${egg}` }])),
  }
}

/** @param disks folder holding the device `d1`, on a file system with user xattrs. */
export function configureSwift(settings: Settings, disks: string): void {
  mkdirSync(swiftDir(settings), { recursive: true })
  mkdirSync(join(settings.stateDir, 'cache'), { recursive: true })
  mkdirSync(join(disks, 'd1'), { recursive: true })
  const hash: Sections = {
    'swift-hash': { swift_hash_path_prefix: 'real', swift_hash_path_suffix: 'cloud' },
    // The name that the demo cloud's policy has, so that clients print the same.
    'storage-policy:0': { name: 'gold', default: 'yes' },
  }
  writeFileSync(join(swiftDir(settings), 'swift.conf'), ini(hash))
  writeFileSync(confFile(settings, 'proxy'), ini(proxyConf(settings, disks)))
  for (const server of SERVERS) writeFileSync(confFile(settings, server), ini(storageConf(settings, disks, server)))
}

/** Rings tell which server holds what: made once, and again when the ports have changed. */
export async function prepareSwift(settings: Settings): Promise<void> {
  const logFile = join(settings.logDir, 'swift-rings.log')
  const madeFor = join(swiftDir(settings), 'rings-made-for.json')
  const wanted = JSON.stringify(SERVERS.map((server) => portOf(settings, server)))
  if (existsSync(madeFor) && readFileSync(madeFor, 'utf8') === wanted) return
  for (const server of SERVERS) {
    const builder = `${server}.builder`
    for (const file of [builder, `${server}.ring.gz`]) rmSync(join(swiftDir(settings), file), { force: true })
    const build = (...args: string[]) =>
      runCommand('swift-ring-builder', [builder, ...args], { logFile, cwd: swiftDir(settings) })
    // Two partitions: the updater starts a process for each of them in every pass.
    await build('create', '1', '1', '0')
    await build('add', `r1z1-127.0.0.1:${portOf(settings, server)}/d1`, '1')
    await build('rebalance')
  }
  writeFileSync(madeFor, wanted)
}

export function startSwift(settings: Settings, processes: Processes): void {
  const launcher = join(import.meta.dirname, 'swift-launcher.py')
  const launch = (name: string, kind: string, conf: string) =>
    processes.start({ name, command: '/usr/bin/python3', args: [launcher, swiftDir(settings), kind, conf] })
  for (const server of SERVERS) launch(`swift-${server}`, `${server}-server`, confFile(settings, server))
  launch(PROXY, 'proxy-server', confFile(settings, 'proxy'))
  launch(UPDATER, 'container-updater', confFile(settings, 'container'))
}

export const swiftIsReady = (settings: Settings, processes: Processes): Promise<void> =>
  processes.waitUntilReady(PROXY, () => answers(`${settings.objectStoreUrl}/healthcheck`))
