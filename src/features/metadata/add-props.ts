/** What every way of adding properties needs. */
import type { FieldValue } from '#api/image-values.ts'
import { newKeyProblem } from '#api/property-checks.ts'
import type { RuleContext } from '#api/property-rules.ts'
import type { Vocabulary } from '#api/vocabulary.ts'
import type { Edits } from './use-edits.ts'

export interface AddProps {
  edits: Edits
  context: RuleContext
  region: string
  vocabulary: Vocabulary | null
  onAdd: (properties: ReadonlyMap<string, FieldValue>) => void
}

/** Why a property of a list of many cannot be set; one that the image has already is changed. */
export const manyKeyProblem = (key: string, { edits, context }: Pick<AddProps, 'edits' | 'context'>) => {
  const others = new Map([...edits.values].filter(([other]) => other !== key))
  return newKeyProblem(key, others, context)
}
