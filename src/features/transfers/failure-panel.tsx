/** Why it failed, in words for people: cause, remedy, the service's own line, and the ways on. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ApiError } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import { deleteImage, readImage } from '#api/image-writes.ts'
import type { SignedIn } from '#api/session.ts'
import { changeTransfer, type Transfer } from '#api/transfers.ts'
import { importVerdict } from '#api/transfers-can.ts'
import { retryFollowUp } from '#api/transfers-follow-up.ts'
import { canRetry, retryTransfer } from '#api/transfers-retry.ts'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { notify } from '#ui/toast.ts'
import { failureOf } from './transfer-words.ts'

export function FailurePanel({ session, transfer }: { session: SignedIn; transfer: Transfer }) {
  const failure = failureOf(transfer)
  if (!failure) return null
  const isPartly = transfer.followUp?.state === 'failed' && transfer.task?.status !== 'failure'
  return (
    <section
      aria-label="What went wrong"
      className="flex flex-col gap-3 rounded-lg border border-bad/40 bg-bad-soft p-4"
    >
      <h2 className="flex items-start gap-2 font-semibold">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
        <span>
          {failure.title}
          {failure.code !== undefined && <span className="font-normal text-ink-2"> (code {failure.code})</span>}
        </span>
      </h2>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 max-sm:grid-cols-1">
        <dt className="text-ink-2">Cause</dt>
        <dd>{failure.cause}</dd>
        <dt className="text-ink-2">Remedy</dt>
        <dd>{failure.remedy}</dd>
        {/* What a page has at work says so in words of its own. */}
        {transfer.message !== null && transfer.follows !== 'page' && (
          <>
            <dt className="text-ink-2">The service says</dt>
            <dd className="font-mono text-xs leading-5 break-words">{transfer.message}</dd>
          </>
        )}
      </dl>
      <div className="flex flex-wrap gap-2">
        {isPartly ? (
          <Button icon={<RotateCw aria-hidden />} onPress={() => retryFollowUp(session, transfer.id)}>
            Try again
          </Button>
        ) : (
          <Retry session={session} transfer={transfer} />
        )}
        {transfer.follows === 'image' && transfer.kind === 'import' && !isPartly && (
          <DeleteLeftover session={session} transfer={transfer} />
        )}
      </div>
    </section>
  )
}

function Retry({ session, transfer }: { session: SignedIn; transfer: Transfer }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { mutate, isPending } = useMutation({
    mutationFn: () => retryTransfer({ client, session }, transfer),
    onSuccess: (next) => next && void navigate(paths.task(next.region, next.id)),
    onError: (error) => notify({ tone: 'bad', title: 'It was not started again', detail: faultText(error).detail }),
  })
  const { source, imageId, region, follows, kind } = transfer
  // What was staged is gone with the failure, and only its owner has the file.
  if (follows === 'image' && kind === 'import' && source === null && imageId !== null)
    return <LinkButton href={paths.image(region, imageId, 'data')}>Upload the file again</LinkButton>
  if (!canRetry(transfer)) return null
  return (
    <Button
      icon={<RotateCw aria-hidden />}
      verdict={importVerdict(session)}
      isPending={isPending}
      onPress={() => mutate()}
    >
      Retry with the same input
    </Button>
  )
}

const filledText = (status: string) =>
  `The record is ${status} by now and may hold data. Delete it on its own page, if that is what you want.`

/** The record that waits for data which never came. */
function DeleteLeftover({ session, transfer }: { session: SignedIn; transfer: Transfer }) {
  const client = useQueryClient()
  const { region, imageId, name } = transfer
  const [isAsking, setAsking] = useState(false)
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (id: string) => {
      const target = { client, session, ref: { region, imageId: id } }
      // A second try may have filled it since.
      const { status } = await readImage(target)
      if (status !== 'queued') throw new ApiError({ kind: 'conflict', detail: filledText(status) })
      return deleteImage(target, 'Deleted the empty record')
    },
    onSuccess: () => {
      changeTransfer(session, transfer.id, { imageId: null })
      setAsking(false)
      notify({ title: `The empty record of ${name} is deleted` })
    },
  })
  if (imageId === null) return null
  return (
    <>
      <Button icon={<Trash2 aria-hidden />} onPress={() => setAsking(true)}>
        Delete the empty record
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Delete the record of ${name}?`}
        consequence="It holds no data. Without it the import cannot be tried again with the same ID."
        confirmLabel="Delete record"
        isPending={isPending}
        error={error && faultText(error, 'The record').detail}
        onConfirm={() => mutate(imageId)}
      />
    </>
  )
}
