/** What somebody has filled in so far: kept by the browser, so that a reload or an ended session costs nothing. */
import * as z from 'zod/mini'
import { followUpOf } from '#api/transfers-follow-up.ts'
import type { FollowUp } from '#api/transfers.ts'
import { holderOf, type SignedIn } from '#api/session.ts'
import type { Flavour } from '#lib/contract.ts'
import { type Stored, stored } from '#lib/stored.ts'

export const sources = ['object', 'file', 'url', 'store'] as const
export type Source = (typeof sources)[number]

const Draft = z.object({
  source: z.nullable(z.enum(sources)),
  /** `container/object`. */
  object: z.string(),
  url: z.string(),
  /** The image that is copied to other stores. */
  imageId: z.string(),
  stores: z.array(z.string()),
  /** How a local file goes up, where the cloud offers both. */
  way: z._default(z.enum(['direct', 'stage']), 'direct'),
  name: z.string(),
  diskFormat: z.string(),
  containerFormat: z.string(),
  visibility: z.enum(['private', 'shared', 'community', 'public']),
  isProtected: z.boolean(),
  /** Lines of `key=value`. */
  properties: z.string(),
  /** Commas between them. */
  tags: z.string(),
  /** Accounts, as pasted. */
  shareWith: z.string(),
  /** The container that a local file goes into first, on Rackspace. */
  uploadContainer: z.string(),
  /** `container/object` that is there already and that the file may replace. */
  replaces: z._default(z.string(), ''),
})
export type ImportDraft = z.infer<typeof Draft>

export const emptyDraft: ImportDraft = {
  source: null,
  object: '',
  url: '',
  imageId: '',
  stores: [],
  way: 'direct',
  name: '',
  diskFormat: '',
  containerFormat: 'bare',
  visibility: 'private',
  isProtected: false,
  properties: '',
  tags: '',
  shareWith: '',
  uploadContainer: '',
  replaces: '',
}

export const importDraftOf = (session: SignedIn, region: string): Stored<ImportDraft> =>
  stored(`import-draft:1:${region}:${holderOf(session)}`, (json) => {
    const parsed = Draft.safeParse(json)
    return parsed.success ? parsed.data : emptyDraft
  })

export interface ReadProperties {
  properties: Record<string, string>
  /** What is wrong, in a sentence; null when nothing is. */
  problem: string | null
}

/** Reads `key=value` lines; empty ones are let pass. */
export function readProperties(text: string): ReadProperties {
  const properties: Record<string, string> = {}
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const at = line.indexOf('=')
    const key = line.slice(0, at).trim()
    if (at < 1 || key === '') return { properties, problem: `Line ${index + 1} is not key=value.` }
    if (key.length > 255) return { properties, problem: `The key in line ${index + 1} is longer than 255 characters.` }
    if (Object.hasOwn(properties, key)) return { properties, problem: `${key} is there twice.` }
    if (reserved.has(key)) return { properties, problem: `${key} is a field of the image, not a property.` }
    properties[key] = line.slice(at + 1).trim()
  }
  return { properties, problem: null }
}

const reserved = new Set(['name', 'id', 'tags', 'visibility', 'protected', 'status', 'owner', 'size', 'checksum'])

export const readTags = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
]

/** `vhds/web-01.vhd` suggests `web-01`. */
export const nameFrom = (file: string) =>
  (file.split('/').at(-1) ?? '').replace(/\.(vhdx?|qcow2|img|raw|iso|vmdk|vdi)$/i, '')

/** The name follows what is chosen, until somebody has written another. @param before what was chosen, empty for nothing */
export const nameFollowing = (name: string, before: string, chosen: string) =>
  name === '' || name === nameFrom(before) ? nameFrom(chosen) : name

/**
 * What can only be said of the image once it is there. Rackspace takes a name alone; elsewhere a record says everything
 * from the start but its protection, which would keep a failed one from being removed.
 */
export function followUpFor(draft: ImportDraft, members: readonly string[], flavour: Flavour): FollowUp | null {
  const { properties } = readProperties(draft.properties)
  const tags = readTags(draft.tags)
  const late = draft.isProtected ? { protected: true } : {}
  const changes = flavour === 'rackspace' ? { ...properties, ...(tags.length > 0 && { tags }), ...late } : late
  return followUpOf(changes, members)
}

/** Staged where several stores are wanted: straight goes into one. */
export const uploadWay = ({ way, stores }: Pick<ImportDraft, 'way' | 'stores'>) => (stores.length > 1 ? 'stage' : way)

export const wayLabels = {
  direct: 'Straight into the store',
  stage: 'Staged, then imported by the cloud',
} as const

/** A new record's fields, as `POST /v2/images` takes them. */
export const recordFields = (draft: ImportDraft, hasMembers: boolean): Record<string, unknown> => ({
  name: draft.name.trim(),
  disk_format: draft.diskFormat,
  container_format: draft.containerFormat,
  // Only a shared image has members.
  visibility: hasMembers ? 'shared' : draft.visibility,
  ...(readTags(draft.tags).length > 0 && { tags: readTags(draft.tags) }),
  ...readProperties(draft.properties).properties,
})
