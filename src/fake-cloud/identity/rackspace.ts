/** Rackspace Identity v2.0. Source: api §1. */
import { isoMilliseconds } from '#fake-cloud/core/clock.ts'
import { type FakeCloud, servicePaths } from '#fake-cloud/core/cloud.ts'
import type { TokenRow } from '#fake-cloud/core/db.ts'
import { hexOf } from '#fake-cloud/core/ids.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle, Service } from '#fake-cloud/core/router.ts'

import { cloudFilesAccount, rackspaceCatalog } from './catalog.ts'
import { authenticate, readAuth } from './rackspace-auth.ts'
import { liveToken, projectById, projectsOf, userById } from './tokens.ts'

/** Which top-level key names the fault. Source: api §1.1 "Fault shape" (keys past 401 inferred there). */
const FAULT_NAMES: Record<number, string> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  413: 'overLimit',
  415: 'badMediaType',
  503: 'serviceUnavailable',
}

const fault = (status: number, message: string, headers: Record<string, string> = {}, name?: string): Response =>
  Response.json({ [name ?? FAULT_NAMES[status] ?? 'identityFault']: { code: status, message } }, { status, headers })

/** A sign-in name for a token's methods, as `RAX-AUTH:authenticatedBy` spells them. */
const AUTHENTICATED_BY: Record<string, string> = { password: 'PASSWORD', apiKey: 'APIKEY', passcode: 'PASSCODE' }

function rolesOf(token: TokenRow) {
  const projectId = token.projectId ?? ''
  return [
    ...token.roles.map((name) => ({
      id: hexOf(`rackspace role ${name}`, 8),
      name,
      description: `${name} role.`,
      // A product role is limited to its account; identity roles are not.
      ...(!name.startsWith('identity:') && { tenantId: projectId }),
    })),
    { id: '6', name: 'compute:default', description: 'Role used for cloud servers access.', tenantId: projectId },
    {
      id: '5',
      name: 'object-store:default',
      description: 'Role used for cloud files access.',
      tenantId: cloudFilesAccount(projectId),
    },
  ]
}

/** The `access` object. Source: api §1.1, sample of the 200. */
function accessBody(cloud: FakeCloud, token: TokenRow, withCatalog: boolean) {
  const user = userById(cloud, token.userId)
  const project = token.projectId === null ? undefined : projectById(cloud, token.projectId)
  return {
    access: {
      token: {
        id: token.id,
        expires: isoMilliseconds(token.expiresAt),
        ...(project && { tenant: { id: project.id, name: project.name } }),
        'RAX-AUTH:authenticatedBy': token.methods.map((method) => AUTHENTICATED_BY[method] ?? method),
      },
      user: {
        id: token.userId,
        name: user?.name,
        'RAX-AUTH:defaultRegion': user?.defaultRegion,
        'RAX-AUTH:domainId': project?.id,
        'RAX-AUTH:sessionInactivityTimeout': 'PT15M',
        ...(user?.passcode !== undefined && { 'RAX-AUTH:multiFactorEnabled': true }),
        roles: rolesOf(token),
      },
      ...(withCatalog && { serviceCatalog: project ? rackspaceCatalog(cloud, project) : [] }),
    },
  }
}

function callerToken({ cloud, request }: Exchange): TokenRow {
  const token = liveToken(cloud, request.headers.get('x-auth-token'))
  if (!token)
    throw new Refusal(401, "No valid token provided. Please use the 'X-Auth-Token' header with a valid token.")
  return token
}

const createToken: Handle = async ({ cloud, request, url }) => {
  const token = authenticate(cloud, readAuth(await request.text()), request.headers.get('x-sessionid'))
  return Response.json(accessBody(cloud, token, url.searchParams.get('include_endpoints') !== 'false'))
}

/** Sign-out. Source: api §1.2. */
const revokeOwnToken: Handle = (exchange) => {
  callerToken(exchange).revoked = true
  return new Response(null, { status: 204 })
}

/** Tokens of others belong to identity admins; a caller may look at and revoke its own. Source: api §1.2. */
function namedToken(exchange: Exchange): TokenRow {
  const caller = callerToken(exchange)
  if (caller.id === exchange.params['tokenId']) return caller
  throw new Refusal(403, 'Not Authorized')
}

const showToken: Handle = (exchange) => Response.json(accessBody(exchange.cloud, namedToken(exchange), false))

const revokeNamedToken: Handle = (exchange) => {
  namedToken(exchange).revoked = true
  return new Response(null, { status: 204 })
}

const listTenants: Handle = (exchange) => {
  const tenants = projectsOf(exchange.cloud, callerToken(exchange).userId)
  return Response.json({ tenants: tenants.map(({ id, name, enabled }) => ({ id, name, enabled })) })
}

const showVersion: Handle = ({ cloud }) =>
  Response.json({
    version: {
      id: 'v2.0',
      status: 'CURRENT',
      updated: '2011-07-19T22:30:00Z',
      links: [{ rel: 'self', href: `${cloud.baseUrl}${servicePaths.identity}/v2.0` }],
    },
  })

/** The identity service of a Rackspace cloud; global, not regional. */
export const rackspaceIdentityService = (cloud: FakeCloud): Service => ({
  base: `${cloud.baseUrl}${servicePaths.identity}`,
  resources: [
    { path: '/v2.0/tokens', verbs: { POST: createToken, DELETE: revokeOwnToken } },
    { path: '/v2.0/tokens/:tokenId', verbs: { GET: showToken, DELETE: revokeNamedToken } },
    { path: '/v2.0/tenants', verbs: { GET: listTenants } },
    { path: '/v2.0/', verbs: { GET: showVersion } },
    { path: '/v2.0', verbs: { GET: showVersion } },
  ],
  refuseMethod: (_exchange, allowed) => fault(405, 'Method Not Allowed', { allow: allowed.join(', ') }),
  refusePath: () => fault(404, 'Resource Not Found'),
  refuse: (refusal) => fault(refusal.status, refusal.message, { ...refusal.headers }, refusal.detail || undefined),
  finish: (response) => response,
})
