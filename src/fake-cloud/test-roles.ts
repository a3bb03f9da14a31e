import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { signIn } from '#fake-cloud/test-client.ts'

/** Gives a Rackspace user these roles alone and signs in. For tests only. @returns the token */
export async function tokenWithRoles(fake: RunningFakeCloud, username: string, roles: string[]): Promise<string> {
  const { identity } = fake.cloud('demo-rackspace')
  const user = identity.users.find((one) => one.name === username)
  const grant = identity.grants.find((one) => one.userId === user?.id)
  if (!grant) throw new Error(`No user ${username}`)
  grant.roles = roles
  return signIn(fake, 'demo-rackspace', username)
}
