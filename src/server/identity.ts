/** What the two identity services (Rackspace v2.0, Keystone v3) have in common for the session routes. */
import type { Dispatcher } from 'undici'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import type { Account, Project, SignInRequest } from '#lib/contract.ts'
import type { CatalogEndpoint } from './catalog.ts'
import { createIdentityV2 } from './identity-v2.ts'
import { createIdentityV3 } from './identity-v3.ts'

/** A token and what it is good for. */
export interface Grant {
  token: string
  /** ISO 8601, UTC. */
  expiresAt: string
  user: Account
  /** Null: the token is not scoped to a project yet. */
  account: Account | null
  roles: string[]
  endpoints: CatalogEndpoint[]
  /** What the identity service calls the user's default region. */
  defaultRegion: string | null
}

/** Between the password and the passcode: what must be shown to the identity service with the passcode. Secret. */
export type Challenge =
  | { kind: 'session-id'; sessionId: string }
  | { kind: 'receipt'; receipt: string; userId: string; project: string | null }

export type SignInOutcome =
  | { kind: 'granted'; grant: Grant; spareToken: string | null; projects: Project[] | null }
  | { kind: 'challenged'; challenge: Challenge }

export type FirstStep = Exclude<SignInRequest, { method: 'passcode' }>

/** @throws ProblemError from every call but `revoke`. */
export interface Identity {
  signIn(request: FirstStep): Promise<SignInOutcome>
  /** A refused passcode is `wrong-passcode`; `signal` of a new challenge comes back as an outcome. */
  answerChallenge(challenge: Challenge, passcode: string): Promise<SignInOutcome>
  /** Projects the user may switch to. `signed-out` when the token is no longer valid. */
  listProjects(token: string): Promise<Project[]>
  /** A token of the same lifetime for another project, given by id. */
  rescope(token: string, projectId: string): Promise<Grant>
  /** True when the token is known to be unusable now; never throws: signing out always succeeds here. */
  revoke(token: string): Promise<boolean>
}

export const identityOf = (cloud: CloudProfile, dispatcher: Dispatcher): Identity =>
  cloud.flavour === 'rackspace' ? createIdentityV2(cloud, dispatcher) : createIdentityV3(cloud, dispatcher)
