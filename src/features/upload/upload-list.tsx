import { useState } from 'react'
import { isOver } from '#api/image-upload-state.ts'
import {
  cancelUpload,
  dismissUpload,
  pauseUpload,
  removeLeftover,
  resumeUpload,
  retryUpload,
  type Upload,
} from '#api/image-upload-store.ts'
import { ApiError } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { ErrorState } from '#ui/state-panel.tsx'
import { notify } from '#ui/toast.ts'
import { fractionOf, progressText, toneOf } from './upload-text.ts'
import { useUploads } from './use-uploads.ts'

interface UploadListProps {
  /** Those with these IDs; all when left away. */
  only?: readonly string[]
  /** Whether each leads to its image; not where that is the page already. */
  hasLinks?: boolean
}

/** The uploads of this page, newest first, each with what can be done to it; nothing when there are none. */
export function UploadList({ only, hasLinks = true }: UploadListProps) {
  const all = useUploads().filter(({ id }) => only === undefined || only.includes(id))
  if (all.length === 0) return null
  return (
    <ul aria-label="Uploads" className="flex flex-col gap-2">
      {all.toReversed().map((upload) => (
        <UploadRow key={upload.id} upload={upload} hasLinks={hasLinks} />
      ))}
    </ul>
  )
}

interface RowProps {
  upload: Upload
  hasLinks: boolean
}

function UploadRow({ upload, hasLinks }: RowProps) {
  const { state, name, fileName } = upload
  const words = progressText(upload)
  return (
    <li aria-label={name} className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-48 flex-col">
          <span className="truncate font-medium">
            <bdi>{name}</bdi>
          </span>
          <span className="truncate text-xs text-ink-3">
            <bdi>{fileName}</bdi>
          </span>
        </div>
        <div className="flex flex-wrap gap-2">
          <UploadActs upload={upload} hasLinks={hasLinks} />
        </div>
      </div>
      {state.at !== 'failed' && state.at !== 'cancelled' && state.at !== 'done' && (
        <ProgressBar
          label={`Upload of ${name}`}
          isLabelHidden
          fraction={fractionOf(upload)}
          valueText={words}
          tone={toneOf(state)}
        />
      )}
      {state.at === 'failed' ? (
        <ErrorState
          look="inline"
          title={`${state.failure.title}.`}
          detail={`${state.failure.detail} ${state.failure.nextStep}`}
          requestId={state.failure.requestId}
        />
      ) : (
        // Bytes pass by many times a second: only the phases are spoken.
        <p role={state.at === 'sending' ? undefined : 'status'} className="text-xs text-ink-2 tabular-nums">
          {words}
          {state.at === 'cancelled' && state.leftover !== 'none' && `. ${LEFT[state.leftover]}`}
        </p>
      )}
    </li>
  )
}

const LEFT = {
  record: 'The image’s record is still there, without data.',
  segments: 'What was sent is still in the container.',
  removing: 'Deleting what is left…',
}

function UploadActs({ upload, hasLinks }: RowProps) {
  const { id, state, canPause, region, imageId } = upload
  const [isDeleting, setDeleting] = useState(false)
  if (state.at === 'done') {
    return (
      <>
        {hasLinks && imageId !== null && (
          <LinkButton size="sm" href={paths.image(region, imageId)}>
            Open image
          </LinkButton>
        )}
        <Button size="sm" variant="ghost" onPress={() => dismissUpload(id)}>
          Dismiss
        </Button>
      </>
    )
  }
  if (!isOver(state)) {
    return (
      <>
        {canPause && state.at === 'paused' && (
          <Button size="sm" onPress={() => resumeUpload(id)}>
            Resume
          </Button>
        )}
        {canPause && (state.at === 'sending' || state.at === 'queued') && (
          <Button size="sm" onPress={() => pauseUpload(id)}>
            Pause
          </Button>
        )}
        <Button size="sm" onPress={() => cancelUpload(id)}>
          Cancel
        </Button>
      </>
    )
  }
  if (state.at !== 'failed' && state.at !== 'cancelled') return null
  const canRetry =
    (state.at === 'cancelled' || state.failure.canRetry) && (state.leftover !== 'none' || upload.canBeginAnew)
  const remove = async () => {
    setDeleting(true)
    try {
      await removeLeftover(id)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      notify({ tone: 'bad', title: 'It could not be deleted', detail: faultText(error, 'The upload').detail })
    } finally {
      setDeleting(false)
    }
  }
  return (
    <>
      {canRetry && (
        <Button size="sm" variant="primary" onPress={() => retryUpload(id)}>
          Retry
        </Button>
      )}
      {state.leftover !== 'none' && (
        <Button size="sm" isPending={isDeleting} onPress={() => void remove()}>
          {state.leftover === 'segments' ? 'Delete what was sent' : 'Delete the record'}
        </Button>
      )}
      {state.leftover === 'none' && (
        <Button size="sm" variant="ghost" onPress={() => dismissUpload(id)}>
          Dismiss
        </Button>
      )}
    </>
  )
}
