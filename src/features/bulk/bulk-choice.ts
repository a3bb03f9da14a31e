/** What can be done to many images at once, and what each choice asks for. */
import type { ImageAct } from '#api/image-acts.ts'
import { keyProblem, tagProblem, valueProblem } from '#api/property-checks.ts'

export const choices = [
  { value: 'set', label: 'Set a property' },
  { value: 'unset', label: 'Remove a property' },
  { value: 'tag', label: 'Add tags' },
  { value: 'untag', label: 'Remove tags' },
  { value: 'protect', label: 'Protect' },
  { value: 'unprotect', label: 'Unprotect' },
  { value: 'private', label: 'Make private' },
  { value: 'shared', label: 'Make shared' },
  { value: 'community', label: 'Make community' },
  { value: 'public', label: 'Make public' },
  { value: 'hide', label: 'Hide' },
  { value: 'unhide', label: 'Unhide' },
  { value: 'deactivate', label: 'Deactivate' },
  { value: 'reactivate', label: 'Reactivate' },
  { value: 'delete', label: 'Delete' },
] as const
export type Choice = (typeof choices)[number]['value']

/** What was typed beside the choice. */
export interface Details {
  key: string
  value: string
  /** Separated by commas. */
  tags: string
}

export const noDetails: Details = { key: '', value: '', tags: '' }

export type Chosen = { ok: true; act: ImageAct } | { ok: false; reason: string }

/** The act, or what is missing for it. */
export function chosenAct(choice: Choice, { key, value, tags }: Details): Chosen {
  switch (choice) {
    case 'set':
      return checked(keyProblem(key) ?? valueProblem(key, value), { kind: 'set', key, value })
    case 'unset':
      return checked(keyProblem(key), { kind: 'unset', key })
    case 'tag':
    case 'untag': {
      const list = [...new Set(tags.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '')
      const problem = list.length === 0 ? 'Type one or more tags.' : list.map(tagProblem).find((one) => one !== null)
      return checked(problem ?? null, { kind: choice, tags: list })
    }
    case 'protect':
    case 'unprotect':
      return checked(null, { kind: 'protect', isProtected: choice === 'protect' })
    case 'hide':
    case 'unhide':
      return checked(null, { kind: 'hide', isHidden: choice === 'hide' })
    case 'deactivate':
    case 'reactivate':
      return checked(null, { kind: 'activate', isActive: choice === 'reactivate' })
    case 'delete':
      return checked(null, { kind: 'delete' })
    default:
      return checked(null, { kind: 'visibility', visibility: choice })
  }
}

const checked = (problem: string | null, act: ImageAct): Chosen =>
  problem === null ? { ok: true, act } : { ok: false, reason: problem }
