/** What the fields of an image mean: whose it is, what its status says, which of its keys are the cloud's own. */
import { type Image, imageFieldNames } from './schemas.ts'

import type { Flavour } from '#lib/contract.ts'

/** Whose eyes an image is seen with: the account or project signed in to, and the kind of cloud. */
export interface Viewer {
  account: string | null
  flavour: Flavour
}

export const ownerships = ['mine', 'shared-with-me', 'provider', 'community', 'other'] as const
/** `provider`: public, of another owner. `other`: seen only because the viewer administers the cloud. */
export type Ownership = (typeof ownerships)[number]

/**
 * Whose image this is to the viewer. Rackspace leaves `visibility` at `private` on images shared with the caller,
 * upstream says `shared`; upstream shows another project's private image to administrators only.
 * Source: "Show images", "Image sharing".
 */
export const ownership = (image: Pick<Image, 'owner' | 'visibility'>, { account, flavour }: Viewer): Ownership => {
  if (image.owner !== null && image.owner === account) return 'mine'
  switch (image.visibility) {
    case 'public':
      return 'provider'
    case 'community':
      return 'community'
    case 'shared':
      return 'shared-with-me'
    case 'private':
      return flavour === 'rackspace' && image.owner !== null ? 'shared-with-me' : 'other'
    default:
      return 'other'
  }
}

/** Null when it has none: an empty name is none. */
export const imageName = ({ name }: Pick<Image, 'name'>) => (name === '' ? null : name)

const knownVisibilities = new Map([
  ['public', 'Public'],
  ['community', 'Community'],
  ['shared', 'Shared'],
  ['private', 'Private'],
])

/** A visibility in words; one this app does not know is shown as it came. */
export const visibilityWords = (visibility: string) => knownVisibilities.get(visibility) ?? visibility

export type StatusTone = 'ok' | 'busy' | 'warn' | 'bad' | 'neutral'

const knownStatuses = new Map<string, { words: string; tone: StatusTone }>([
  ['active', { words: 'Active', tone: 'ok' }],
  ['queued', { words: 'Queued', tone: 'busy' }],
  ['saving', { words: 'Saving', tone: 'busy' }],
  ['uploading', { words: 'Uploading', tone: 'busy' }],
  ['importing', { words: 'Importing', tone: 'busy' }],
  ['deactivated', { words: 'Deactivated', tone: 'warn' }],
  ['killed', { words: 'Killed', tone: 'bad' }],
  ['pending_delete', { words: 'Pending delete', tone: 'neutral' }],
  ['deleted', { words: 'Deleted', tone: 'neutral' }],
])

/** The statuses this app knows, in the order to offer them. Source: "Image status" state machine. */
export const statusNames: readonly string[] = [...knownStatuses.keys()]

/** How a status is coloured; one this app does not know is neutral. */
export const statusTone = (status: string): StatusTone => knownStatuses.get(status)?.tone ?? 'neutral'

/** A status in words; one this app does not know is shown as it came. */
export const statusWords = (status: string) => knownStatuses.get(status)?.words ?? status

/**
 * Whether data is still to arrive, so that the image changes without anybody's doing. A queued image may wait for
 * ever: judge it by its age. Source: "Image status" state machine.
 */
export const isTransition = (status: string) => statusTone(status) === 'busy'

/** Keys every image may have, whoever made it. All others are custom properties. Source: schema `image`, `is_base`. */
export const baseKeys: ReadonlySet<string> = new Set([
  ...imageFieldNames,
  'self',
  'file',
  'schema',
  'direct_url',
  'locations',
])

export interface CustomProperty {
  key: string
  value: string
}

/** The service stores strings; anything else is a proxy's or a newer service's doing and is shown as JSON. */
export const propertyText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** Every property beside the base ones, by key (code-unit order). A null value is the same as no property. */
export const customProperties = (image: Image): CustomProperty[] =>
  Object.keys(image)
    .filter((key) => !baseKeys.has(key) && image[key] !== null && image[key] !== undefined)
    .toSorted()
    .map((key) => ({ key, value: propertyText(image[key]) }))

/** One custom property's text; null when it is absent, empty or not a string. */
export const textProperty = (image: Image, key: string): string | null => {
  const value = image[key]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** What a task or member has to say; null when it is nothing. Glance writes Python's `None` as text. */
export const messageText = (message: unknown): string | null => {
  const text = typeof message === 'string' ? message.trim() : ''
  return text === '' || text === 'None' ? null : text
}
