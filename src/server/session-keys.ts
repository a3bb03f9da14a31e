/** The key that seals cookies when the operator names none: made once, kept for this user, so restarts sign nobody out. */
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConfigError, SESSION_KEY_BYTES } from './config.ts'
import type { Environment } from './environment.ts'
import { stateFolder } from './environment.ts'

export const keptKeyPath = (environment: Environment): string => join(stateFolder(environment), 'session.key')

/**
 * Reads the kept key, making it (0600, folder 0700) when there is none.
 * @throws ConfigError when the file cannot be read or written, or holds no key.
 */
export const keptSessionKey = async (path: string): Promise<Buffer> => {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    if (!existsSync(path)) await makeKey(path)
  } catch (error) {
    throw keyError(path, error)
  }
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw keyError(path, error)
  })
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== SESSION_KEY_BYTES) {
    throw new ConfigError([`${path} holds no usable key. Delete it (everybody signs in again) or set SESSION_KEYS.`])
  }
  return key
}

/** A complete file appears under the name or none: of two servers that start together one makes the key, the other reads it. */
const makeKey = async (path: string) => {
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, randomBytes(SESSION_KEY_BYTES).toString('base64') + '\n', { mode: 0o600 })
  await link(draft, path).catch((error: unknown) => {
    if (!existsSync(path)) throw error
  })
  await unlink(draft)
}

const keyError = (path: string, error: unknown) =>
  new ConfigError([
    `The session key cannot be kept in ${path}: ${error instanceof Error ? error.message : String(error)}. ` +
      'Set SESSION_KEYS to a base64 key of 32 bytes instead.',
  ])
