import type { Flavour } from '#lib/contract.ts'

import type { Clock } from './clock.ts'
import { FAKE_CLOUD_MARKER, type IdentityTables, type RegionTables } from './db.ts'
import { uuidOf } from './ids.ts'
import type { MetadefNamespace } from './metadefs.ts'

/** One whole cloud: its tables, its clock and where its services are reached. */
export interface FakeCloud {
  name: string
  flavour: Flavour
  /** Where all services live, without a trailing slash; the host sets it once it knows its port. */
  baseUrl: string
  clock: Clock
  identity: IdentityTables
  /** In catalog order. */
  regions: Map<string, RegionTables>
  /** Metadata definitions; none on Rackspace. */
  metadefs: readonly MetadefNamespace[]
  /** Milliseconds since the epoch. */
  startedAt: number
  /** Milliseconds a new token lives. */
  tokenLife: number
  /** Rackspace: whether PATCH `add` overwrites; its deployment is unknown. Source: api §8. */
  addOverwrites: boolean
  /** Id for an image that a caller makes. */
  nextImageId(region: string): string
  /** Next `req-<uuid>`. */
  nextRequestId(): string
}

/** Where the services of a cloud live below its base URL. */
export const servicePaths = {
  identity: '/identity',
  image: (region: string) => `/image/${region}`,
  objectStore: (region: string) => `/object-store/${region}`,
}

/** Request ids count up from a text, so logs of two runs can be laid side by side. */
export function requestIds(cloudName: string): () => string {
  let count = 0
  return () => {
    count += 1
    return `req-${uuidOf(`${FAKE_CLOUD_MARKER} ${cloudName} request ${count}`)}`
  }
}

/** Ids of new images: unlike seeded ones, but as repeatable as the acts that make them. */
export function imageIds(cloudName: string): (region: string) => string {
  let count = 0
  return (region) => {
    count += 1
    return uuidOf(`${cloudName} ${region} made ${count}`)
  }
}
