import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { Conflict } from '#api/image-merge.ts'
import { valueText } from '#api/image-values.ts'

interface ConflictChoiceProps {
  conflict: Conflict
  choice: 'theirs' | 'mine' | null
  onChoose: (choice: 'theirs' | 'mine') => void
}

/** One key that two people changed: both values side by side. */
export function ConflictChoice({ conflict, choice, onChoose }: ConflictChoiceProps) {
  const { key, from, theirs, mine } = conflict
  return (
    <RadioGroup
      value={choice}
      onChange={(value) => onChoose(value === 'mine' ? 'mine' : 'theirs')}
      className="flex flex-col gap-2 rounded-md border border-line-strong p-3"
    >
      <Label className="font-mono text-xs font-medium break-all">{key}</Label>
      <p className="text-xs text-ink-3">
        Was <bdi>{from === undefined ? 'not set' : valueText(from)}</bdi> when you began.
      </p>
      <div className="grid gap-2 sm:grid-cols-2">
        {(['theirs', 'mine'] as const).map((side) => {
          const value = side === 'theirs' ? theirs : mine
          return (
            <Radio
              key={side}
              value={side}
              className="group flex cursor-default flex-col gap-0.5 rounded-md border border-line-strong px-3 py-2 data-focus-visible:outline-2 data-focus-visible:outline-accent data-hovered:bg-hover data-selected:border-accent data-selected:bg-accent-soft"
            >
              <span className="text-xs font-medium text-ink-2">{side === 'theirs' ? 'Theirs' : 'Mine'}</span>
              <bdi className="break-words">{value === undefined ? 'removed' : valueText(value)}</bdi>
            </Radio>
          )
        })}
      </div>
    </RadioGroup>
  )
}
