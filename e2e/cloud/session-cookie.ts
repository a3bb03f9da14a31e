/** Opens the dashboard's session cookie, with the library that sealed it and the key that only the tests know. */
import secureSession from '@fastify/secure-session'
import type { BrowserContext } from '@playwright/test'
import fastify from 'fastify'
import * as z from 'zod'

import { SESSION_KEY } from './session-key.ts'

const COOKIE = 'cloud-images'

/** What of the sealed content is a secret: the token, the unscoped one it came from, and those used before. */
const Secrets = z.object({ token: z.string(), p: z.string(), o: z.array(z.string()) })

/** @returns every cloud token in the session; the first is the one in use. Throws when nobody is signed in. */
export async function sessionTokens(context: BrowserContext): Promise<[string, ...string[]]> {
  const cookie = (await context.cookies()).find(({ name }) => name === COOKIE)
  if (!cookie) throw new Error('the browser holds no session')
  const app = fastify()
  await app.register(secureSession, { cookieName: COOKIE, key: Buffer.from(SESSION_KEY, 'base64') })
  await app.ready()
  const session = app.decodeSecureSession(decodeURIComponent(cookie.value))
  const { token, p, o } = Secrets.parse(session?.data())
  await app.close()
  return [token, ...[p, ...o].filter((text) => text !== '')]
}
