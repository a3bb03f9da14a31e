/** What a save would do: the differences, the conflicts to decide, and the JSON Patch to the letter. */
import { useMemo, useState } from 'react'
import type { CloudCall } from '#api/acts.ts'
import { equivalentsOf } from '#api/equivalents.ts'
import { type Change, patchFor } from '#api/image-changes.ts'
import { type Conflict, decided, mergeChanges } from '#api/image-merge.ts'
import { isSameField, valueText } from '#api/image-values.ts'
import { imagePath, type ImageRef } from '#api/images.ts'
import { PATCH_TYPE } from '#api/json-patch.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { no, type Verdict } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { CodeBlock } from '#ui/code-block.tsx'
import { CopyCommandMenu } from '#ui/copy-command.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ConflictChoice } from './conflict-choice.tsx'
import type { Edits } from './use-edits.ts'

interface ReviewDialogProps {
  session: SignedIn
  imageRef: ImageRef
  image: Image
  edits: Edits
  verdict: Verdict
  isSaving: boolean
  onSave: (edits: readonly Change[]) => void
  onClose: () => void
}

interface Decision {
  conflict: Conflict
  choice: 'theirs' | 'mine'
}

/** A decision counts for what was seen: when theirs changes once more, it is asked again. */
const isFor = (decision: Decision | undefined, { theirs }: Conflict): decision is Decision =>
  decision !== undefined && isSameField(decision.conflict.theirs, theirs)

export function ReviewDialog({
  session,
  imageRef,
  image,
  edits,
  verdict,
  isSaving,
  onSave,
  onClose,
}: ReviewDialogProps) {
  const [decisions, setDecisions] = useState<ReadonlyMap<string, Decision>>(new Map())
  const { conflicts } = edits.merged
  const open = conflicts.filter((conflict) => !isFor(decisions.get(conflict.key), conflict))
  const wanted = useMemo(
    () =>
      conflicts.reduce<readonly Change[]>((list, conflict) => {
        const decision = decisions.get(conflict.key)
        return isFor(decision, conflict) ? decided(list, conflict, decision.choice) : list
      }, edits.list),
    [conflicts, decisions, edits.list],
  )
  const { changes } = mergeChanges(edits.now, wanted)
  const patch = patchFor(edits.now, changes)
  const call: CloudCall = {
    region: imageRef.region,
    method: 'PATCH',
    path: imagePath(imageRef.imageId),
    contentType: PATCH_TYPE,
    body: patch,
  }
  const decide = (conflict: Conflict, choice: Decision['choice']) =>
    setDecisions((before) => new Map(before).set(conflict.key, { conflict, choice }))
  const ready = open.length > 0 ? no(`Choose for ${open.map(({ key }) => key).join(', ')} first.`) : verdict
  return (
    <Dialog
      title="Review changes"
      description={
        conflicts.length > 0
          ? 'Somebody else changed the image while you edited it. Choose which value each of these keeps.'
          : 'This is all that is sent: everything else of the image stays as it is.'
      }
      size="lg"
      isOpen
      onOpenChange={onClose}
      footer={
        <>
          {patch.length > 0 && (
            <span className="mr-auto">
              <CopyCommandMenu equivalents={equivalentsOf([call], session, image)} />
            </span>
          )}
          <Button onPress={onClose}>Go on editing</Button>
          <Button variant="primary" verdict={ready} isPending={isSaving} onPress={() => onSave(wanted)}>
            Save changes
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {conflicts.map((conflict) => {
          const decision = decisions.get(conflict.key)
          return (
            <ConflictChoice
              key={conflict.key}
              conflict={conflict}
              choice={isFor(decision, conflict) ? decision.choice : null}
              onChoose={(choice) => decide(conflict, choice)}
            />
          )
        })}
        <ChangeList changes={changes} />
        {patch.length > 0 && <CodeBlock label="JSON Patch" value={patch} />}
      </div>
    </Dialog>
  )
}

const ChangeList = ({ changes }: { changes: readonly Change[] }) =>
  changes.length === 0 ? (
    <p className="text-ink-2">There is nothing to send: the image has these values already.</p>
  ) : (
    <ul aria-label="Changes" className="flex flex-col rounded-md border border-line">
      {changes.map(({ key, from, to }) => (
        <li
          key={key}
          className="grid grid-cols-[minmax(7rem,14rem)_minmax(0,1fr)] gap-x-4 border-b border-line px-3 py-2 last:border-b-0 max-sm:grid-cols-1"
        >
          <span className="font-mono text-xs leading-5 break-all">{key}</span>
          <span className="flex min-w-0 flex-col gap-0.5 break-words">
            {from !== undefined && (
              <del className="w-fit rounded-sm bg-bad-soft px-1 text-bad">
                <span className="sr-only">before: </span>
                <bdi>{valueText(from)}</bdi>
              </del>
            )}
            {to === undefined ? (
              <span className="text-ink-3">removed</span>
            ) : (
              <ins className="w-fit rounded-sm bg-ok-soft px-1 text-ok no-underline">
                <span className="sr-only">after: </span>
                <bdi>{valueText(to)}</bdi>
              </ins>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
