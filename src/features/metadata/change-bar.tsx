/** The edits in a line at the foot of the tab, with what can be done with them. */
import type { Verdict } from '#lib/verdict.ts'
import { no } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import type { Edits } from './use-edits.ts'

interface ChangeBarProps {
  edits: Edits
  canEdit: Verdict
  /** Whether the edits can be saved as they are. */
  verdict: Verdict
  isSaving: boolean
  /** The save under way, or the next, is of all of them: pressing again would add nothing. */
  isAllAsked: boolean
  onDiscard: () => void
  onReview: () => void
  onSave: () => void
}

export function ChangeBar({ edits, canEdit, verdict, isSaving, isAllAsked, ...on }: ChangeBarProps) {
  const { conflicts } = edits.merged
  const count = edits.list.length
  const nothing = canEdit.ok ? no('You have changed nothing yet.') : canEdit
  return (
    <div
      role="group"
      aria-label="Unsaved changes"
      data-foot-bar
      className="sticky bottom-0 z-10 -mx-6 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-canvas px-6 py-3 max-sm:-mx-4 max-sm:px-4"
    >
      <p className="mr-auto min-w-0 text-xs text-ink-2">
        {count === 0
          ? 'No unsaved changes'
          : `${count === 1 ? '1 unsaved change' : `${count} unsaved changes`}, kept in this browser`}
        {conflicts.length > 0 && (
          <span className="block text-warn">The image was changed meanwhile by somebody else: review to decide.</span>
        )}
      </p>
      <Button verdict={count === 0 ? nothing : savingAware(isSaving)} onPress={on.onDiscard}>
        Discard changes
      </Button>
      <Button verdict={count === 0 ? nothing : verdict} onPress={on.onReview}>
        Review changes
      </Button>
      <Button
        variant="primary"
        verdict={count === 0 ? nothing : verdict}
        isPending={isAllAsked}
        onPress={conflicts.length > 0 ? on.onReview : on.onSave}
      >
        Save changes
      </Button>
    </div>
  )
}

const savingAware = (isSaving: boolean): Verdict => (isSaving ? no('The changes are being saved.') : { ok: true })
