/** One group of rows. What only the cloud writes is folded away until asked for. */
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { FieldValue } from '#api/image-values.ts'
import { keyCaution, valueCaution, valueProblem } from '#api/property-checks.ts'
import { cautionFor, mayChange, type RuleContext } from '#api/property-rules.ts'
import { meaningCaution, type Vocabulary } from '#api/vocabulary.ts'
import { PropertyRow } from './property-row.tsx'
import { meaningOf, type RowGroup, shownValue, typeWord } from './rows.ts'
import type { Edits } from './use-edits.ts'
import type { SaveFailure } from './use-save.ts'

interface RowSectionProps {
  group: RowGroup
  edits: Edits
  context: RuleContext
  vocabulary: Vocabulary | null
  tags: readonly string[]
  failure: SaveFailure | null
  /** Nothing of the image may be changed, which is said above. */
  isLocked: boolean
  onChange: (key: string, value: FieldValue | undefined) => void
  onRevert: (key: string) => void
}

export function RowSection({ group, edits, context, vocabulary, tags, failure, ...on }: RowSectionProps) {
  const { image, session, schema } = context
  const conflicts = new Map(edits.merged.conflicts.map((conflict) => [conflict.key, conflict]))

  const row = (key: string) => {
    const edit = edits.byKey.get(key)
    const value = edits.byKey.has(key) ? edit?.to : shownValue(key, edits.values, image)
    const meaning = meaningOf(key, vocabulary, schema)
    const text = typeof value === 'string' ? value : ''
    const cautions = [
      cautionFor(key, context),
      edit?.from === undefined && edit !== undefined ? keyCaution(key, edits.values) : null,
      valueCaution(text, session.flavour),
      meaning ? meaningCaution(text, meaning) : null,
    ]
    const wrong = edit && value !== undefined ? valueProblem(key, value) : null
    return (
      <PropertyRow
        key={key}
        rowKey={key}
        value={value}
        edit={edit}
        conflict={conflicts.get(key)}
        verdict={mayChange(key, context)}
        type={typeWord(edits.now.get(key) ?? value, meaning)}
        meaning={meaning}
        suggestions={key === 'tags' ? tags : (schema?.choices.get(key) ?? meaning?.choices ?? [])}
        problem={wrong ?? (failure?.keys.includes(key) ? failure.detail : null)}
        caution={cautions.find((caution) => caution !== null) ?? null}
        onChange={(next) => on.onChange(key, next === undefined ? undefined : typed(key, next, edits.now.get(key)))}
        onRevert={() => on.onRevert(key)}
      />
    )
  }
  const rows = group.keys.map(row)
  return group.origin === 'system' ? (
    <Folded group={group}>{rows}</Folded>
  ) : (
    <section aria-label={group.title}>
      <GroupHeading group={group} />
      {rows.length > 0 ? rows : <p className="py-3 text-ink-3">The image has no properties beyond the base ones.</p>}
    </section>
  )
}

/** As the field stores it: numbers where the service wants numbers, nothing where there was nothing. */
function typed(key: string, next: FieldValue, now: FieldValue | undefined): FieldValue {
  if (typeof next !== 'string') return next
  if (key === 'min_disk' || key === 'min_ram') return /^\d+$/.test(next.trim()) ? Number(next) : next
  // An empty field of what was never set says what was there.
  return next === '' && now === null ? null : next
}

const GroupHeading = ({ group }: { group: RowGroup }) => (
  <div className="flex flex-wrap items-baseline gap-x-2 border-b border-line-strong pb-1.5">
    <h2 className="text-sm font-semibold">{group.title}</h2>
    <span className="text-xs text-ink-3">{group.detail}</span>
  </div>
)

function Folded({ group, children }: { group: RowGroup; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <section aria-label={group.title}>
      <h2 className="border-b border-line-strong pb-1.5">
        <AriaButton
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
          className="flex items-center gap-1.5 rounded-sm text-sm font-semibold data-hovered:text-accent"
        >
          <ChevronRight aria-hidden className={`size-4 text-ink-3 ${isOpen ? 'rotate-90' : ''}`} />
          {group.title}
          <span className="text-xs font-normal text-ink-3">{group.keys.length}</span>
        </AriaButton>
      </h2>
      {isOpen && children}
    </section>
  )
}
