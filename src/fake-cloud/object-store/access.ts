/**
 * Who may use an account. Source: api §4 (401, 403, `operator_roles`), §0.2; on Rackspace the two product roles that
 * Cloud Files documents; and a real Swift: a reader reads the project's account, a container may be open to the world.
 */
import { expandRoles } from '#fake-cloud/identity/keystone.ts'
import { cloudFilesAccount, swiftAccount } from '#fake-cloud/identity/catalog.ts'
import { liveToken } from '#fake-cloud/identity/tokens.ts'

import { StorageRefusal } from './errors.ts'
import type { StorageExchange } from './storage-exchange.ts'

interface Rights {
  mayRead: boolean
  /** Make, change, delete. */
  mayWrite: boolean
}

const NOTHING: Rights = { mayRead: false, mayWrite: false }

const RACKSPACE_FULL = ['identity:user-admin', 'identity:user-manage', 'admin', 'object-store:admin']
const RACKSPACE_READ = ['observer', 'object-store:observer']

function rackspaceRights(roles: readonly string[]): Rights {
  const mayWrite = RACKSPACE_FULL.some((role) => roles.includes(role))
  return { mayRead: mayWrite || RACKSPACE_READ.some((role) => roles.includes(role)), mayWrite }
}

function keystoneRights(roles: readonly string[]): Rights {
  const all = expandRoles(roles)
  return { mayRead: all.includes('reader'), mayWrite: all.includes('member') }
}

function isAllowed(method: string, rights: Rights): boolean {
  return method === 'GET' || method === 'HEAD' ? rights.mayRead : rights.mayWrite
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
