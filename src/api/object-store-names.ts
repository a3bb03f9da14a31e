/** Names in object storage, and rows of its listings put into an order that people understand. Source: "Object storage". */
import { no, type Verdict, yes } from '#lib/verdict.ts'

/** An object by its container and its name. */
export interface ObjectRef {
  container: string
  name: string
}

/** `container/object`, as the import task takes it; the first slash ends the container's name. */
export const objectText = ({ container, name }: ObjectRef) => `${container}/${name}`

/** Reads what `objectText` wrote; null when there is no slash, or nothing on one of its sides. */
export const readObjectText = (text: string | null): ObjectRef | null => {
  const slash = text?.indexOf('/') ?? -1
  if (!text || slash < 1 || slash === text.length - 1) return null
  return { container: text.slice(0, slash), name: text.slice(slash + 1) }
}

const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

/** Path below the account. A slash in an object's name is one in the path. */
export const objectPath = ({ container, name }: ObjectRef) =>
  `/${encoded(container)}/${name.split('/').map(encoded).join('/')}`

export const containerPath = (container: string) => `/${encoded(container)}`

const LONGEST_CONTAINER_BYTES = 256

/**
 * Whether a container can be called so.
 * @param forExport as the export task wants it, which refuses `?` and `.` too. Source: "RAX export"
 */
export function containerNameVerdict(name: string, { forExport }: { forExport: boolean }): Verdict {
  if (name === '') return no('A container needs a name.')
  const refused = (forExport ? /[/?.]/ : /\//).exec(name)?.[0]
  if (refused === '/') return no('A container’s name cannot have a slash.')
  if (refused === '?') return no('The export task refuses containers with a question mark in their name.')
  if (refused === '.') return no('The export task refuses containers with a full stop in their name.')
  if (/\p{Cc}/u.test(name)) return no('A container’s name cannot have control characters.')
  // The service also takes these, but no path can reach them.
  if (name === '..') return no('No address can reach a container of this name.')
  const bytes = new TextEncoder().encode(name).length
  if (bytes > LONGEST_CONTAINER_BYTES)
    return no(`The name is ${bytes} bytes long; a container’s name may have ${LONGEST_CONTAINER_BYTES}.`)
  return yes
}

/** What a listing says of an object. */
export interface ListedObject {
  name: string
  bytes: number
  hash: string | null
  contentType: string | null
  /** As the service wrote it: microseconds without a zone. */
  lastModified: string | null
}

/** An object as people think of it: a large one is one, however many segments lie beside its manifest. */
export interface FoldedObject extends ListedObject {
  /** How many segments lie beside it; 0 for an ordinary object. */
  segments: number
}

const SEGMENT = /^(.+)-\d{5,}$/s

/**
 * Hides `x-00001`, `x-00002`… behind `x` where that is there and empty: then it is their manifest, and as large as they
 * are together. Segments without a manifest stay, for nothing else shows that they take up room.
 */
export function foldSegments(objects: readonly ListedObject[]): FoldedObject[] {
  const manifests = new Map<string, FoldedObject>()
  for (const object of objects) if (object.bytes === 0) manifests.set(object.name, { ...object, segments: 0 })
  const shown: FoldedObject[] = []
  for (const object of objects) {
    const manifest = manifests.get(SEGMENT.exec(object.name)?.[1] ?? '')
    if (manifest) {
      manifest.bytes += object.bytes
      manifest.segments += 1
    } else {
      shown.push(manifests.get(object.name) ?? { ...object, segments: 0 })
    }
  }
  return shown
}

/** Where a folder of a name ends: `a/b/` of `a/b/c`; '' at the top. */
export const folderOf = (name: string) => name.slice(0, name.lastIndexOf('/') + 1)
