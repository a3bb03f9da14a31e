import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ConfigError } from './config.ts'
import { keptKeyPath, keptSessionKey } from './session-keys.ts'

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'keys-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

test('the key lives in the user’s state folder', () => {
  expect(keptKeyPath({ HOME: '/home/ada' })).toBe('/home/ada/.local/state/cloud-images-dashboard/session.key')
  expect(keptKeyPath({ HOME: '/home/ada', XDG_STATE_HOME: '/state' })).toBe('/state/cloud-images-dashboard/session.key')
})

test('a key is made once, for its owner only, and found again', async () => {
  const path = keptKeyPath({ XDG_STATE_HOME: folder() })
  const key = await keptSessionKey(path)
  expect(key).toHaveLength(32)
  expect(await keptSessionKey(path)).toEqual(key)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
  expect(readFileSync(path, 'utf8')).toMatch(/^[A-Za-z0-9+/=]{44}\n$/)
})

test('servers that start together agree on one key', async () => {
  const path = keptKeyPath({ XDG_STATE_HOME: folder() })
  const keys = await Promise.all([keptSessionKey(path), keptSessionKey(path), keptSessionKey(path)])
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
})

test('a spoilt key file, or a folder that cannot be, says what to do', async () => {
  const path = join(folder(), 'session.key')
  writeFileSync(path, 'not a key')
  await expect(keptSessionKey(path)).rejects.toThrow(/holds no usable key.*SESSION_KEYS/)
  await expect(keptSessionKey(join(path, 'below-a-file'))).rejects.toThrow(ConfigError)
})
