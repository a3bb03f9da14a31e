import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const KEY = Buffer.alloc(32, 7)

const problemOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
    return ''
  } catch (error) {
    return error instanceof ConfigError ? error.message : 'crashed'
  }
}

test('without variables, or with empty ones, the defaults hold', () => {
  const defaults = {
    port: 4173,
    host: '127.0.0.1',
    sessionKeys: undefined,
    basePath: '',
    publicOrigin: undefined,
    trustProxy: false,
    maxUploadBytes: undefined,
    admission: { total: 1000, perSession: 64 },
    logLevel: undefined,
  }
  expect(readConfig({})).toEqual(defaults)
  expect(readConfig({ PORT: '', SESSION_KEYS: ' ', BASE_PATH: '', TRUST_PROXY: '' })).toEqual(defaults)
})

test.each([
  ['PORT', '0', { port: 0 }],
  ['HOST', '::', { host: '::' }],
  ['BASE_PATH', '/a/b/', { basePath: '/a/b' }],
  ['BASE_PATH', '/', { basePath: '' }],
  ['PUBLIC_URL', 'https://Images.Example.com/', { publicOrigin: 'https://images.example.com' }],
  ['TRUST_PROXY', 'true', { trustProxy: true }],
  ['TRUST_PROXY', 'loopback, 10.0.0.0/8, ::1', { trustProxy: ['loopback', '10.0.0.0/8', '::1'] }],
  ['MAX_UPLOAD_BYTES', '1048576', { maxUploadBytes: 1_048_576 }],
  ['MAX_UPLOAD_BYTES', '40 GiB', { maxUploadBytes: 40 * 2 ** 30 }],
  ['MAX_UPLOAD_BYTES', '500M', { maxUploadBytes: 500 * 2 ** 20 }],
  ['LOG_LEVEL', 'debug', { logLevel: 'debug' }],
  ['SESSION_KEYS', KEY.toString('base64'), { sessionKeys: [KEY] }],
  ['SESSION_KEYS', `${KEY.toString('hex')}, ${KEY.toString('base64url')}`, { sessionKeys: [KEY, KEY] }],
])('%s=%s', (name, value, expected) => {
  expect(readConfig({ [name]: value })).toMatchObject(expected)
})

test('a number of proxies trusts the nearest ones', () => {
  const { trustProxy } = readConfig({ TRUST_PROXY: '2' })
  const trusted = [0, 1, 2].map((hop) => typeof trustProxy === 'function' && trustProxy('10.0.0.1', hop))
  expect(trusted).toEqual([true, true, false])
})

test.each([
  ['PORT', 'http', 'PORT=4173'],
  ['PORT', '70000', 'PORT=4173'],
  ['BASE_PATH', 'images', 'BASE_PATH=/images'],
  ['BASE_PATH', '/../x', 'BASE_PATH=/images'],
  ['BASE_PATH', '/.', 'BASE_PATH=/images'],
  ['PUBLIC_URL', 'images.example.com', 'PUBLIC_URL=https://images.example.com'],
  ['PUBLIC_URL', 'https://example.com/images', 'BASE_PATH'],
  ['PUBLIC_URL', 'ftp://example.com', 'PUBLIC_URL=https'],
  ['TRUST_PROXY', 'yes', 'TRUST_PROXY=10.0.0.0/8'],
  ['TRUST_PROXY', '10.0.0.0/64', 'TRUST_PROXY=10.0.0.0/8'],
  ['MAX_UPLOAD_BYTES', 'lots', 'MAX_UPLOAD_BYTES=40GiB'],
  ['MAX_UPLOAD_BYTES', '0', 'MAX_UPLOAD_BYTES=40GiB'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL=info'],
  ['SESSION_KEYS', 'short', 'openssl rand -base64 32'],
  ['SESSION_KEYS', `${KEY.toString('hex')},short`, 'openssl rand -base64 32'],
])('%s=%s stops the start with its name and an example', (name, value, example) => {
  const problem = problemOf({ [name]: value })
  expect(problem).toMatch(new RegExp(`^${name} must be`))
  expect(problem).toContain(example)
})

test('every bad variable is named at once, and a key is not repeated', () => {
  const problem = problemOf({ PORT: 'x', SESSION_KEYS: 'my-secret', LOG_LEVEL: 'x' })
  expect(problem.split('\n').map((line) => line.split(' ')[0])).toEqual(['PORT', 'SESSION_KEYS', 'LOG_LEVEL'])
  expect(problem).not.toContain('my-secret')
})
