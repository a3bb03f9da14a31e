/**
 * What people do to one image or to many: whether it may be, what it changes, what would be sent, what takes it back.
 * `api/image-writes.ts` does it.
 */
import type { Verdict } from '#lib/verdict.ts'
import type { CloudCall } from './acts.ts'
import { imageCan } from './capabilities.ts'
import { type Change, changeWords, patchFor } from './image-changes.ts'
import { isSameField, type FieldValue, valuesOf } from './image-values.ts'
import { imagePath, type ImageRef } from './images.ts'
import { PATCH_TYPE } from './json-patch.ts'
import { keyVerdict } from './property-rules.ts'
import type { Image } from './schemas.ts'
import type { SignedIn } from './session.ts'

/** Made by one PATCH. */
export type ChangeAct =
  | { kind: 'rename'; name: string }
  | { kind: 'protect'; isProtected: boolean }
  | { kind: 'hide'; isHidden: boolean }
  | { kind: 'visibility'; visibility: string }
  | { kind: 'set'; key: string; value: string }
  | { kind: 'unset'; key: string }
  | { kind: 'tag' | 'untag'; tags: readonly string[] }

export type ImageAct = ChangeAct | { kind: 'activate'; isActive: boolean } | { kind: 'delete' }

export const isChangeAct = (act: ImageAct): act is ChangeAct => act.kind !== 'activate' && act.kind !== 'delete'

/** Why the act cannot be done to this image now, in the API's own order of refusal. */
export function actVerdict(act: ImageAct, image: Image, session: SignedIn): Verdict {
  switch (act.kind) {
    case 'activate':
      return imageCan.deactivate(image, session)
    case 'delete':
      return imageCan.delete(image, session)
    case 'hide':
      return imageCan.hide(image, session)
    case 'visibility':
      return act.visibility === 'public' ? imageCan.publish(image, session) : imageCan.changeVisibility(image, session)
    case 'set':
    case 'unset': {
      const whole = imageCan.edit(image, session)
      return whole.ok ? keyVerdict(act.key, { session, image, schema: null, learned: new Map() }) : whole
    }
    default:
      return imageCan.edit(image, session)
  }
}

/** Whether the image is already as the act would leave it. A deleted image is not there to ask. */
export function isDoneAlready(act: ImageAct, image: Image): boolean {
  if (act.kind === 'delete') return false
  if (act.kind === 'activate') return (image.status === 'active') === act.isActive
  return changesOf(act, image).length === 0
}

/** What the act changes on the image as it is now. */
export function changesOf(act: ChangeAct, image: Image): Change[] {
  const [key, to] = aimOf(act, image)
  const from = valuesOf(image).get(key)
  return isSameField(from, to) ? [] : [{ key, from, to }]
}

/** The one key that an act is about, and its value afterwards. */
function aimOf(act: ChangeAct, { tags }: Image): [string, FieldValue | undefined] {
  switch (act.kind) {
    case 'rename':
      return ['name', act.name]
    case 'protect':
      return ['protected', act.isProtected]
    case 'hide':
      return ['os_hidden', act.isHidden]
    case 'visibility':
      return ['visibility', act.visibility]
    case 'set':
      return [act.key, act.value]
    case 'unset':
      return [act.key, undefined]
    case 'tag':
      return ['tags', [...new Set([...tags, ...act.tags])]]
    case 'untag':
      return ['tags', tags.filter((tag) => !act.tags.includes(tag))]
    default:
      return act satisfies never
  }
}

/** The act as it would be sent for the image as it is; null where there is nothing to send. */
export function callOf(act: ImageAct, image: Image, { region, imageId }: ImageRef): CloudCall | null {
  if (isDoneAlready(act, image)) return null
  const path = imagePath(imageId)
  if (act.kind === 'delete') return { region, method: 'DELETE', path }
  if (act.kind === 'activate')
    return { region, method: 'POST', path: `${path}/actions/${act.isActive ? 'reactivate' : 'deactivate'}` }
  return {
    region,
    method: 'PATCH',
    path,
    contentType: PATCH_TYPE,
    body: patchFor(valuesOf(image), changesOf(act, image)),
  }
}

/** The act in the past tense, for lists of what was done. */
export function actWords(act: ImageAct): string {
  switch (act.kind) {
    case 'rename':
      return 'Renamed'
    case 'protect':
      return act.isProtected ? 'Protected' : 'Unprotected'
    case 'hide':
      return act.isHidden ? 'Hidden' : 'Shown in lists again'
    case 'visibility':
      return `Made ${act.visibility}`
    case 'activate':
      return act.isActive ? 'Reactivated' : 'Deactivated'
    case 'delete':
      return 'Deleted'
    case 'tag':
      return `Tagged ${act.tags.join(', ')}`
    case 'untag':
      return `Removed ${act.tags.length === 1 ? 'the tag' : 'the tags'} ${act.tags.join(', ')}`
    default:
      return changeWords([{ key: act.key, from: undefined, to: act.kind === 'set' ? act.value : undefined }])
  }
}

/** Visibilities that a person can choose, with what each means for everybody else. */
export const visibilities = [
  { value: 'private', label: 'Private', meaning: 'Only your own project sees and uses it.' },
  { value: 'shared', label: 'Shared', meaning: 'Your project, and the projects that you add as members.' },
  {
    value: 'community',
    label: 'Community',
    meaning: 'Every project can use it by its ID; it is in nobody’s usual list.',
  },
  { value: 'public', label: 'Public', meaning: 'Every project sees it in its list and can use it.' },
] as const

/** What a change of visibility does beyond the words. Source: "PATCH /v2/images/{id}", visibility changes. */
export function visibilityConsequence(from: string, to: string): string | null {
  if (from === to) return null
  if (from === 'shared')
    return to === 'private'
      ? 'Members lose access at once. They are kept, and have it back with their old answer when you share the image again.'
      : 'Its list of members counts no longer. It is kept, and counts again when you share the image again.'
  if (from === 'public')
    return 'Projects that found it in their list no longer see it, and cannot start new servers from it.'
  if (from === 'community' && to === 'private') return 'Projects that use it by its ID lose access at once.'
  return to === 'shared' ? 'Members it had before have access again.' : null
}
