/** How the values of one row stand to each other, and each of them to the baseline's. */
import { isSameValue, type Value } from './values.ts'

/** Null: the image could not be read yet, so nothing is known. */
type MaybeRead = Value | null

/** Whether any two images say something different. Images not read yet say nothing. */
export const isDifferent = (values: readonly MaybeRead[]) => {
  const [first, ...others] = values.filter((value) => value !== null)
  return first !== undefined && others.some((value) => !isSameValue(first, value))
}

/**
 * `unseen`: differs only in what the eye cannot tell: spaces, control characters, or how a letter with an accent is
 * put together.
 */
export type Mark = 'same' | 'different' | 'unseen'

/** How a value stands to the baseline's. */
export const markOf = (baseline: Value, value: Value): Mark => {
  if (isSameValue(baseline, value)) return 'same'
  if (baseline.type !== 'text' || value.type !== 'text') return 'different'
  // An empty text has a look of its own.
  if (baseline.text === '' || value.text === '') return 'different'
  return visible(baseline.text) === visible(value.text) ? 'unseen' : 'different'
}

/** What of a text is seen, letters composed: white space, control and format characters (`Cf`: zero width) are not. */
const visible = (text: string) => text.normalize('NFC').replace(/[\s\p{Cc}\p{Cf}]+/gu, '')

export interface SetPart {
  member: string
  mark: 'kept' | 'added' | 'missing'
}

/** A set against the baseline's: its own members, and those of the baseline that it lacks, together in order. */
export const setParts = (baseline: readonly string[], members: readonly string[]): SetPart[] => {
  const [before, here] = [new Set(baseline), new Set(members)]
  return [...new Set([...baseline, ...members])].toSorted().map((member) => ({
    member,
    mark: !before.has(member) ? 'added' : here.has(member) ? 'kept' : 'missing',
  }))
}
