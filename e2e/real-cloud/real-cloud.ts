/**
 * A real, small OpenStack cloud on loopback: Keystone, Glance and Swift over MariaDB and memcached, from Debian's
 * packages. Needs root on Debian 12, no service manager. Bringing it up again heals what has died and is quick
 * when nothing has.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CACHE, isPortTaken, startCache } from './cache.ts'
import { fillCatalog } from './catalog.ts'
import { BringUpError } from './commands.ts'
import { DATABASE, startDatabase } from './database.ts'
import { recordCloud, readCloud } from './description.ts'
import type { CloudDescription } from './description.ts'
import {
  GLANCE,
  UNMETERED_GLANCE,
  configureGlance,
  prepareGlance,
  startGlance,
  startUnmeteredGlance,
} from './glance.ts'
import { answers } from './http.ts'
import { KEYSTONE, configureKeystone, prepareKeystone, startKeystone } from './keystone.ts'
import { ensurePackages } from './packages.ts'
import { Processes } from './processes.ts'
import { seedImages } from './seed/seed.ts'
import { settingsFrom } from './settings.ts'
import type { Settings } from './settings.ts'
import { ensureSwiftDisk, releaseSwiftDisk } from './swift-disk.ts'
import { SWIFT_SERVICES, configureSwift, prepareSwift, startSwift, swiftIsReady } from './swift.ts'

/** In the order they are started. */
const SERVICES = [CACHE, DATABASE, KEYSTONE, ...SWIFT_SERVICES, GLANCE, UNMETERED_GLANCE]

export interface RealCloud extends CloudDescription {
  /** Stops the services that this call started; what was running before goes on. */
  stop: () => Promise<void>
}

export interface StartOptions {
  /** How many seeded images the cloud holds afterwards; left as they are when not given. */
  images?: number
  settings?: Settings
  /** Told what is going on, one line at a time. */
  say?: (text: string) => void
}

async function isHealthy(settings: Settings, processes: Processes): Promise<boolean> {
  const { authUrl, imageUrl, unmeteredImageUrl, objectStoreUrl } = settings
  if (!SERVICES.every((name) => processes.isAlive(name))) return false
  const urls = [authUrl, ...[imageUrl, unmeteredImageUrl, objectStoreUrl].map((url) => `${url}/healthcheck`)]
  return (await Promise.all(urls.map(answers))).every(Boolean)
}

/** Running services keep the settings they were started with, so others cannot be had without a stop. */
function keepSettings({ stateDir, ports, tokenSeconds, tokenCacheSeconds }: Settings, running: boolean): void {
  const file = join(stateDir, 'settings.json')
  const wanted = JSON.stringify({ ports, tokenSeconds, tokenCacheSeconds })
  if (!running) writeFileSync(file, wanted)
  else if (readFileSync(file, 'utf8') !== wanted)
    throw new BringUpError(`the cloud in ${stateDir} runs with other settings: take it down first`, [])
}

async function refuseTakenPorts({ ports }: Settings): Promise<void> {
  const all = Object.values(ports)
  const taken = await Promise.all(all.map(isPortTaken))
  const first = all.find((_port, index) => taken[index])
  if (first === undefined) return
  throw new BringUpError(`port ${first} is taken by another program: set REAL_CLOUD_PORT_OFFSET to move all ports`, [])
}

/** Tables, keys and rings, side by side where they don't need each other. */
async function prepareOnce(settings: Settings, say: (text: string) => void): Promise<void> {
  const done = join(settings.stateDir, 'prepared')
  await Promise.all([
    prepareSwift(settings),
    ...(existsSync(done) ? [] : [prepareKeystone(settings), prepareGlance(settings)]),
  ])
  if (!existsSync(done)) say('tables, keys and rings are made')
  writeFileSync(done, '')
}

async function bringUp(settings: Settings, processes: Processes, say: (text: string) => void): Promise<void> {
  configureKeystone(settings)
  configureGlance(settings, 'known once Keystone is filled')
  configureSwift(settings, await ensureSwiftDisk(settings))
  startCache(settings, processes)
  await startDatabase(settings, processes)
  await prepareOnce(settings, say)
  startSwift(settings, processes)
  await startKeystone(settings, processes)
  say('Keystone answers')
  const ids = await fillCatalog(settings)
  configureGlance(settings, ids.imageEndpoint)
  await Promise.all([startGlance(settings, processes), startUnmeteredGlance(settings, processes)])
  await swiftIsReady(settings, processes)
  recordCloud(settings, ids)
  say('Glance and Swift answer')
}

async function stopServices(processes: Processes, names: readonly string[]): Promise<void> {
  for (const name of names.toReversed()) await processes.stop(name)
}

/**
 * Brings the cloud up, or finds it up, and seeds it.
 * @throws BringUpError naming the logs that tell why; what was started stays up for a look, until `stopRealCloud`.
 */
export async function startRealCloud(options: StartOptions = {}): Promise<RealCloud> {
  const { images, settings = settingsFrom(process.env), say = () => undefined } = options
  if (process.getuid?.() !== 0) throw new BringUpError('the real cloud needs root', [])
  const processes = new Processes(settings)
  const before = SERVICES.filter((name) => processes.isAlive(name))
  if (before.length === 0) await refuseTakenPorts(settings)
  // Keys and passwords lie in the state folder: for our eyes only.
  process.umask(0o077)
  for (const dir of [settings.stateDir, settings.etcDir, settings.runDir, settings.logDir])
    mkdirSync(dir, { recursive: true })
  keepSettings(settings, before.length > 0)
  // Also for a cloud that is up: the clients may be missing.
  await ensurePackages(join(settings.logDir, 'packages.log'), say)
  if (readCloud(settings) && (await isHealthy(settings, processes))) say('already up')
  else await bringUp(settings, processes, say)
  const description = readCloud(settings)
  if (!description) throw new BringUpError('the cloud came up without a description', [])
  if (images !== undefined) say(await seedImages(settings, description, images))
  const started = SERVICES.filter((name) => !before.includes(name))
  return { ...description, stop: () => stopServices(processes, started) }
}

/** Stops every service recorded in the state folder; `wipe` removes the folder and what belongs to it too. */
export async function stopRealCloud(settings: Settings, { wipe }: { wipe: boolean }): Promise<void> {
  await stopServices(new Processes(settings), SERVICES)
  if (!wipe || !existsSync(join(settings.stateDir, 'etc/keystone'))) return
  await releaseSwiftDisk(settings)
  rmSync(settings.stateDir, { recursive: true, force: true })
}
