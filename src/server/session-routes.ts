/** `GET /api/clouds` and everything about `/api/session`: sign in, who am I, switch project, sign out. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Dispatcher } from 'undici'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import type { CloudChoice, ProblemKind, Session } from '#lib/contract.ts'
import { createAttemptLimiter } from './attempts.ts'
import type { SignInAttempt } from './attempts.ts'
import type { Audit } from './audit.ts'
import { assertOwnCall } from './guard.ts'
import { identityOf } from './identity.ts'
import type { SignInOutcome } from './identity.ts'
import type { Metrics } from './metrics.ts'
import { ProblemError } from './problems.ts'
import type { SessionData } from './session-cookie.ts'
import {
  clearChallenge,
  clearSession,
  readChallenge,
  readSession,
  requireSession,
  writeChallenge,
} from './session-cookie.ts'
import { parse, ProjectChoice, SignIn, userOf } from './session-requests.ts'
import { sessionView, tokensOf } from './session-view.ts'
import { createTokenKeeper } from './token-keeper.ts'

interface SessionRoutesOptions {
  clouds: CloudProfile[]
  publicOrigin: string | undefined
  dispatcherOf: (cloud: CloudProfile) => Dispatcher
  audit: Audit
  metrics: Metrics
}

/** Bytes of a JSON body here; the longest real one is a sign-in of a few hundred. */
const BODY_LIMIT = 32 * 1024
/** Refusals that a guesser would see. */
const GUESSES: readonly ProblemKind[] = ['wrong-credentials', 'wrong-passcode', 'account-disabled']

