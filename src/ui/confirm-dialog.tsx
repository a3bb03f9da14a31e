import { type ReactNode, useState } from 'react'

import { no, yes } from '#lib/verdict.ts'

import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextField } from './text-field.tsx'

export interface ConfirmDialogProps {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** A question that names the object: "Delete debian-13-base?" */
  title: string
  /** What will be different afterwards, and whether it can be undone. */
  consequence: ReactNode
  /** The act as a verb with its object: "Delete image". */
  confirmLabel: string
  tone?: 'danger' | 'primary'
  /** For bulk and protected objects: text that must be typed before the act is allowed. */
  typedName?: string
  onConfirm: () => void
  isPending?: boolean
  /** Why the last try failed; the dialog stays open. */
  error?: ReactNode
}

/** Asks before an act that is hard to take back. Cancel has the focus, so Enter by habit destroys nothing. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  // The typed name lives in the inner part, which is new at each opening.
  return props.isOpen ? <OpenConfirmDialog {...props} /> : null
}

function OpenConfirmDialog({
  isOpen,
  onOpenChange,
  title,
  consequence,
  confirmLabel,
  tone = 'danger',
  typedName,
  onConfirm,
  isPending = false,
  error,
}: ConfirmDialogProps) {
  const [typed, setTyped] = useState('')
  const isNamed = typedName === undefined || typed === typedName
  return (
    <Dialog
      role="alertdialog"
      title={title}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={false}
      footer={
        <>
          <Button
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog must take the focus, and Cancel is its safest place
            autoFocus={typedName === undefined}
            onPress={() => onOpenChange(false)}
          >
            Cancel
          </Button>
          <Button
            variant={tone}
            isPending={isPending}
            verdict={isNamed ? yes : no(`Type ${typedName} first.`)}
            onPress={onConfirm}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-ink-2">
        <div>{consequence}</div>
        {typedName !== undefined && (
          <TextField
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog must take the focus, and this field is its question
            autoFocus
            isMono
            label={`Type ${typedName} to confirm`}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
          />
        )}
        {error && (
          <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-bad">
            {error}
          </p>
        )}
      </div>
    </Dialog>
  )
}
