import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { equivalentsOf } from '#api/equivalents.ts'
import { performAct } from '#api/image-act-writes.ts'
import { actVerdict, callOf, type ImageAct, visibilities, visibilityConsequence } from '#api/image-acts.ts'
import { imageName } from '#api/image-facts.ts'
import { no, yes } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { CopyCommandMenu } from '#ui/copy-command.tsx'
import { Dialog } from '#ui/dialog.tsx'
import type { ActDialogProps } from './act-dialog.ts'
import { failureWords, tellDone } from './act-notice.ts'
import { FailureNote } from './failure-note.tsx'

/** Who can see the image, and what choosing otherwise does to those who see it now. */
export function VisibilityDialog({ target, image, onClose }: ActDialogProps) {
  const [visibility, setVisibility] = useState(image.visibility)
  const [isPending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const act: ImageAct = { kind: 'visibility', visibility }
  const call = callOf(act, image, target.ref)
  const consequence = visibilityConsequence(image.visibility, visibility)
  const change = async () => {
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
      title="Change visibility"
      description={`Who can see ${imageName(image) ?? image.id}.`}
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
            isPending={isPending}
            verdict={call ? yes : no(`The image is ${image.visibility} now.`)}
            onPress={() => void change()}
          >
            Change visibility
          </Button>
        </>
      }
    >
      <RadioGroup aria-label="Visibility" value={visibility} onChange={setVisibility} className="flex flex-col gap-1.5">
        {visibilities.map(({ value, label, meaning }) => {
          const verdict = actVerdict({ kind: 'visibility', visibility: value }, image, target.session)
          return (
            <Radio
              key={value}
              value={value}
              isDisabled={!verdict.ok}
              className="group flex items-start gap-2.5 rounded-md border border-line px-3 py-2 outline-accent data-disabled:text-ink-3 data-focus-visible:outline-2 data-selected:border-accent data-selected:bg-accent-soft"
            >
              <span
                aria-hidden
                className="mt-0.5 size-3.5 shrink-0 rounded-full border border-line-strong group-data-selected:border-4 group-data-selected:border-accent"
              />
              <span className="flex flex-col">
                <span className="font-medium">{label}</span>
                <span className="text-xs text-ink-2">{verdict.ok ? meaning : verdict.reason}</span>
              </span>
            </Radio>
          )
        })}
      </RadioGroup>
      <div role="status" className="mt-3 empty:hidden">
        {consequence !== null && <p className="rounded-md bg-warn-soft px-3 py-2 text-ink">{consequence}</p>}
      </div>
      {failure !== null && <FailureNote text={failure} />}
    </Dialog>
  )
}
