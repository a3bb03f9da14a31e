/**
 * The session is the cookie: sealed (XSalsa20-Poly1305), HttpOnly, SameSite=Strict, no store behind it, so any replica serves anybody.
 * What it carries is chosen for size: a browser keeps at most 4,096 bytes of name and value.
 * The project list is left out on purpose: a user with 500 projects would need 30 KB. `GET /api/session` asks Keystone for it instead.
 */
import secureSession from '@fastify/secure-session'
import type { Session } from '@fastify/secure-session'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { ServerConfig } from './config.ts'
import { ProblemError } from './problems.ts'

/** Short keys: every byte counts one and a half times in the sealed cookie. */
const SessionData = z.object({
  /** Cloud name. */
  c: z.string(),
  token: z.string(),
  /** Expiry, seconds since 1970. */
  e: z.number(),
  /** User and account: id, name. */
  u: z.tuple([z.string(), z.string()]),
  a: z.tuple([z.string(), z.string()]).nullable(),
  /** Role names. */
  r: z.array(z.string()),
  /** Per region: name, image URL, object storage URL or ''. */
  s: z.array(z.tuple([z.string(), z.string(), z.string()])),
  /** Default region or ''. */
  d: z.string(),
  /** Whether another project can be chosen. */
  x: z.boolean(),
  /** The unscoped token that is exchanged for a project's, or '' when `token` itself is. */
  p: z.string(),
  /** Former tokens, to revoke at sign-out: of projects left and of sign-ins renewed. */
  o: z.array(z.string()),
})
export type SessionData = z.infer<typeof SessionData>

const ChallengeData = z.object({
  c: z.string(),
  username: z.string(),
  challenge: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('session-id'), sessionId: z.string() }),
    z.object({ kind: z.literal('receipt'), receipt: z.string(), userId: z.string(), project: z.string().nullable() }),
  ]),
})
/** Between password and passcode. */
export type ChallengeData = z.infer<typeof ChallengeData>

/** Rackspace passcodes live ten minutes. */
const CHALLENGE_SECONDS = 600
/** The token's own expiry ends a session; this only bounds what a sealed cookie can be worth at all. */
const SEAL_SECONDS = 60 * 24 * 3600
/** Bytes of `name=value`, with a margin below the 4,096 that browsers keep. */
const COOKIE_LIMIT = 4_000

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: Session<SessionData>
    challenge: Session<ChallengeData>
  }
}

/** `__Host-` needs https and Path=/; below a base path `__Secure-` is what remains. */
const cookieName = (config: ServerConfig, name: string): string => {
  if (!config.publicOrigin?.startsWith('https:')) return name
  return `${config.basePath === '' ? '__Host-' : '__Secure-'}${name}`
}

/** Registers the two sealed cookies. The first key seals, all open. */
export const registerCookies = async (app: FastifyInstance, config: ServerConfig, keys: Buffer[]): Promise<void> => {
  const cookie = {
    path: config.basePath || '/',
    httpOnly: true,
    sameSite: 'strict',
    // Without PUBLIC_URL the protocol of each request decides (with TRUST_PROXY: what the balancer says).
    secure: config.publicOrigin?.startsWith('https:') ? true : 'auto',
  } as const
  const sealed = (sessionName: string, name: string, expiry: number) => ({
    sessionName,
    cookieName: cookieName(config, name),
    key: keys,
    expiry,
    cookie: { ...cookie },
  })
  await app.register(secureSession, [
    sealed('signedIn', 'cloud-images', SEAL_SECONDS),
    sealed('challenge', 'cloud-images-passcode', CHALLENGE_SECONDS),
  ])

  app.addHook('onRequest', (request, _reply, done) => {
    keepExpiryOnReseal(request)
    done()
  })

  const bytesOf = (data: SessionData | ChallengeData): number => {
    const sealedValue = app.encodeSecureSession(app.createSecureSession(data))
    return cookieName(config, 'cloud-images-passcode').length + 1 + encodeURIComponent(sealedValue).length
  }
  app.decorate('cookieFits', (data: SessionData | ChallengeData) => bytesOf(data) <= COOKIE_LIMIT)
  app.decorate('assertCookieFits', (data: SessionData | ChallengeData) => {
    if (app.cookieFits(data)) return
    throw new ProblemError(
      'session-too-large',
      `What this session needs (token, roles, endpoints) takes ${bytesOf(data)} bytes; a browser keeps ${COOKIE_LIMIT}. ` +
        'The administrator of the dashboard can offer fewer regions for this cloud.',
    )
  })
}

declare module 'fastify' {
  interface FastifyInstance {
    cookieFits(data: SessionData | ChallengeData): boolean
    /** @throws ProblemError `session-too-large` before anything is written. */
    assertCookieFits(data: SessionData | ChallengeData): void
  }
}

const cookieExpiry = (epochSeconds: number) => ({ expires: new Date(epochSeconds * 1000) })

/** A cookie opened with an older key is sealed anew by the plugin, with the expiry set here. */
const keepExpiryOnReseal = (request: FastifyRequest): void => {
  const data = SessionData.safeParse(request.signedIn.data())
  if (data.success) request.signedIn.options(cookieExpiry(data.data.e))
}

const fill = <T extends object>(session: Session<T>, data: T): void => {
  for (const key in data) session.set(key, data[key])
}

export const writeSession = (request: FastifyRequest, data: SessionData): void => {
  fill(request.signedIn, data)
  request.signedIn.options(cookieExpiry(data.e))
}

export const clearSession = (request: FastifyRequest): void => request.signedIn.delete()

export const writeChallenge = (request: FastifyRequest, data: ChallengeData): void => {
  fill(request.challenge, data)
  request.challenge.options({ maxAge: CHALLENGE_SECONDS })
}

export const readChallenge = (request: FastifyRequest): ChallengeData | undefined =>
  ChallengeData.safeParse(request.challenge.data()).data

export const clearChallenge = (request: FastifyRequest): void => request.challenge.delete()

/** The session of a request; undefined when there is none, it was tampered with, sealed with a dropped key, or has expired. */
export const readSession = (request: FastifyRequest, now = Date.now()): SessionData | undefined => {
  const data = SessionData.safeParse(request.signedIn.data()).data
  return data && data.e * 1000 > now ? data : undefined
}

/** @throws ProblemError `signed-out`; a cookie that was of no use is cleared with the answer. */
export const requireSession = (request: FastifyRequest, reply: FastifyReply): SessionData => {
  const data = readSession(request)
  if (data) return data
  clearSession(request)
  void reply.header('cache-control', 'no-store')
  throw new ProblemError('signed-out', 'You are not signed in, or the session has ended. Sign in again.')
}
