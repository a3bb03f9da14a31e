/** Choose what to do, see what it will change, then watch it being done. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CatalogEntry } from '#api/catalog-entry.ts'
import { equivalentsOf } from '#api/equivalents.ts'
import { callOf } from '#api/image-acts.ts'
import type { SignedIn } from '#api/session.ts'
import { formatCount } from '#lib/units.ts'
import { no, yes } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { CopyCommandMenu } from '#ui/copy-command.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type Choice, choices, chosenAct, noDetails } from './bulk-choice.ts'
import { planBulk } from './bulk-plan.ts'
import { BulkPreview } from './bulk-preview.tsx'
import { BulkRun } from './bulk-run.ts'
import { showBulk } from './bulk-store.ts'

interface BulkDialogProps {
  session: SignedIn
  entries: readonly CatalogEntry[]
  onClose: () => void
}

export function BulkDialog({ session, entries, onClose }: BulkDialogProps) {
  const client = useQueryClient()
  const [choice, setChoice] = useState<Choice>('set')
  const [details, setDetails] = useState(noDetails)
  const [typed, setTyped] = useState('')
  const chosen = chosenAct(choice, details)
  const plan = chosen.ok ? planBulk(chosen.act, entries, session) : null
  const count = plan?.todo.length ?? 0
  const isTyped = choice !== 'delete' || typed === String(count)
  const verdict = !chosen.ok
    ? no(chosen.reason)
    : count === 0
      ? no('There is no image that this would change.')
      : isTyped
        ? yes
        : no(`Type ${count} first.`)
  const start = () => {
    if (!chosen.ok || !plan) return
    const run = new BulkRun({ client, session, act: chosen.act, entries: plan.todo })
    showBulk({ run, open: 'results' })
    void run.start()
  }
  const calls =
    chosen.ok && plan
      ? plan.todo.flatMap(({ region, image }) => callOf(chosen.act, image, { region, imageId: image.id }) ?? [])
      : []
  // Tags need the image as it was, which differs from one to the next.
  const only = plan?.todo.length === 1 ? plan.todo[0]?.image : undefined
  const isTagging = choice === 'tag' || choice === 'untag'
  return (
    <Dialog
      title={`Change ${formatCount(entries.length)} ${entries.length === 1 ? 'image' : 'images'}`}
      isOpen
      onOpenChange={onClose}
      size="md"
      holdsInput
      footer={
        <>
          {calls.length > 0 && <CopyCommandMenu equivalents={equivalentsOf(calls, session, only)} />}
          <Button onPress={onClose} className="ms-auto">
            Cancel
          </Button>
          <Button variant={choice === 'delete' ? 'danger' : 'primary'} verdict={verdict} onPress={start}>
            {choice === 'delete' ? `Delete ${formatCount(count)}` : `Change ${formatCount(count)}`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Select label="What to do" options={choices} value={choice} onChange={setChoice} />
        {(choice === 'set' || choice === 'unset') && (
          <TextField
            label="Property"
            isMono
            value={details.key}
            onChange={(key) => setDetails({ ...details, key })}
            placeholder="os_distro"
            autoComplete="off"
          />
        )}
        {choice === 'set' && (
          <TextField
            label="Value"
            value={details.value}
            onChange={(value) => setDetails({ ...details, value })}
            autoComplete="off"
          />
        )}
        {isTagging && (
          <TextField
            label="Tags"
            value={details.tags}
            onChange={(tags) => setDetails({ ...details, tags })}
            description="Separated by commas."
            autoComplete="off"
          />
        )}
        {plan && chosen.ok && <BulkPreview plan={plan} act={chosen.act} total={entries.length} />}
        {choice === 'delete' && count > 0 && (
          <TextField
            label={`Type ${count} to confirm`}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            description="The images and their data are gone for good. Servers that run from them keep running."
          />
        )}
      </div>
    </Dialog>
  )
}
