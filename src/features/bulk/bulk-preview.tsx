import { type ImageAct, visibilityConsequence } from '#api/image-acts.ts'
import { formatCount } from '#lib/units.ts'
import type { BulkPlan } from './bulk-plan.ts'

/** What will happen, before anything is sent: how many change, how many need not, and how many cannot and why. */
export function BulkPreview({ plan, act, total }: { plan: BulkPlan; act: ImageAct; total: number }) {
  const { todo, already, refused } = plan
  const refusedCount = refused.reduce((sum, { entries }) => sum + entries.length, 0)
  const consequences =
    act.kind === 'visibility'
      ? [...new Set(todo.map(({ image }) => visibilityConsequence(image.visibility, act.visibility)))]
      : []
  return (
    <section aria-label="Preview" className="flex flex-col gap-2 rounded-md border border-line p-3">
      <p role="status">
        <strong className="font-medium">
          {act.kind === 'delete' ? 'Deletes' : 'Changes'} {formatCount(todo.length)} of {formatCount(total)}
        </strong>
        {already.length > 0 && `, ${formatCount(already.length)} so already`}
        {refusedCount > 0 && `, ${formatCount(refusedCount)} refused`}
      </p>
      {refused.length > 0 && (
        <ul aria-label="Refused" className="flex max-h-40 flex-col gap-1 overflow-y-auto text-xs text-ink-2">
          {refused.map(({ reason, entries }) => (
            <li key={reason}>
              {formatCount(entries.length)}: {reason}
            </li>
          ))}
        </ul>
      )}
      {consequences.map(
        (text) =>
          text !== null && (
            <p key={text} className="rounded-md bg-warn-soft px-3 py-2 text-xs">
              {text}
            </p>
          ),
      )}
    </section>
  )
}
