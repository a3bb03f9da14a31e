/** Keystone v3 of the OpenStack demo cloud. Source: api §2. */
import { isoMicroseconds } from '#fake-cloud/core/clock.ts'
import { type FakeCloud, servicePaths } from '#fake-cloud/core/cloud.ts'
import type { TokenRow } from '#fake-cloud/core/db.ts'
import { hexOf } from '#fake-cloud/core/ids.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle, Service } from '#fake-cloud/core/router.ts'

import { keystoneCatalog } from './catalog.ts'
import { authenticate, readAuth, ReceiptWanted } from './keystone-auth.ts'
import { callerToken, notAuthorized, urlOf } from './keystone-caller.ts'
import { keystoneUnknownPath, keystoneWrongMethod, renderKeystoneRefusal } from './keystone-errors.ts'
import { listOwnProjects, listProjects, showProject } from './keystone-projects.ts'
import { liveToken, projectById, userById } from './tokens.ts'

const DOMAIN = { id: 'default', name: 'Default' }
/** Keystone lists the roles a role implies as well. Source: api §2.1 "Role hierarchy". */
const IMPLIED: Record<string, readonly string[]> = {
  admin: ['admin', 'member', 'reader'],
  member: ['member', 'reader'],
  reader: ['reader'],
}

/** Role names with everything they imply. */
export const expandRoles = (roles: readonly string[]): string[] => [
  ...new Set(roles.flatMap((role) => IMPLIED[role] ?? [role])),
]

function tokenBody(cloud: FakeCloud, token: TokenRow, withCatalog = true) {
  const user = userById(cloud, token.userId)
  const project = token.projectId === null ? undefined : projectById(cloud, token.projectId)
  return {
    token: {
      methods: token.methods,
      user: { domain: user?.domain, id: token.userId, name: user?.name, password_expires_at: null },
      audit_ids: token.auditIds,
      expires_at: isoMicroseconds(token.expiresAt),
      issued_at: isoMicroseconds(token.issuedAt),
      ...(project && {
        project: { domain: DOMAIN, id: project.id, name: project.name },
        is_domain: false,
        roles: expandRoles(token.roles).map((name) => ({ id: hexOf(`role ${name}`, 32), name })),
        ...(withCatalog && { catalog: keystoneCatalog(cloud, project) }),
      }),
      ...(token.applicationCredential && { application_credential: token.applicationCredential }),
    },
  }
}

const ACTIONS: Record<string, string> = { GET: 'validate_token', HEAD: 'check_token', DELETE: 'revoke_token' }

/** The token a call is about, named in `X-Subject-Token`. @throws Refusal 403 without a name, 404 */
function subjectToken({ cloud, request }: Exchange): TokenRow {
  const id = request.headers.get('x-subject-token') ?? ''
  if (id === '') throw notAuthorized(ACTIONS[request.method] ?? '')
  const token = liveToken(cloud, id)
  if (token) return token
  throw new Refusal(
    404,
    cloud.identity.tokens.has(id) ? 'Failed to validate token' : 'Could not recognize Fernet token',
  )
}

const createToken: Handle = async ({ cloud, request, url }) => {
  try {
    const token = authenticate(cloud, readAuth(await request.text()), request.headers.get('openstack-auth-receipt'))
    return Response.json(tokenBody(cloud, token, !url.searchParams.has('nocatalog')), {
      status: 201,
      headers: { 'x-subject-token': token.id },
    })
  } catch (error) {
    if (!(error instanceof ReceiptWanted)) throw error
    const { user, receipt } = error
    const { id, name, domain } = user
    return Response.json(
      {
        receipt: {
          methods: ['password'],
          user: { id, name, domain },
          issued_at: isoMicroseconds(cloud.clock.now()),
          expires_at: isoMicroseconds(receipt.expiresAt),
        },
        required_auth_methods: [['password', 'totp']],
      },
      { status: 401, headers: { 'openstack-auth-receipt': receipt.id } },
    )
  }
}

const showToken: Handle = (exchange) => {
  callerToken(exchange)
  const token = subjectToken(exchange)
  const head = { headers: { 'x-subject-token': token.id } }
  return exchange.request.method === 'HEAD'
    ? new Response(null, head)
    : Response.json(tokenBody(exchange.cloud, token, !exchange.url.searchParams.has('nocatalog')), head)
}

/** Revokes one token; those rescoped from it stay valid. Source: api §2.2. */
const revokeToken: Handle = (exchange) => {
  callerToken(exchange)
  subjectToken(exchange).revoked = true
  return new Response(null, { status: 204 })
}

const showCatalog: Handle = (exchange) => {
  const { cloud } = exchange
  const { projectId } = callerToken(exchange)
  const project = projectId === null ? undefined : projectById(cloud, projectId)
  if (!project) throw notAuthorized('get_auth_catalog')
  return Response.json({ catalog: keystoneCatalog(cloud, project), links: { self: `${urlOf(cloud)}/auth/catalog` } })
}

const version = (cloud: FakeCloud) => ({
  id: 'v3.14',
  status: 'stable',
  updated: '2020-04-07T00:00:00Z',
  links: [{ rel: 'self', href: `${urlOf(cloud)}/` }],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
})

const listVersions: Handle = ({ cloud }) =>
  Response.json({ versions: { values: [version(cloud)] } }, { status: 300, headers: { location: `${urlOf(cloud)}/` } })
const showVersion: Handle = ({ cloud }) => Response.json({ version: version(cloud) })

/** The identity service of an OpenStack cloud. */
export const keystoneService = (cloud: FakeCloud): Service => ({
  base: `${cloud.baseUrl}${servicePaths.identity}`,
  resources: [
    { path: '/v3/auth/tokens', verbs: { POST: createToken, GET: showToken, HEAD: showToken, DELETE: revokeToken } },
    { path: '/v3/auth/projects', verbs: { GET: listOwnProjects } },
    { path: '/v3/projects', verbs: { GET: listProjects } },
    { path: '/v3/projects/:projectId', verbs: { GET: showProject } },
    { path: '/v3/auth/catalog', verbs: { GET: showCatalog } },
    { path: '/v3/', verbs: { GET: showVersion } },
    { path: '/v3', verbs: { GET: showVersion } },
    { path: '/', verbs: { GET: listVersions } },
    { path: '', verbs: { GET: listVersions } },
  ],
  refuseMethod: (_exchange, allowed) => keystoneWrongMethod(allowed),
  refusePath: () => keystoneUnknownPath(),
  refuse: (refusal, exchange) => stamp(renderKeystoneRefusal(refusal, urlOf(cloud)), exchange),
  finish: stamp,
})

function stamp(response: Response, { requestId }: Exchange): Response {
  response.headers.set('x-openstack-request-id', requestId)
  response.headers.set('vary', 'X-Auth-Token')
  return response
}
