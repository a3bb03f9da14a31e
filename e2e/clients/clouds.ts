/** The two clouds that must look alike to a client: the OpenStack demo cloud and the real one. */
import * as z from 'zod'

export const Address = z.object({
  /** Keystone v3, with its version path. */
  identity: z.url(),
  /** Glance, without a version path. */
  image: z.url(),
  /** Swift, without account path. */
  objectStore: z.url(),
})
export type Address = z.infer<typeof Address>

export const CLOUD_NAMES = ['fake', 'real'] as const
export type CloudName = (typeof CLOUD_NAMES)[number]

/** Accounts with the same name, password and role on both clouds. */
export const USERS = ['producer', 'consumer'] as const
export type User = (typeof USERS)[number]

export const passwordOf = (user: User) => `${user}-pw`

export interface CloudForClients {
  address: Address
  /** By user: ids that the cloud gave. */
  ids: Record<User, { user: string; project: string }>
}

declare module 'vitest' {
  interface ProvidedContext {
    clouds: Record<CloudName, CloudForClients>
  }
}
