/** Where one real cloud lives and listens. Everything else in this folder is told by these settings. */
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const REGION = 'RegionOne'

const PROJECT_DIR = resolve(import.meta.dirname, '../..')

/**
 * Added to the services' standard ports, so that this cloud stands beside another one on the standard ports.
 * `fetch` refuses some ports outright (6000, 6665-6669, 10080 …): no sum may fall on one.
 */
const DEFAULT_PORT_OFFSET = 20_000
const STANDARD_PORTS = {
  identity: 5000,
  image: 9292,
  /** A second Glance for the same images, which asks Keystone for no limits. */
  unmeteredImage: 9293,
  objectStore: 8080,
  cache: 11_211,
  objectServer: 6200,
  containerServer: 6201,
  accountServer: 6202,
}

/** Linux's limit for the path of a unix socket is 107 bytes. */
const SOCKET_PATH_LIMIT = 100

export type Ports = typeof STANDARD_PORTS

export interface Settings {
  stateDir: string
  /** Configuration files of the services. */
  etcDir: string
  /** Process records and sockets. */
  runDir: string
  logDir: string
  databaseSocket: string
  ports: Ports
  /** Keystone v3, with its version path. */
  authUrl: string
  /** Glance, without a version path. */
  imageUrl: string
  /** The same images, without limits of projects. */
  unmeteredImageUrl: string
  /** Swift, without account path. */
  objectStoreUrl: string
  /** Life of a Keystone token. */
  tokenSeconds: number
  /** How long Glance and Swift trust a token they have validated; upstream's default is 300. */
  tokenCacheSeconds: number
}

/** Short paths keep their place; a deep checkout gets a private folder among the temporary files. */
function socketPath(runDir: string): string {
  const path = join(runDir, 'mariadb.sock')
  if (Buffer.byteLength(path) <= SOCKET_PATH_LIMIT) return path
  const digest = createHash('sha256').update(runDir).digest('hex').slice(0, 12)
  return join(tmpdir(), `real-cloud-${digest}`, 'mariadb.sock')
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  if (!/^\d{1,9}$/.test(text))
    throw new Error(`${name} must be a whole number, for example ${fallback}; it is "${text}"`)
  return Number(text)
}

/**
 * Reads `REAL_CLOUD_STATE` (folder, default `.cache/real-cloud` of the project), `REAL_CLOUD_PORT_OFFSET`,
 * `REAL_CLOUD_TOKEN_SECONDS` and `REAL_CLOUD_TOKEN_CACHE_SECONDS`.
 */
export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const given = env['REAL_CLOUD_STATE'] ?? ''
  const stateDir = resolve(PROJECT_DIR, given === '' ? '.cache/real-cloud' : given)
  const offset = wholeNumber(env, 'REAL_CLOUD_PORT_OFFSET', DEFAULT_PORT_OFFSET)
  const ports: Ports = {
    identity: STANDARD_PORTS.identity + offset,
    image: STANDARD_PORTS.image + offset,
    unmeteredImage: STANDARD_PORTS.unmeteredImage + offset,
    objectStore: STANDARD_PORTS.objectStore + offset,
    cache: STANDARD_PORTS.cache + offset,
    objectServer: STANDARD_PORTS.objectServer + offset,
    containerServer: STANDARD_PORTS.containerServer + offset,
    accountServer: STANDARD_PORTS.accountServer + offset,
  }
  const runDir = join(stateDir, 'run')
  return {
    stateDir,
    etcDir: join(stateDir, 'etc'),
    runDir,
    logDir: join(stateDir, 'log'),
    databaseSocket: socketPath(runDir),
    ports,
    authUrl: `http://127.0.0.1:${ports.identity}/v3`,
    imageUrl: `http://127.0.0.1:${ports.image}`,
    unmeteredImageUrl: `http://127.0.0.1:${ports.unmeteredImage}`,
    objectStoreUrl: `http://127.0.0.1:${ports.objectStore}`,
    tokenSeconds: wholeNumber(env, 'REAL_CLOUD_TOKEN_SECONDS', 3600),
    tokenCacheSeconds: wholeNumber(env, 'REAL_CLOUD_TOKEN_CACHE_SECONDS', 5),
  }
}
