/** Server settings from the environment, checked once at boot: a bad value stops the start with a sentence. */
import { isIP } from 'node:net'
import * as z from 'zod'
import type { Environment } from './environment.ts'
import type { AdmissionLimits } from './admission.ts'
import { variable } from './environment.ts'

/** A setting or a configuration file that cannot be used. The message is meant for the operator's terminal. */
export class ConfigError extends Error {
  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
  }
}

export const SESSION_KEY_BYTES = 32

export interface ServerConfig {
  port: number
  host: string
  /** First seals, all open. Absent: a kept key of this user is used, see session-keys.ts. */
  sessionKeys: Buffer[] | undefined
  /** Empty or `/images`: leading slash, no trailing slash. */
  basePath: string
  /** Origin people use, `https://images.example.com`; absent: taken from each request's Host. */
  publicOrigin: string | undefined
  /** Whose X-Forwarded-* headers count: everybody's, nobody's, those of the nearest hops, or those of these addresses. */
  trustProxy: boolean | string[] | ((address: string, hop: number) => boolean)
  /** Bytes; undefined: no limit of our own. */
  maxUploadBytes: number | undefined
  /** Proxied requests under way at once. */
  admission: AdmissionLimits
  logLevel: LogLevel | undefined
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const sessionKey = (text: string): Buffer | undefined => {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  return bytes.length === SESSION_KEY_BYTES ? bytes : undefined
}

const UNITS = ['', 'k', 'm', 'g', 't']

/** `1048576`, `500M`, `40GiB` → bytes. */
const bytesOf = (text: string): number | undefined => {
  const match = /^(\d+)\s*([kmgt]?)(i?b)?$/i.exec(text)
  if (!match) return undefined
  const bytes = Number(match[1]) * 1024 ** UNITS.indexOf((match[2] ?? '').toLowerCase())
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined
}

const isAddressRange = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return ['loopback', 'linklocal', 'uniquelocal'].includes(text)
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

const readTrustProxy = (text: string): ServerConfig['trustProxy'] | undefined => {
  if (text === 'true' || text === 'false') return text === 'true'
  if (/^\d{1,2}$/.test(text)) return (_address, hop) => hop < Number(text)
  const ranges = text.split(',').map((range) => range.trim())
  return ranges.every(isAddressRange) ? ranges : undefined
}

/** A rule that either yields a value or explains itself; `undefined` from `read` means "not valid". */
const setting = <T>(read: (text: string) => T | undefined, problem: string) =>
  z.string().transform((text, context): T => {
    const value = read(text.trim())
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: problem })
    return z.NEVER
  })

const readPort = (text: string) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined)

const readCount = (text: string) => (/^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined)
const COUNT_PROBLEM = 'must be a whole number above 0'

const readKeys = (text: string) => {
  const keys = text.split(',').map((key) => sessionKey(key.trim()))
  return keys.every((key) => key !== undefined) ? keys : undefined
}

const readBasePath = (text: string) => {
  const path = text.replace(/\/+$/, '')
  return path === '' || /^(\/(?!\.\.?(\/|$))[A-Za-z0-9._~-]+)+$/.test(path) ? path : undefined
}

const readOrigin = (text: string) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isOrigin = url?.pathname === '/' && url.search === '' && url.username === ''
  return isOrigin && /^https?:$/.test(url.protocol) ? url.origin : undefined
}

const EXAMPLES: Record<string, string> = {
  PORT: '4173',
  HOST: '127.0.0.1',
  SESSION_KEYS: '"$(openssl rand -base64 32)"',
  BASE_PATH: '/images',
  PUBLIC_URL: 'https://images.example.com',
  TRUST_PROXY: '10.0.0.0/8',
  MAX_UPLOAD_BYTES: '40GiB',
  MAX_REQUESTS: '1000',
  MAX_REQUESTS_PER_SESSION: '64',
  LOG_LEVEL: 'info',
}

const Settings = z.object({
  PORT: setting(readPort, 'must be a port number from 0 to 65535').default(4173),
  HOST: setting((text) => text || undefined, 'must be an address or a host name to listen on').default('127.0.0.1'),
  SESSION_KEYS: setting(
    readKeys,
    `must be keys of ${SESSION_KEY_BYTES} random bytes in base64 or hex, separated by commas`,
  ).optional(),
  BASE_PATH: setting(readBasePath, 'must be a path that starts with a slash').default(''),
  PUBLIC_URL: setting(
    readOrigin,
    'must be the http(s) origin people use, without a path (the path is BASE_PATH)',
  ).optional(),
  TRUST_PROXY: setting(
    readTrustProxy,
    'must be true, false, a number of hops, or addresses separated by commas',
  ).default(false),
  MAX_UPLOAD_BYTES: setting(bytesOf, 'must be a number of bytes above 0, with K, M, G or T if you like').optional(),
  MAX_REQUESTS: setting(readCount, COUNT_PROBLEM).default(1000),
  MAX_REQUESTS_PER_SESSION: setting(readCount, COUNT_PROBLEM).default(64),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).optional(),
})

/**
 * Reads the settings.
 * @throws ConfigError naming every bad variable, what is wrong with it, and an example. Values are not repeated: one may be a key.
 */
export const readConfig = (environment: Environment): ServerConfig => {
  const given = Object.fromEntries(Object.keys(EXAMPLES).map((name) => [name, variable(environment, name)]))
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const name = String(issue.path[0])
        return `${name} ${issue.message}. Example: ${name}=${EXAMPLES[name]}`
      }),
    )
  }
  const { data } = parsed
  return {
    port: data.PORT,
    host: data.HOST,
    sessionKeys: data.SESSION_KEYS,
    basePath: data.BASE_PATH,
    publicOrigin: data.PUBLIC_URL,
    trustProxy: data.TRUST_PROXY,
    maxUploadBytes: data.MAX_UPLOAD_BYTES,
    admission: { total: data.MAX_REQUESTS, perSession: data.MAX_REQUESTS_PER_SESSION },
    logLevel: data.LOG_LEVEL,
  }
}
