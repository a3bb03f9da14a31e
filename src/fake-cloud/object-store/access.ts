/**
 * Who may use an account. Source: api §4 (401, 403, `operator_roles`; Rackspace role names by pattern), §0.2, and a
 * real Swift: a reader reads the project's account, a container may be open to the world.
 */
import { expandRoles } from '#fake-cloud/identity/keystone.ts'
import { cloudFilesAccount, swiftAccount } from '#fake-cloud/identity/catalog.ts'
import { liveToken } from '#fake-cloud/identity/tokens.ts'

import { StorageRefusal } from './errors.ts'
import type { StorageExchange } from './storage-exchange.ts'

interface Rights {
  mayRead: boolean
  /** Make and change. */
  mayWrite: boolean
  mayDelete: boolean
}

const NOTHING: Rights = { mayRead: false, mayWrite: false, mayDelete: false }

const RACKSPACE_FULL = ['identity:user-admin', 'identity:user-manage', 'admin', 'object-store:admin']
const RACKSPACE_READ = ['observer', 'object-store:observer']

function rackspaceRights(roles: readonly string[]): Rights {
  const isFull = RACKSPACE_FULL.some((role) => roles.includes(role))
  const mayCreate = isFull || roles.includes('object-store:creator')
  const mayRead = mayCreate || RACKSPACE_READ.some((role) => roles.includes(role))
  return { mayRead, mayWrite: mayCreate, mayDelete: isFull }
}

function keystoneRights(roles: readonly string[]): Rights {
  const all = expandRoles(roles)
  const isMember = all.includes('member')
  return { mayRead: all.includes('reader'), mayWrite: isMember, mayDelete: isMember }
}

function isAllowed(method: string, rights: Rights): boolean {
  if (method === 'GET' || method === 'HEAD') return rights.mayRead
  return method === 'DELETE' ? rights.mayDelete : rights.mayWrite
}

/** Anybody may read what a container's `X-Container-Read` opens: `.r:*` its objects, `.rlistings` its listing. */
function isOpen({ account, containerName, objectName, request }: StorageExchange): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const container = containerName === undefined ? undefined : account.containers.get(containerName)
  const rules = (container?.metadata['x-container-read'] ?? '').split(',').map((rule) => rule.trim())
  return rules.includes('.r:*') && (objectName !== undefined || rules.includes('.rlistings'))
}

/** Lets a request through or refuses it. @throws StorageRefusal 401 without a live token, 403 for other accounts */
export function admit(exchange: StorageExchange, identityUrl: string): void {
  const { cloud, request, accountName } = exchange
  const token = liveToken(cloud, request.headers.get('x-auth-token'))
  if (token) {
    const nameOf = cloud.flavour === 'rackspace' ? cloudFilesAccount : swiftAccount
    const isOwn = token.projectId !== null && nameOf(token.projectId) === accountName
    const rights = cloud.flavour === 'rackspace' ? rackspaceRights(token.roles) : keystoneRights(token.roles)
    if (isAllowed(request.method, isOwn ? rights : NOTHING)) return
  }
  if (isOpen(exchange)) return
  if (token) throw new StorageRefusal(403)
  throw new StorageRefusal(401, {
    headers: { 'www-authenticate': `Swift realm="${accountName}", Keystone uri="${identityUrl}"` },
  })
}
