/** Looks after a session's tokens: seals what fits a cookie, and ends every token that no session will hold any more. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import type { Grant, Identity } from './identity.ts'
import type { SessionData } from './session-cookie.ts'
import { writeSession } from './session-cookie.ts'
import { sessionData } from './session-view.ts'
import type { TokenChain } from './session-view.ts'

/** Former tokens kept only to be revoked at sign-out; beyond these the oldest are revoked at once. */
const FORMER_TOKENS = 2

interface NewSession {
  grant: Grant
  chain: TokenChain
  /** Tokens issued for this session, to take back when it cannot be opened. */
  made: string[]
}

export interface TokenKeeper {
  /**
   * Seals the session for a new grant. When that fails, the tokens made for it are taken back and the old session stays.
   * @throws ProblemError `no-image-service`, `session-too-large`
   */
  open: (request: FastifyRequest, cloud: CloudProfile, session: NewSession) => Promise<SessionData>
  /** True when all of them are known to be unusable now. */
  revokeAll: (cloud: CloudProfile, tokens: string[]) => Promise<boolean>
  /** The same without waiting; a cloud that is no longer configured is passed over. */
  endInBackground: (cloudName: string, tokens: string[]) => void
}

export const createTokenKeeper = (
  app: FastifyInstance,
  clouds: CloudProfile[],
  identityAt: (cloud: CloudProfile) => Identity,
): TokenKeeper => {
  const revokeAll: TokenKeeper['revokeAll'] = async (cloud, tokens) => {
    const identity = identityAt(cloud)
    const results = await Promise.all(tokens.map((token) => identity.revoke(token)))
    return results.every(Boolean)
  }
  const endInBackground: TokenKeeper['endInBackground'] = (cloudName, tokens) => {
    const cloud = clouds.find((each) => each.name === cloudName)
    if (cloud && tokens.length > 0) void revokeAll(cloud, tokens)
  }
  /** The session with as many former tokens, newest first, as a cookie holds. */
  const fitting = (grant: Grant, cloud: CloudProfile, chain: TokenChain): SessionData => {
    const withFormer = (count: number) =>
      sessionData(grant, cloud, { ...chain, formerTokens: chain.formerTokens.slice(0, count) })
    for (let count = Math.min(FORMER_TOKENS, chain.formerTokens.length); count > 0; count -= 1) {
      const data = withFormer(count)
      if (app.cookieFits(data)) return data
    }
    const data = withFormer(0)
    app.assertCookieFits(data)
    return data
  }
  const open: TokenKeeper['open'] = async (request, cloud, { grant, chain, made }) => {
    try {
      const data = fitting(grant, cloud, chain)
      writeSession(request, data)
      endInBackground(cloud.name, chain.formerTokens.slice(data.o.length))
      return data
    } catch (error) {
      await revokeAll(cloud, made)
      throw error
    }
  }

  return { open, revokeAll, endInBackground }
}
