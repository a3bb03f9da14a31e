/** One key of the image: what it means, its value, where it comes from, and what became of it here. */
import { Info, RotateCcw, Trash2 } from 'lucide-react'
import type { Change } from '#api/image-changes.ts'
import type { Conflict } from '#api/image-merge.ts'
import { type FieldValue, isWritableField, valueText } from '#api/image-values.ts'
import type { PropertyMeaning } from '#api/vocabulary.ts'
import type { Verdict } from '#lib/verdict.ts'
import { Badge } from '#ui/badge.tsx'
import { IconButton } from '#ui/button.tsx'
import { Hint } from '#ui/tooltip.tsx'
import { LockedValue, ValueEditor } from './value-editor.tsx'

export interface PropertyRowProps {
  rowKey: string
  /** As it would be saved; `undefined`: removed here. */
  value: FieldValue | undefined
  edit: Change | undefined
  conflict: Conflict | undefined
  verdict: Verdict
  /** The type of the value, in a word. */
  type: string
  meaning: PropertyMeaning | undefined
  suggestions: readonly string[]
  /** It cannot be saved so. */
  problem: string | null
  /** It can, but is unusual. */
  caution: string | null
  onChange: (value: FieldValue | undefined) => void
  onRevert: () => void
}

export function PropertyRow(props: PropertyRowProps) {
  const { rowKey, value, edit, conflict, verdict, type, meaning, suggestions, problem, caution } = props
  const isRemoved = edit !== undefined && value === undefined
  // One that was only added here is taken back, not removed.
  const isAdded = edit !== undefined && edit.from === undefined
  const isRemovable = verdict.ok && !isRemoved && !isAdded && !isWritableField(rowKey)
  return (
    <div
      className={`grid grid-cols-[minmax(9rem,17rem)_minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-b border-l-2 border-b-line py-2 pl-3 max-sm:grid-cols-[minmax(0,1fr)_auto] ${edit ? 'border-l-accent' : 'border-l-transparent'}`}
    >
      <div className="flex min-h-control min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
        <span aria-hidden className="min-w-0 font-mono text-xs break-all">
          {rowKey}
        </span>
        {meaning && meaning.description !== '' && (
          <Hint
            hint={
              <>
                <span className="font-medium">{meaning.title}</span> {meaning.description}
                {meaning.usual !== undefined && ` Usually ${meaning.usual}.`}
              </>
            }
          >
            <Info role="img" aria-label={`What ${rowKey} means`} className="size-3.5 text-ink-3" />
          </Hint>
        )}
        <span className="text-2xs text-ink-3">{type}</span>
      </div>
      <div className="flex min-w-0 flex-col gap-1 max-sm:col-span-2 max-sm:row-start-2">
        {isRemoved ? (
          <p className="flex min-h-control items-center text-ink-3 line-through">{valueText(edit.from)}</p>
        ) : verdict.ok ? (
          <ValueEditor
            label={rowKey}
            value={value ?? ''}
            onChange={props.onChange}
            meaning={meaning}
            suggestions={suggestions}
            error={problem}
            description={caution}
          />
        ) : (
          <LockedValue label={rowKey} value={value ?? null} reason={verdict.reason} />
        )}
        {problem && (isRemoved || !verdict.ok || typeof value === 'boolean') && (
          <p className="text-xs text-bad">{problem}</p>
        )}
        {conflict && (
          <p className="text-xs text-warn">
            Changed meanwhile by somebody else to <bdi className="font-medium">{valueText(conflict.theirs)}</bdi>: you
            decide when you review.
          </p>
        )}
      </div>
      <div className="flex min-h-control items-center justify-end gap-1 max-sm:col-start-2 max-sm:row-start-1">
        {edit && <Badge tone={isRemoved ? 'bad' : 'accent'}>{stateOf(edit)}</Badge>}
        {edit && (
          <IconButton size="sm" aria-label={`Take back the change of ${rowKey}`} onPress={props.onRevert}>
            <RotateCcw aria-hidden />
          </IconButton>
        )}
        {isRemovable && <RemoveButton rowKey={rowKey} onRemove={() => props.onChange(undefined)} />}
      </div>
    </div>
  )
}

const RemoveButton = ({ rowKey, onRemove }: { rowKey: string; onRemove: () => void }) => (
  <IconButton size="sm" aria-label={`Remove ${rowKey}`} onPress={onRemove}>
    <Trash2 aria-hidden />
  </IconButton>
)

const stateOf = ({ from, to }: Change) => (to === undefined ? 'Removed' : from === undefined ? 'Added' : 'Changed')
