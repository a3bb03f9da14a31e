import { equivalentsOf } from '#api/equivalents.ts'
import { actVerdict, callOf, type ImageAct } from '#api/image-acts.ts'
import { CopyCommandMenu } from '#ui/copy-command.tsx'
import { Dialog } from '#ui/dialog.tsx'
import type { ActDialogProps } from './act-dialog.ts'
import { toggles } from './toggles.ts'

/** The acts of the menu that ask nothing more, for a terminal. */
export function CommandsDialog({ target, image, onClose }: ActDialogProps) {
  const acts: { label: string; act: ImageAct }[] = [
    ...toggles(image),
    ...(image.protected ? [] : [{ label: 'Delete', act: { kind: 'delete' } satisfies ImageAct }]),
  ]
  const possible = acts.flatMap(({ label, act }) => {
    const call = actVerdict(act, image, target.session).ok ? callOf(act, image, target.ref) : null
    return call ? [{ label, call }] : []
  })
  return (
    <Dialog title="Commands" description="The same for a terminal." isOpen onOpenChange={onClose}>
      {possible.length === 0 ? (
        <p className="text-ink-2">Nothing can be changed on this image from your account.</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {possible.map(({ label, call }) => (
            <li key={label} className="flex items-center justify-between gap-3 py-1.5">
              {label}
              <CopyCommandMenu equivalents={equivalentsOf([call], target.session, image)} size="sm" />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
