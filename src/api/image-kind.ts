/** Standard and nonstandard images: which an image is, and why. */
import { textProperty } from './image-facts.ts'

import type { Viewer } from './image-facts.ts'
import type { Image } from './schemas.ts'

export const imageKinds = ['standard', 'nonstandard', 'unknown'] as const

export interface ImageKind {
  /** Of `unknown` nothing is shown. */
  kind: (typeof imageKinds)[number]
  /** One or two words for a badge. */
  label: string
  /** One sentence for people. */
  reason: string
}

const nonstandard = (label: string, reason: string): ImageKind => ({ kind: 'nonstandard', label, reason })

const standard: ImageKind = {
  kind: 'standard',
  label: 'Standard',
  reason: 'The provider offers it to this account and has not retired it.',
}
const endOfLife = nonstandard(
  'End of life',
  'The provider made it public but no longer lists it: it is hidden or at its end of life.',
)
const sharedIn = nonstandard('Shared in', 'Another account made it and shares it with this one.')
const community = nonstandard('Community', 'Another account made it and offers it to everyone.')
const foreign = nonstandard('Other owner', 'It belongs to another account.')
const imported = nonstandard('Imported', 'It was imported from a file; the provider did not build it.')
const retiredBase = nonstandard(
  'Retired base',
  'It began as a base image of the provider, which no longer offers it publicly.',
)
const snapshot = nonstandard(
  'Snapshot',
  'It was made from a server of this account; support follows the image that server was built from.',
)
const custom = nonstandard('Custom', 'This account made it; the provider does not support it as a standard image.')
const unknown: ImageKind = {
  kind: 'unknown',
  label: 'Unclassified',
  reason: 'Nothing on the image says whether it is a standard one.',
}
const noNotion: ImageKind = {
  kind: 'unknown',
  label: 'Unclassified',
  reason: 'This cloud does not tell standard images from others.',
}

const rackspaceProperty = /^com\.rackspace/

/** Standard images are Rackspace's notion: elsewhere only images that came from there carry it. */
const hasNotion = (image: Image, { flavour }: Viewer) =>
  flavour === 'rackspace' || Object.keys(image).some((key) => rackspaceProperty.test(key))

const foreignKind = (image: Image, { flavour }: Viewer) => {
  if (image.visibility === 'community') return community
  // Only an administrator of an upstream cloud sees another project's private image; it is shared with nobody.
  return image.visibility === 'private' && flavour === 'openstack' ? foreign : sharedIn
}

/**
 * Standard or nonstandard, by the first rule that fits:
 *
 * 1. public and in the public list: standard (documented: that list is how standard images are found)
 * 2. of another owner and not public: shared in (documented)
 * 3. `image_type` or `com.rackspace__1__source` is `import`: imported (heuristic, from properties seen on images)
 * 4. public, yet in no public list: end of life or hidden (heuristic, from how hidden base images are described)
 * 5. `image_type` is `base`, yet not public: retired base (heuristic)
 * 6. own: snapshot or custom, support follows the base (heuristic)
 * 7. else unknown
 *
 * On an upstream cloud the same holds for images with a `com.rackspace` property; all others are unknown.
 * @param listedPublicly whether a list call returned it; of a public image read only by its id, pass false
 * Source: "Identifying Rackspace standard images", "Hidden base images".
 */
export const imageKind = (image: Image, viewer: Viewer & { listedPublicly: boolean }): ImageKind => {
  if (!hasNotion(image, viewer)) return noNotion
  const isPublic = image.visibility === 'public'
  const isOwn = image.owner !== null && image.owner === viewer.account
  const type = textProperty(image, 'image_type')
  if (isPublic && viewer.listedPublicly) return standard
  if (!isPublic && image.owner !== null && !isOwn) return foreignKind(image, viewer)
  if (type === 'import' || textProperty(image, 'com.rackspace__1__source') === 'import') return imported
  if (isPublic) return endOfLife
  if (type === 'base') return retiredBase
  if (type === 'snapshot') return snapshot
  return isOwn ? custom : unknown
}
