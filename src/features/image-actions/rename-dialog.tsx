import { useState } from 'react'
import { equivalentsOf } from '#api/equivalents.ts'
import { performAct } from '#api/image-act-writes.ts'
import { callOf, type ImageAct } from '#api/image-acts.ts'
import { valueProblem } from '#api/property-checks.ts'
import { no, yes } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { CopyCommandMenu } from '#ui/copy-command.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/text-field.tsx'
import { failureWords, tellDone } from './act-notice.ts'
import type { ActDialogProps } from './act-dialog.ts'
import { FailureNote } from './failure-note.tsx'

export function RenameDialog({ target, image, onClose }: ActDialogProps) {
  const [name, setName] = useState(image.name ?? '')
  const [isPending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const act: ImageAct = { kind: 'rename', name }
  const call = callOf(act, image, target.ref)
  const problem = valueProblem('name', name)
  const rename = async () => {
    setPending(true)
    try {
      tellDone(await performAct(target, act), act, image)
      onClose()
    } catch (error) {
      setFailure(failureWords(error))
      setPending(false)
    }
  }
  return (
    <Dialog
      title="Rename image"
      isOpen
      onOpenChange={onClose}
      footer={
        <>
          {call && <CopyCommandMenu equivalents={equivalentsOf([call], target.session, image)} />}
          <Button onPress={onClose} className="ms-auto">
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form="rename-image"
            isPending={isPending}
            verdict={problem !== null ? no(problem) : call ? yes : no('The image has this name.')}
          >
            Rename
          </Button>
        </>
      }
    >
      <form
        id="rename-image"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (call && problem === null && !isPending) void rename()
        }}
      >
        <TextField
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog must take the focus, and this field is its question
          autoFocus
          label="Name"
          value={name}
          onChange={setName}
          error={problem}
          autoComplete="off"
          description="Names need not be unique: scripts that find an image by name may find another."
        />
        {failure !== null && <FailureNote text={failure} />}
      </form>
    </Dialog>
  )
}