export const registerSessionRoutes = (app: FastifyInstance, options: SessionRoutesOptions): void => {
  const { clouds, dispatcherOf, audit, metrics, publicOrigin } = options
  const attempts = createAttemptLimiter()
  const identityAt = (cloud: CloudProfile) => identityOf(cloud, dispatcherOf(cloud))

  const cloudNamed = (name: string): CloudProfile => {
    const cloud = clouds.find((each) => each.name === name)
    if (cloud) return cloud
    throw new ProblemError('unknown-cloud', `This dashboard is not configured for a cloud called "${name}".`)
  }
  /** The cloud of an open session; it can be gone after a change of configuration. */
  const cloudOf = (request: FastifyRequest, data: SessionData): CloudProfile => {
    const cloud = clouds.find((each) => each.name === data.c)
    if (cloud) return cloud
    clearSession(request)
    throw new ProblemError('signed-out', 'The cloud of this session is no longer configured. Sign in again.')
  }
  const { open, revokeAll, endInBackground } = createTokenKeeper(app, clouds, identityAt)

  const signInAt = async (request: FastifyRequest, cloud: CloudProfile, body: SignIn): Promise<SignInOutcome> => {
    if (body.method !== 'passcode') return identityAt(cloud).signIn(body)
    const pending = readChallenge(request)
    if (!pending || pending.c !== cloud.name) {
      throw new ProblemError('challenge-expired', 'The passcode step has expired. Sign in with the password again.')
    }
    const outcome = await identityAt(cloud).answerChallenge(pending.challenge, body.passcode)
    if (outcome.kind === 'granted') return outcome
    // Asked again with a new challenge: the passcode was refused, the new challenge counts from now on.
    writeChallenge(request, { ...pending, challenge: outcome.challenge })
    throw new ProblemError('wrong-passcode', 'The passcode is not right or has run out. Try the current one.', {
      challenge: 'passcode',
    })
  }

  app.get('/api/clouds', (request, reply): CloudChoice[] => {
    assertOwnCall(request, publicOrigin)
    void reply.header('cache-control', 'no-store')
    return clouds.map(({ name, label, flavour, methods, demo }) => ({
      name,
      label,
      flavour,
      methods,
      ...(demo && { demo }),
    }))
  })

  app.post('/api/session', { bodyLimit: BODY_LIMIT }, async (request, reply): Promise<Session> => {
    assertOwnCall(request, publicOrigin)
    const body = parse(SignIn, request.body)
    const cloud = cloudNamed(body.cloud)
    const user = body.method === 'passcode' ? (readChallenge(request)?.username ?? '') : userOf(body)
    const attempt: SignInAttempt = { address: request.ip, cloud: cloud.name, user }
    attempts.check(attempt)
    try {
      const outcome = await signInAt(request, cloud, body)
      if (outcome.kind === 'challenged') {
        const pending = { c: cloud.name, username: user, challenge: outcome.challenge }
        app.assertCookieFits(pending)
        writeChallenge(request, pending)
        throw new ProblemError('passcode-wanted', 'The password is right. Enter the passcode of your second factor.', {
          challenge: 'passcode',
        })
      }
      const { grant, spareToken, projects } = outcome
      const before = readSession(request)
      // Of the same user, former tokens stay valid until sign-out: an upload may run under one. A stranger's end here.
      const isRenewal = before?.c === cloud.name && before.u[0] === grant.user.id
      const data = await open(request, cloud, {
        grant,
        chain: {
          switchable: projects !== null,
          parentToken: spareToken ?? '',
          formerTokens: isRenewal ? tokensOf(before) : [],
        },
        made: [grant.token, ...(spareToken ? [spareToken] : [])],
      })
      if (before && !isRenewal) endInBackground(before.c, tokensOf(before))
      clearChallenge(request)
      attempts.succeeded(attempt)
      metrics.signIns.inc({ cloud: cloud.name, outcome: 'signed-in' })
      audit.note(request, { ...audit.ofSession(data), region: null, verb: 'sign-in', target: cloud.name })
      void reply.code(201).header('cache-control', 'no-store')
      return sessionView(data, cloud, projects)
    } catch (error) {
      const kind = error instanceof ProblemError ? error.kind : 'internal'
      metrics.signIns.inc({ cloud: cloud.name, outcome: kind })
      if (GUESSES.includes(kind)) attempts.failed(attempt)
      audit.note(request, {
        who: { id: '', name: user },
        account: null,
        region: null,
        verb: 'sign-in',
        target: cloud.name,
      })
      throw error
    }
  })

  app.get('/api/session', async (request, reply): Promise<Session> => {
    assertOwnCall(request, publicOrigin)
    const data = requireSession(request, reply)
    const cloud = cloudOf(request, data)
    void reply.header('cache-control', 'no-store')
    if (!data.x) return sessionView(data, cloud, null)
    try {
      return sessionView(data, cloud, await identityAt(cloud).listProjects(data.token))
    } catch (error) {
      if (error instanceof ProblemError && error.kind === 'signed-out') {
        clearSession(request)
        throw error
      }
      // The images may well be reachable while the identity service is not: only the project list goes missing.
      request.log.warn({ err: error }, 'The project list could not be read')
      return sessionView(data, cloud, null)
    }
  })

  app.put('/api/session/project', { bodyLimit: BODY_LIMIT }, async (request, reply): Promise<Session> => {
    assertOwnCall(request, publicOrigin)
    const data = requireSession(request, reply)
    const cloud = cloudOf(request, data)
    const { project } = parse(ProjectChoice, request.body)
    audit.note(request, { ...audit.ofSession(data), region: null, verb: 'switch-project', target: project })
    if (!data.x) throw new ProblemError('project-refused', 'This way of signing in is bound to one project.')
    const identity = identityAt(cloud)
    const grant = await identity.rescope(data.p || data.token, project)
    // An unscoped session's token becomes the parent; a project's token stays valid until sign-out, as an upload may run under it.
    const next = await open(request, cloud, {
      grant,
      chain: {
        switchable: true,
        parentToken: data.p || (data.a ? '' : data.token),
        formerTokens: data.a ? [data.token, ...data.o] : data.o,
      },
      made: [grant.token],
    })
    void reply.header('cache-control', 'no-store')
    return sessionView(next, cloud, await identity.listProjects(grant.token).catch(() => null))
  })

  app.delete('/api/session', async (request, reply) => {
    assertOwnCall(request, publicOrigin)
    const data = readSession(request)
    const cloud = data && clouds.find((each) => each.name === data.c)
    clearSession(request)
    clearChallenge(request)
    if (data && cloud) {
      audit.note(request, { ...audit.ofSession(data), region: null, verb: 'sign-out', target: cloud.name })
      // The browser is signed out either way; a token that could not be revoked runs out by itself.
      if (!(await revokeAll(cloud, tokensOf(data)))) request.log.warn('A token could not be revoked at sign-out')
    }
    return reply.code(204).send()
  })
}
