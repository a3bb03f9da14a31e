import { type FakeCloud, servicePaths } from '#fake-cloud/core/cloud.ts'
import type { TokenRow } from '#fake-cloud/core/db.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange } from '#fake-cloud/core/router.ts'

import { UNAUTHENTICATED } from './keystone-errors.ts'
import { liveToken } from './tokens.ts'

/** Where Keystone says it is. */
export const urlOf = (cloud: FakeCloud) => `${cloud.baseUrl}${servicePaths.identity}/v3`

/** The caller's own token. @throws Refusal 401 */
export function callerToken({ cloud, request }: Exchange): TokenRow {
  const token = liveToken(cloud, request.headers.get('x-auth-token'))
  if (!token) throw new Refusal(401, UNAUTHENTICATED)
  return token
}

/** What a caller is told whose roles don't reach: the policy's name, whatever else may be wrong. */
export const notAuthorized = (action: string) =>
  new Refusal(403, `You are not authorized to perform the requested action: identity:${action}.`)
