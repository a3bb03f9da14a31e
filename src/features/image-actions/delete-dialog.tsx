import { useState } from 'react'
import { equivalentsOf } from '#api/equivalents.ts'
import { DeleteFailure, deleteProtected, performAct } from '#api/image-act-writes.ts'
import { callOf } from '#api/image-acts.ts'
import { imageName } from '#api/image-facts.ts'
import { CopyCommandMenu } from '#ui/copy-command.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { notify } from '#ui/toast.ts'
import type { ActDialogProps } from './act-dialog.ts'
import { failureWords } from './act-notice.ts'

/** Asks before an image goes for good. A protected one is unprotected first, in the same flow, once its name is typed. */
export function DeleteDialog({ target, image, onClose, onDeleted }: ActDialogProps & { onDeleted: () => void }) {
  const [isPending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  // The protection is taken off on the way: what was asked is what the person saw.
  const [wasProtected] = useState(image.protected)
  const name = imageName(image) ?? image.id
  const unprotect = callOf({ kind: 'protect', isProtected: false }, image, target.ref)
  const remove = callOf({ kind: 'delete' }, image, target.ref)
  const calls = [wasProtected ? unprotect : null, remove].filter((call) => call !== null)
  const act = async () => {
    setPending(true)
    setFailure(null)
    try {
      if (wasProtected) await deleteProtected(target)
      else await performAct(target, { kind: 'delete' })
      notify({ tone: 'ok', title: 'Deleted', detail: name })
      onDeleted()
    } catch (error) {
      setFailure(
        error instanceof DeleteFailure
          ? `${failureWords(error.cause)}. ${error.isProtected ? 'The image is protected again.' : 'The protection is off now: protect the image again by hand.'}`
          : failureWords(error),
      )
      setPending(false)
    }
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={`Delete ${name}?`}
      consequence={
        <div className="flex flex-col items-start gap-2">
          <p>
            The image and its data are gone for good, and its members lose it too. Servers that run from it keep
            running, but cannot be rebuilt from it.
          </p>
          {wasProtected && (
            <p>
              The image is <strong>protected</strong>. The protection is taken off and the image deleted, in two calls;
              should the second fail, the protection is put back.
            </p>
          )}
          <CopyCommandMenu equivalents={equivalentsOf(calls, target.session, image)} size="sm" />
        </div>
      }
      confirmLabel={wasProtected ? 'Unprotect and delete' : 'Delete image'}
      {...(wasProtected && { typedName: name })}
      onConfirm={() => void act()}
      isPending={isPending}
      error={failure}
    />
  )
}
