/** Between a grant of the identity service, the sealed cookie, and what the browser is told. The last holds no token and no URL. */
import type { CloudProfile } from '#lib/cloud-profile.ts'
import type { Project, Session } from '#lib/contract.ts'
import { defaultRegionOf, regionServices } from './catalog.ts'
import type { Grant } from './identity.ts'
import { ProblemError } from './problems.ts'
import type { SessionData } from './session-cookie.ts'

export interface TokenChain {
  switchable: boolean
  /** Exchanged for project tokens; '' when the grant's own token is. */
  parentToken: string
  formerTokens: string[]
}

/** Every token a session holds. */
export const tokensOf = (data: SessionData): string[] => [data.token, ...(data.p ? [data.p] : []), ...data.o]

/** @throws ProblemError `no-image-service` when a scoped grant leads to no images. */
export const sessionData = (
  grant: Grant,
  cloud: CloudProfile,
  { switchable, parentToken, formerTokens }: TokenChain,
): SessionData => {
  const services = grant.account ? regionServices(grant.endpoints, cloud, grant.account.id) : []
  if (grant.account && services.length === 0) {
    const where = cloud.regions ? ` in ${cloud.regions.join(', ')}` : ''
    throw new ProblemError(
      'no-image-service',
      `The sign-in is right, but the catalog of ${cloud.label} lists no image service${where} for ${grant.account.name}.`,
    )
  }
  return {
    c: cloud.name,
    token: grant.token,
    e: Math.floor(Date.parse(grant.expiresAt) / 1000),
    u: [grant.user.id, grant.user.name],
    a: grant.account ? [grant.account.id, grant.account.name] : null,
    r: grant.roles,
    s: services.map(({ region, image, objectStore }) => [region, image, objectStore ?? '']),
    d: defaultRegionOf(services, grant.defaultRegion) ?? '',
    x: switchable,
    p: parentToken,
    o: formerTokens,
  }
}

export const sessionView = (data: SessionData, cloud: CloudProfile, projects: Project[] | null): Session => ({
  cloud: cloud.name,
  cloudLabel: cloud.label,
  flavour: cloud.flavour,
  user: { id: data.u[0], name: data.u[1] },
  account: data.a && { id: data.a[0], name: data.a[1] },
  ...(projects && { projects }),
  roles: data.r,
  regions: data.s.map(([region]) => region),
  defaultRegion: data.d || null,
  services: Object.fromEntries(
    data.s.map(([region, , objectStore]) => [region, { image: true, objectStore: objectStore !== '' }]),
  ),
  expiresAt: new Date(data.e * 1000).toISOString(),
  capabilities: { switchProject: data.x, importTasks: cloud.flavour === 'rackspace' },
})
