/** Who asks the image service, and what the roles allow. Source: api §0.2 "Who is who", §3.14 (Rackspace matrix). */
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange } from '#fake-cloud/core/router.ts'
import { expandRoles } from '#fake-cloud/identity/keystone.ts'
import { liveToken } from '#fake-cloud/identity/tokens.ts'

export interface Caller {
  projectId: string | null
  /** OpenStack `admin`: sees and changes every project's images. Nobody on Rackspace. */
  isAdmin: boolean
  mayRead: boolean
  mayWrite: boolean
  /** Rackspace `cloudImages:creator` may add members and nothing else. */
  mayAddMembers: boolean
}

const RACKSPACE_FULL = ['identity:user-admin', 'identity:user-manage', 'admin', 'cloudImages:admin']
const RACKSPACE_READ = ['observer', 'cloudImages:observer', 'cloudImages:creator']

function fromRackspaceRoles(projectId: string | null, roles: readonly string[]): Caller {
  const mayWrite = RACKSPACE_FULL.some((role) => roles.includes(role))
  return {
    projectId,
    isAdmin: false,
    mayWrite,
    mayRead: mayWrite || RACKSPACE_READ.some((role) => roles.includes(role)),
    mayAddMembers: mayWrite || roles.includes('cloudImages:creator'),
  }
}

function fromKeystoneRoles(projectId: string | null, roles: readonly string[]): Caller {
  const all = expandRoles(roles)
  const mayWrite = all.includes('member')
  return {
    projectId,
    isAdmin: all.includes('admin'),
    mayRead: all.includes('reader'),
    mayWrite,
    mayAddMembers: mayWrite,
  }
}

/** The caller of a request. @throws Refusal 401 without a token that opens something */
export function callerOf({ cloud, request }: Exchange): Caller {
  const token = liveToken(cloud, request.headers.get('x-auth-token'))
  if (!token) throw new Refusal(401, UNAUTHORIZED)
  return cloud.flavour === 'rackspace'
    ? fromRackspaceRoles(token.projectId, token.roles)
    : fromKeystoneRoles(token.projectId, token.roles)
}

const UNAUTHORIZED =
  'This server could not verify that you are authorized to access the document you requested. Either you supplied the wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.'

/**
 * Refuses a caller whose role does not cover an action.
 * @param action upstream's policy name, printed in its message; Rackspace documents no text (api §3.14).
 */
export function requireRight(exchange: Exchange, allowed: boolean, action: string): void {
  if (allowed) return
  throw new Refusal(
    403,
    exchange.cloud.flavour === 'rackspace'
      ? 'You are not authorized to complete this action.'
      : `You are not authorized to complete ${action} action.`,
  )
}
