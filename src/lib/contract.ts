/**
 * What the browser and the same-origin proxy say to each other. The proxy builds these values,
 * `src/api` parses them. Nothing here may ever hold a token.
 */

/** `rackspace`: Identity v2.0 and task imports; `openstack`: Keystone v3 and upstream Glance. */
export type Flavour = 'rackspace' | 'openstack'

export type SignInMethod = 'password' | 'apiKey' | 'applicationCredential'

/** An account of an embedded demo cloud. Its password is public by design. */
export interface DemoAccount {
  username: string
  password: string
  /** What the button says after "Sign in as": producer, consumer, observer, creator, admin. */
  role: string
  /** Account number or project name the role acts in. */
  account: string
}

/** One row of `GET /api/clouds`. */
export interface CloudChoice {
  name: string
  label: string
  flavour: Flavour
  methods: SignInMethod[]
  demo?: { accounts: DemoAccount[] } | undefined
}

/** Body of `POST /api/session`. */
export type SignInRequest =
  | { cloud: string; method: 'password'; username: string; password: string; userDomain?: string; project?: string }
  | { cloud: string; method: 'apiKey'; username: string; apiKey: string }
  | { cloud: string; method: 'applicationCredential'; id: string; secret: string }
  | { cloud: string; method: 'passcode'; passcode: string }

export interface Account {
  id: string
  name: string
}

export interface Project extends Account {
  enabled: boolean
}

/** Who is signed in: body of `GET`, `POST /api/session` and `PUT /api/session/project`. */
export interface Session {
  cloud: string
  cloudLabel: string
  flavour: Flavour
  user: Account
  /** Rackspace account or Keystone project; null until a project is chosen. */
  account: Account | null
  /** Keystone projects the user may switch to; absent where switching is impossible. */
  projects?: Project[] | undefined
  /** Role names as the identity service spells them. */
  roles: string[]
  /** Regions with an image service, in catalog order. */
  regions: string[]
  defaultRegion: string | null
  services: Record<string, { image: boolean; objectStore: boolean }>
  /** ISO 8601, UTC. */
  expiresAt: string
  capabilities: {
    /** Another project can be chosen without signing in again. */
    switchProject: boolean
    /** Images come in and go out through `POST /v2/tasks`. */
    importTasks: boolean
  }
}

/** Kinds of failure the proxy itself reports (`type` of a problem is `/problems/<kind>`). */
export const problemKinds = [
  'invalid-request',
  'unknown-cloud',
  'wrong-credentials',
  'passcode-wanted',
  'wrong-passcode',
  'challenge-expired',
  'account-disabled',
  'second-factor-setup-wanted',
  'second-factor-unsupported',
  'project-refused',
  'no-project',
  'no-image-service',
  'session-too-large',
  'signed-out',
  'identity-unreachable',
  'identity-malformed',
  'too-many-attempts',
  'cross-site',
  'not-found',
  'service-missing',
  'body-too-large',
  'headers-too-large',
  'upstream-unreachable',
  'upstream-timeout',
  'upstream-redirect',
  'overloaded',
  'too-many-at-once',
  'shutting-down',
  'internal',
] as const
export type ProblemKind = (typeof problemKinds)[number]

/** `application/problem+json`, every failure of the proxy's own making. */
export interface Problem {
  type: `/problems/${ProblemKind}`
  title: string
  status: number
  detail: string
  requestId: string
  /** With 401 `passcode-wanted` and `wrong-passcode`: the password was right, a second factor is asked for. */
  challenge?: 'passcode'
  /** Seconds, with `too-many-attempts`, `too-many-at-once` and `overloaded`. */
  retryAfterSeconds?: number
}

/** Every `/api` call other than a download carries this header; the proxy refuses others as cross-site. */
export const APP_HEADER = { name: 'X-Requested-With', value: 'cloud-images' } as const
