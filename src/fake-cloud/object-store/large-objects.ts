/**
 * Objects larger than one upload: a manifest stands for its segments. A dynamic one names a prefix and looks at every
 * read what is there; a static one lists its segments. Source: api §4 "A manifest lists as `bytes: 0` for DLO …",
 * Swift's large objects guide.
 */
import { type AccountRow, type ObjectRow, type SegmentRow } from '#fake-cloud/core/object-tables.ts'
import { type Content, joinContents, sliceContent } from '#fake-cloud/data/content.ts'
import { md5Of } from '#fake-cloud/data/digest.ts'

import { notFound, StorageRefusal } from './errors.ts'
import { segmentRange } from './usage.ts'

/** What a read of an object gives. */
export interface Whole {
  content: Content
  /** As the header says it: quoted for a large object, whose ETag is not the MD5 of its bytes. */
  etag: string
}

const quoted = (text: string) => `"${text}"`

/** `container/object` apart; the object may hold slashes. */
export function splitPath(path: string): { container: string; object: string } | undefined {
  const slash = path.indexOf('/')
  if (slash < 1 || slash === path.length - 1) return undefined
  return { container: path.slice(0, slash), object: path.slice(slash + 1) }
}

/** The object at `/container/object` of an account. */
export function objectAt(account: AccountRow, path: string): ObjectRow | undefined {
  const at = splitPath(path.replace(/^\//, ''))
  return at && account.containers.get(at.container)?.objects.get(at.object)
}

/** The whole that an object stands for. @throws StorageRefusal 404 without the segments' container, 409 for a lost segment */
export function wholeOf(account: AccountRow, row: ObjectRow): Whole {
  if (row.dynamicManifest !== undefined) return dynamicWhole(account, row.dynamicManifest)
  if (row.staticManifest) return staticWhole(account, row.staticManifest)
  return { content: row.content, etag: row.hash }
}

function dynamicWhole(account: AccountRow, manifest: string): Whole {
  const at = splitPath(manifest)
  const container = at && account.containers.get(at.container)
  if (!container) throw notFound()
  const segments: ObjectRow[] = []
  for (const row of container.objects.from(at.object)) {
    if (!row.name.startsWith(at.object)) break
    segments.push(row)
  }
  return {
    content: joinContents(segments.map((segment) => segment.content)),
    etag: quoted(md5Of(segments.map((segment) => segment.hash).join(''))),
  }
}

function staticWhole(account: AccountRow, segments: readonly SegmentRow[]): Whole {
  const parts = segments.map((segment) => {
    const row = objectAt(account, segment.path)
    if (row?.hash !== segment.hash) throw new StorageRefusal(409)
    const { start, end } = segmentRange(segment)
    return sliceContent(row.content, start, end)
  })
  return { content: joinContents(parts), etag: staticEtag(segments) }
}

/** MD5 over the segments' digests, each with its range if it has one. */
export const staticEtag = (segments: readonly SegmentRow[]): string =>
  quoted(md5Of(segments.map(({ hash, range }) => (range === undefined ? hash : `${hash}:${range};`)).join('')))
