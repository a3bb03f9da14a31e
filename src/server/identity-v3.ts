/** Signing in to Keystone v3. Source: keystone api-ref "Authentication and token management". */
import type { Dispatcher } from 'undici'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import type { Project } from '#lib/contract.ts'
import type { FirstStep, Grant, Identity, SignInOutcome } from './identity.ts'
import { callIdentity, shaped, unexpectedStatus } from './identity-call.ts'
import { challengeOf, grantOf, ProjectList, refusal } from './keystone-answers.ts'
import { ProblemError } from './problems.ts'

const identityOf = (request: FirstStep): Record<string, unknown> => {
  if (request.method === 'password') {
    const user = { name: request.username, domain: domainOf(request.userDomain), password: request.password }
    return { methods: ['password'], password: { user } }
  }
  if (request.method === 'applicationCredential') {
    return { methods: ['application_credential'], application_credential: { id: request.id, secret: request.secret } }
  }
  throw new ProblemError('invalid-request', 'This cloud does not know API keys.')
}

/** People type a domain's name; IDs are recognised by their shape, and the default domain's is `default` everywhere. */
const domainOf = (typed = '') => {
  if (typed === '' || typed.toLowerCase() === 'default') return { id: 'default' }
  return /^[0-9a-f]{32}$/.test(typed) ? { id: typed } : { name: typed }
}

const byName = new Intl.Collator('en', { numeric: true })

const chooseProject = (projects: Project[], wanted: string | null): Project | undefined => {
  const enabled = projects.filter((project) => project.enabled)
  if (wanted !== null) {
    const chosen = enabled.find(({ id }) => id === wanted) ?? enabled.find(({ name }) => name === wanted)
    if (chosen) return chosen
    throw new ProblemError('project-refused', 'You have no role in a project of that name or ID, or it is disabled.')
  }
  if (enabled.length === 0) {
    throw new ProblemError('no-project', 'The sign-in is right, but this user has no enabled project to work in.')
  }
  return enabled.length === 1 ? enabled[0] : undefined
}

const baseUrlOf = (authUrl: string) => `${authUrl.replace(/\/+$/, '').replace(/\/v(2\.0|3)$/, '')}/v3`

export const createIdentityV3 = (cloud: CloudProfile, dispatcher: Dispatcher): Identity => {
  const base = baseUrlOf(cloud.authUrl)
  const tokensUrl = `${base}/auth/tokens`

  const authenticate = (auth: Record<string, unknown>, headers: Record<string, string> = {}) =>
    callIdentity(dispatcher, { method: 'POST', url: tokensUrl, headers, body: { auth } })

  const listProjects = async (token: string): Promise<Project[]> => {
    const answer = await callIdentity(dispatcher, {
      method: 'GET',
      url: `${base}/auth/projects`,
      headers: { 'X-Auth-Token': token },
    })
    if (answer.status === 401) throw new ProblemError('signed-out', 'The cloud has ended this session. Sign in again.')
    if (answer.status !== 200) throw unexpectedStatus(answer)
    // Keystone lists by its random IDs: an order that means nothing to people, and differs between clouds.
    return shaped(ProjectList, answer).projects.toSorted((a, b) => byName.compare(a.name, b.name))
  }

  const rescope = async (token: string, projectId: string): Promise<Grant> => {
    const answer = await authenticate({
      identity: { methods: ['token'], token: { id: token } },
      scope: { project: { id: projectId } },
    })
    if (answer.status === 201) return grantOf(answer, cloud)
    // 404: the token itself is gone. 401 and 403 are about the project, or a token that may not be exchanged.
    if (answer.status === 404) throw new ProblemError('signed-out', 'The cloud has ended this session. Sign in again.')
    if (answer.status === 401 || answer.status === 403) {
      throw new ProblemError(
        'project-refused',
        'The identity service refuses this project: you have no role in it, or it is disabled.',
      )
    }
    throw unexpectedStatus(answer)
  }

  const revoke = async (token: string): Promise<boolean> => {
    try {
      const headers = { 'X-Auth-Token': token, 'X-Subject-Token': token }
      const answer = await callIdentity(dispatcher, { method: 'DELETE', url: tokensUrl, headers })
      return [204, 401, 404].includes(answer.status)
    } catch {
      return false
    }
  }

  /** From a password's token to a project: straight in when there is one choice, else the user picks. */
  const withProject = async (first: Grant, wanted: string | null): Promise<SignInOutcome> => {
    try {
      const projects = await listProjects(first.token)
      const chosen = chooseProject(projects, wanted)
      // Some clouds give a token of the default project although an unscoped one was asked for: it is as good a start.
      if (first.account && (!chosen || chosen.id === first.account.id)) {
        return { kind: 'granted', grant: first, spareToken: null, projects }
      }
      if (!chosen) return { kind: 'granted', grant: first, spareToken: null, projects }
      // The first token is kept: clouds may forbid to exchange a scoped token (`allow_rescope_scoped_token = false`).
      return { kind: 'granted', grant: await rescope(first.token, chosen.id), spareToken: first.token, projects }
    } catch (error) {
      await revoke(first.token)
      throw error
    }
  }

  return {
    async signIn(request) {
      const identity = identityOf(request)
      const isDelegated = request.method === 'applicationCredential'
      // An application credential carries its own project and may not name one; a password asks for no project yet.
      const answer = await authenticate(isDelegated ? { identity } : { identity, scope: 'unscoped' })
      if (answer.status === 201) {
        const grant = grantOf(answer, cloud)
        if (isDelegated) return { kind: 'granted', grant, spareToken: null, projects: null }
        return withProject(grant, request.method === 'password' ? (request.project ?? null) : null)
      }
      if (answer.status === 401) {
        const receipt = answer.header('openstack-auth-receipt')
        if (receipt) return challengeOf(answer, receipt, request.method === 'password' ? request.project : undefined)
        throw refusal(answer, request)
      }
      // Keystone tells an application credential that does not exist from a wrong secret; we do not.
      if (answer.status === 404 && isDelegated) throw refusal(answer, request)
      if (answer.status === 403) {
        throw new ProblemError('account-disabled', 'The identity service says that this user may not sign in.')
      }
      if (answer.status === 400) {
        throw new ProblemError(
          'invalid-request',
          'The identity service finds the sign-in malformed: check the user name and domain.',
        )
      }
      throw unexpectedStatus(answer)
    },

    async answerChallenge(challenge, passcode) {
      if (challenge.kind !== 'receipt') throw new ProblemError('challenge-expired', 'Sign in again from the start.')
      const totp = { user: { id: challenge.userId, passcode } }
      const answer = await authenticate(
        { identity: { methods: ['totp'], totp }, scope: 'unscoped' },
        { 'Openstack-Auth-Receipt': challenge.receipt },
      )
      if (answer.status === 201) return withProject(grantOf(answer, cloud), challenge.project)
      if (answer.status === 401) {
        throw new ProblemError('wrong-passcode', 'The passcode is not right or has run out. Try the current one.', {
          challenge: 'passcode',
        })
      }
      throw unexpectedStatus(answer)
    },

    listProjects,
    rescope,
    revoke,
  }
}
