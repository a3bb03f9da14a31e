/** Signing in at Rackspace's identity service, and its faults. */
import type { User } from './rackspace-contract.ts'

export const authenticate = (user: User, body: object | string, headers: Record<string, string> = {}) =>
  user.identity('POST', '/v2.0/tokens', { body, headers: { 'content-type': 'application/json', ...headers } })

export const password = (username: string, secret = `${username}-pw`, more: object = {}) => ({
  auth: { passwordCredentials: { username, password: secret }, ...more },
})

/** A fault has one key, its name. Source: "Faults" of the identity service. */
export const fault = (status: number, name: string, message: unknown) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: { [name]: { code: status, message } },
})

/** No hint what was wrong. */
export const WRONG = fault(401, 'unauthorized', 'Unable to authenticate user with credentials provided.')
