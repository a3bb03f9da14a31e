/** A Keystone v3 of a few users, strict about what matters here: methods, scopes, revoked tokens. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import { jsonOf, sendJson, startUpstream } from './upstream.ts'
import type { Upstream } from './upstream.ts'

interface KeystoneOptions {
  imageUrl?: string
  objectStoreUrl?: string
  /** More catalog entries, as Keystone spells them. */
  catalog?: unknown[]
  /** Seconds a token lives. */
  tokenSeconds?: number
  /** Characters a token is padded to. */
  tokenLength?: number
  roles?: string[]
}

export interface Keystone extends Upstream {
  cloud: CloudProfile
  /** Every token handed out. */
  issued: string[]
  revoked: Set<string>
}

interface KeystoneProject {
  id: string
  name: string
  enabled: boolean
}

const project = (id: string, enabled = true): KeystoneProject => ({ id, name: `${id}-name`, enabled })

/** User names and what they can do; every password is `right`. */
const PROJECTS: Record<string, KeystoneProject[]> = {
  ada: [project('p1'), project('p9', false)],
  many: [project('p10'), project('p2'), project('p1')],
  none: [project('p9', false)],
  totp: [project('p1')],
  webauthn: [project('p1')],
  imageless: [project('bare')],
}

interface AuthBody {
  auth: {
    identity: {
      methods: string[]
      password?: { user: { name: string; password: string } }
      token?: { id: string }
      application_credential?: { id: string; secret: string }
      totp?: { user: { id: string; passcode: string } }
    }
    scope?: 'unscoped' | { project: { id: string } }
  }
}

export const openstackProfile = (authUrl: string, more: Partial<CloudProfile> = {}): CloudProfile => ({
  name: 'lab',
  label: 'Lab',
  flavour: 'openstack',
  authUrl,
  methods: ['password', 'applicationCredential'],
  interface: 'public',
  tls: { verify: true },
  endpointOverrides: {},
  ...more,
})

const refuse = (response: ServerResponse, status: number, message: string, headers = {}) =>
  sendJson(response, status, { error: { code: status, message, title: 'Refused' } }, headers)

export const startKeystone = async (options: KeystoneOptions = {}): Promise<Keystone> => {
  const issued: string[] = []
  const revoked = new Set<string>()
  const owners = new Map<string, { user: string; delegated: boolean }>()
  const endpoint = (url: string) => ({ interface: 'public', region: 'One', region_id: 'One', url })
  const catalog = [
    { type: 'image', name: 'glance', endpoints: options.imageUrl ? [endpoint(options.imageUrl)] : [] },
    {
      type: 'object-store',
      name: 'swift',
      endpoints: options.objectStoreUrl ? [endpoint(options.objectStoreUrl)] : [],
    },
    ...(options.catalog ?? []),
  ]

  const issue = (response: ServerResponse, user: string, projectId: string | undefined, delegated = false) => {
    const token = `gAAAA-${issued.length}-${user}-${projectId ?? 'unscoped'}`.padEnd(options.tokenLength ?? 180, 'x')
    issued.push(token)
    owners.set(token, { user, delegated })
    const scope = projectId && {
      project: { id: projectId, name: `${projectId}-name` },
      roles: (options.roles ?? ['member']).map((name) => ({ id: name, name })),
      catalog: projectId === 'bare' ? [] : catalog,
    }
    const expires_at = new Date(Date.now() + (options.tokenSeconds ?? 3600) * 1000).toISOString()
    sendJson(
      response,
      201,
      { token: { expires_at, methods: ['password'], user: { id: `${user}-id`, name: user }, ...scope } },
      { 'x-subject-token': token },
    )
  }

  const authenticate = async (request: IncomingMessage, response: ServerResponse) => {
    const { auth } = await jsonOf<AuthBody>(request)
    const { identity, scope } = auth
    if (identity.application_credential) {
      if (identity.application_credential.id !== 'ac1') {
        return refuse(response, 404, 'Could not find Application Credential.')
      }
      const isRight = identity.application_credential.secret === 'right' && scope === undefined
      return isRight
        ? issue(response, 'ada', 'p1', true)
        : refuse(response, 401, 'The request requires authentication.')
    }
    if (identity.token) {
      const owner = owners.get(identity.token.id)
      if (!owner || revoked.has(identity.token.id)) return refuse(response, 404, 'Failed to validate token')
      const wanted = typeof scope === 'object' ? scope.project.id : ''
      const isMine = PROJECTS[owner.user]?.some(({ id, enabled }) => id === wanted && enabled)
      return isMine
        ? issue(response, owner.user, wanted)
        : refuse(response, 401, 'The request requires authentication.')
    }
    if (identity.totp) {
      const isRight =
        request.headers['openstack-auth-receipt'] === 'receipt-1' && identity.totp.user.passcode === '123456'
      return isRight
        ? issue(response, 'totp', undefined)
        : refuse(response, 401, 'The request requires authentication.')
    }
    const user = identity.password?.user
    if (!user || user.password !== 'right') return refuse(response, 401, 'The request requires authentication.')
    if (user.name === 'expired')
      return refuse(response, 401, 'The password is expired and needs to be changed for user: u7.')
    if (user.name === 'totp' || user.name === 'webauthn') {
      const receipt = { methods: ['password'], user: { id: `${user.name}-id` } }
      return sendJson(
        response,
        401,
        { receipt, required_auth_methods: [['password', user.name]] },
        { 'openstack-auth-receipt': 'receipt-1' },
      )
    }
    return issue(response, user.name, undefined)
  }

  const upstream = await startUpstream(async (request, response) => {
    const token = String(request.headers['x-auth-token'] ?? '')
    const isValid = owners.has(token) && !revoked.has(token)
    if (request.url === '/v3/auth/tokens' && request.method === 'POST') return authenticate(request, response)
    if (!isValid) return refuse(response, 401, 'The request requires authentication.')
    if (request.url === '/v3/auth/tokens' && request.method === 'DELETE') {
      revoked.add(String(request.headers['x-subject-token']))
      response.writeHead(204).end()
      return undefined
    }
    if (request.url === '/v3/auth/projects') {
      return sendJson(response, 200, { projects: PROJECTS[owners.get(token)?.user ?? ''] ?? [], links: {} })
    }
    return refuse(response, 404, 'Not Found')
  })
  return { ...upstream, cloud: openstackProfile(`${upstream.url}/v3`), issued, revoked }
}
