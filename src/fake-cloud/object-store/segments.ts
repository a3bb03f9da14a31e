/** Large objects that the cloud itself writes: seeds, and what the export task leaves. */
import type { ObjectRow } from '#fake-cloud/core/object-tables.ts'
import { type Content, memoryContent, sliceContent } from '#fake-cloud/data/content.ts'
import { knownMd5 } from '#fake-cloud/data/known-digest.ts'

export interface LargeObject {
  name: string
  content: Content
  contentType?: string
  /** Bytes of each segment. Nothing larger than 5 GiB fits in one object. */
  segmentSize?: number
}

/** `name-00001`, as clients and the export task number segments. */
const segmentName = (name: string, index: number) => `${name}-${String(index + 1).padStart(5, '0')}`

/** The segments a content is cut into, and the empty manifest that stands for them. Source: api §3.11 "Result", §4. */
export function segmentedRows(container: string, draft: LargeObject, lastModified: number): ObjectRow[] {
  const { name, content, segmentSize = content.length } = draft
  const rowOf = (rowName: string, part: Content): ObjectRow => ({
    name: rowName,
    content: part,
    hash: knownMd5(`${container} ${rowName}`, part),
    contentType: draft.contentType ?? 'application/octet-stream',
    metadata: {},
    lastModified,
  })
  const segments = Array.from({ length: Math.ceil(content.length / segmentSize) }, (_, index) => {
    const start = index * segmentSize
    return rowOf(segmentName(name, index), sliceContent(content, start, Math.min(content.length, start + segmentSize)))
  })
  const manifest = rowOf(name, memoryContent(new Uint8Array(0)))
  return [...segments, { ...manifest, dynamicManifest: `${container}/${name}-` }]
}
