/** Made-up snapshots that bring a region to any number of images, for tests of scale. */
import { pick, shareOf } from '#fake-cloud/core/ids.ts'

import { DAY, GIB, type ImageDraft } from './make-image.ts'
import type { Release } from './releases.ts'
import { OCCASIONS, type Server, SERVERS } from './servers.ts'

/** How far back made-up images go. */
const SPAN = 4 * 365 * DAY

/**
 * So many images, each a snapshot of one of the servers. Properties are shared between images of one
 * server: 100,000 of them must fit in memory.
 */
export function* fillers(
  count: number,
  make: (server: Server, release: Release | undefined) => Pick<ImageDraft, 'owner' | 'properties'>,
  releases: ReadonlyMap<string, Release>,
): Generator<ImageDraft> {
  const made = new Map(SERVERS.map((server) => [server.name, make(server, releases.get(server.release))]))
  for (let index = 0; index < count; index += 1) {
    const text = `filler ${index}`
    const server = pick(text, SERVERS)
    const shared = made.get(server.name)
    if (!shared) continue
    // In order of age: an index over rows that come sorted is built in no time.
    const age = SPAN * ((index + shareOf(`${text} age`)) / count)
    yield {
      ...shared,
      key: text,
      name: `${server.name} ${pick(`${text} occasion`, OCCASIONS)} ${String(index).padStart(5, '0')}`,
      age,
      updated: age * shareOf(`${text} updated`),
      size: Math.round(server.sizeGiB * GIB * (0.8 + 0.4 * shareOf(`${text} size`))),
      minDisk: server.minDisk,
      tags: server.tags,
    }
  }
}
