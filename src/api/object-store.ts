/** Containers and objects of the account's own object storage in a region. Source: "Object storage". */
import { mutationOptions, queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { apiUrl, headObjects, readObjectBytes, sendObjects } from './client.ts'
import { ApiError } from './errors.ts'
import { containerPath, type ListedObject, objectPath, type ObjectRef } from './object-store-names.ts'
import { scopeKey, type SignedIn } from './session.ts'

/** As many rows as the service gives at once. */
const PAGE = 10_000
/** Past that many the rest is not read on its own: a listing that long is searched by prefix. */
const MOST_ROWS = 100_000

const ContainerRow = z.object({
  name: z.string(),
  count: z.number(),
  bytes: z.number(),
  /** Old Cloud Files leave it out. */
  last_modified: z.optional(z.string()),
})
export type ContainerRow = z.infer<typeof ContainerRow>

const ObjectRow = z.object({
  name: z.string(),
  bytes: z.number(),
  hash: z.optional(z.nullable(z.string())),
  content_type: z.optional(z.nullable(z.string())),
  last_modified: z.optional(z.nullable(z.string())),
})
const Rows = z.array(z.union([z.object({ subdir: z.string() }), ObjectRow]))

export interface Folder {
  /** Whole names, each with a slash at its end. */
  folders: string[]
  objects: ListedObject[]
  /** Whether that is all there is. */
  isWhole: boolean
}

/** What there is to know of one object. */
export interface ObjectFacts {
  /** Of a large object: of all its segments together. */
  bytes: number
  contentType: string | null
  /** An HTTP date. */
  lastModified: string | null
  /** Whether it is put together from segments; its ETag then is no checksum of its data. */
  isSegmented: boolean
  etag: string | null
}

const storageKey = (session: SignedIn, region: string) => [...scopeKey(session, region), 'objects'] as const

export const objectQueries = {
  containers: (session: SignedIn, region: string) =>
    queryOptions({
      queryKey: [...storageKey(session, region), 'containers'],
      queryFn: ({ signal }) => readContainers(region, signal),
    }),
  folder: (session: SignedIn, region: string, container: string, prefix: string) =>
    queryOptions({
      queryKey: [...storageKey(session, region), 'folder', container, prefix],
      queryFn: ({ signal }) => readFolder(region, container, prefix, signal),
    }),
  /** Null when there is no such object. */
  facts: (session: SignedIn, region: string, ref: ObjectRef) =>
    queryOptions({
      queryKey: [...storageKey(session, region), 'facts', ref.container, ref.name],
      queryFn: ({ signal }) => readFacts(region, ref, signal),
    }),
}

async function readContainers(region: string, signal: AbortSignal): Promise<ContainerRow[]> {
  const all: ContainerRow[] = []
  for (;;) {
    const query = new URLSearchParams({ format: 'json', limit: String(PAGE), ...markerOf(all.at(-1)?.name) })
    const { data } = await sendObjects(region, `?${query}`, z.array(ContainerRow), { signal })
    all.push(...data)
    if (data.length < PAGE) return all
  }
}

/** A page neither says that it is the last nor links to the next: one that is not full is the last. */
async function readFolder(region: string, container: string, prefix: string, signal: AbortSignal): Promise<Folder> {
  const folder: Folder = { folders: [], objects: [], isWhole: false }
  let marker: string | undefined
  while (folder.folders.length + folder.objects.length < MOST_ROWS) {
    const page = { format: 'json', limit: String(PAGE), delimiter: '/', ...markerOf(marker) }
    const query = new URLSearchParams({ ...page, ...(prefix !== '' && { prefix }) })
    const { data } = await sendObjects(region, `${containerPath(container)}?${query}`, Rows, { signal })
    for (const row of data) {
      if ('subdir' in row) folder.folders.push(row.subdir)
      else folder.objects.push(listed(row))
    }
    const last = data.at(-1)
    if (!last || data.length < PAGE) return { ...folder, isWhole: true }
    marker = 'subdir' in last ? last.subdir : last.name
  }
  return folder
}

const markerOf = (marker: string | undefined) => (marker === undefined ? {} : { marker })

const listed = (row: z.infer<typeof ObjectRow>): ListedObject => ({
  name: row.name,
  bytes: row.bytes,
  hash: row.hash ?? null,
  contentType: row.content_type ?? null,
  lastModified: row.last_modified ?? null,
})

async function readFacts(region: string, ref: ObjectRef, signal?: AbortSignal): Promise<ObjectFacts | null> {
  try {
    const headers = await headObjects(region, objectPath(ref), signal ? { signal } : {})
    return {
      bytes: Number(headers.get('content-length') ?? 0),
      contentType: headers.get('content-type'),
      lastModified: headers.get('last-modified'),
      isSegmented: headers.has('x-object-manifest') || headers.get('x-static-large-object') === 'True',
      etag: headers.get('etag')?.replaceAll('"', '') ?? null,
    }
  } catch (error) {
    if (error instanceof ApiError && error.fault.kind === 'missing') return null
    throw error
  }
}

/** `length` bytes of an object from `offset` on. @throws ApiError */
export const readObjectRange = (region: string, ref: ObjectRef, offset: number, length: number, signal?: AbortSignal) =>
  readObjectBytes(region, objectPath(ref), {
    range: { first: offset, last: offset + length - 1 },
    ...(signal && { signal }),
  })

/** Where a browser downloads an object from: the proxy streams it as an attachment. */
export const objectFileUrl = (region: string, ref: ObjectRef) =>
  apiUrl(`regions/${encodeURIComponent(region)}/object-store${objectPath(ref)}`).href

export const objectActions = {
  /** Makes a container; one that is there already stays as it is. */
  createContainer: (session: SignedIn, region: string) =>
    mutationOptions({
      mutationFn: (name: string) => sendObjects(region, containerPath(name), z.unknown(), { method: 'PUT' }),
      onSuccess: (_nothing, _name, _before, { client }) =>
        client.invalidateQueries({ queryKey: objectQueries.containers(session, region).queryKey }),
    }),
}
