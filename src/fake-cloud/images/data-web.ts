/**
 * What a web download finds. The cloud fetches from its own host only, as a guarded one does; nothing leaves it.
 * Source: api §3.13 "uri refused", and a real Glance, which fails later on addresses that it cannot read.
 */
import { type FakeCloud, servicePaths } from '#fake-cloud/core/cloud.ts'
import { type Content } from '#fake-cloud/data/content.ts'
import { diskContent } from '#fake-cloud/data/disk-formats.ts'
import { wholeOf } from '#fake-cloud/object-store/large-objects.ts'

const MIB = 2 ** 20

/** Files at `<base URL>/downloads/…`; one of them never answers, and any other name fails. */
export const DOWNLOADS = {
  good: 'cirros-0.6.3.qcow2',
  endless: 'never-answers.qcow2',
} as const

export type Download = { outcome: 'content'; content: Content } | { outcome: 'failure' } | { outcome: 'silence' }

/** Whether a URI may be asked for at all: http or https, and the cloud's own host. */
export function passesFilter(cloud: FakeCloud, uri: string): boolean {
  if (!URL.canParse(uri)) return false
  const { protocol, hostname } = new URL(uri)
  return ['http:', 'https:'].includes(protocol) && hostname === new URL(cloud.baseUrl).hostname
}

export function download(cloud: FakeCloud, uri: string): Download {
  const { origin, pathname } = new URL(uri)
  if (origin !== cloud.baseUrl) return { outcome: 'failure' }
  if (pathname === `/downloads/${DOWNLOADS.endless}`) return { outcome: 'silence' }
  if (pathname === `/downloads/${DOWNLOADS.good}`) {
    return { outcome: 'content', content: diskContent('qcow2', DOWNLOADS.good, 20 * MIB, 112 * MIB) }
  }
  const content = openObject(cloud, pathname)
  return content ? { outcome: 'content', content } : { outcome: 'failure' }
}

/** An object in a container that is open to the world: the service asks without a token. */
function openObject(cloud: FakeCloud, pathname: string): Content | undefined {
  for (const region of cloud.regions.values()) {
    const base = `${servicePaths.objectStore(region.name)}/v1/`
    if (!pathname.startsWith(base)) continue
    const [accountName = '', containerName = '', ...object] = pathname
      .slice(base.length)
      .split('/')
      .map(decodeURIComponent)
    const account = region.objectAccounts.get(accountName)
    const container = account?.containers.get(containerName)
    const row = container?.objects.get(object.join('/'))
    if (account && row && container?.metadata['x-container-read']?.includes('.r:*'))
      return wholeOf(account, row).content
  }
  return undefined
}
