/** Who may use tasks. Source: api §3.14 (Rackspace matrix), and a cloud that opens upstream's tasks to members. */
import type { Exchange } from '#fake-cloud/core/router.ts'

import { type Caller, callerOf, requireRight } from './caller.ts'

/** Rackspace: whoever may read. OpenStack: members. @throws Refusal 401, 403 */
export function requireTaskReader(exchange: Exchange): Caller {
  const caller = callerOf(exchange)
  const isAllowed = exchange.cloud.flavour === 'rackspace' ? caller.mayRead : caller.mayWrite
  requireRight(exchange, isAllowed, 'tasks_api_access')
  return caller
}

/** @throws Refusal 401, 403 */
export function requireTaskWriter(exchange: Exchange): Caller {
  const caller = callerOf(exchange)
  requireRight(exchange, caller.mayWrite, 'tasks_api_access')
  return caller
}
