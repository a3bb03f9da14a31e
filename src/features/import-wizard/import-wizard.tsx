/** An image comes in: from where, what it is called and like, and then it begins. The step is in the URL. */
import { ArrowLeft } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { ApiError } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import type { ObjectRef } from '#api/object-store-names.ts'
import type { SignedIn } from '#api/session.ts'
import { LeftoverError } from '#api/transfers-start.ts'
import type { Inspection } from '#lib/disk-format/disk.ts'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { ErrorState } from '#ui/state-panel.tsx'
import { TextLink } from '#ui/text-link.tsx'
import { SourceStep } from './source-step.tsx'
import { useImport } from './use-import.ts'

// The first step is what opens; the others come while it is filled in.
const DetailsStep = lazy(async () => ({ default: (await import('./details-step.tsx')).DetailsStep }))
const ReviewStep = lazy(async () => ({ default: (await import('./review-step.tsx')).ReviewStep }))

/** What other features bring into the wizard. */
export interface ImportSlots {
  objects: (chosen: ObjectRef | null, onChoose: (chosen: ObjectRef) => void) => ReactNode
  file: (
    file: File | null,
    onChange: (file: File | null) => void,
    onInspected: (inspection: Inspection | null) => void,
  ) => ReactNode
  inspection: (inspection: Inspection, fileName: string) => ReactNode
}

interface ImportWizardProps {
  session: SignedIn
  region: string
  slots: ImportSlots
}

const steps = ['source', 'details', 'review'] as const
type Step = (typeof steps)[number]
const stepWords: Record<Step, string> = { source: 'Source', details: 'Details', review: 'Review' }

export function ImportWizard({ session, region, slots }: ImportWizardProps) {
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  // A file cannot be kept: it lasts as long as the page.
  const [file, setFile] = useState<File | null>(null)
  const [inspection, setInspection] = useState<Inspection | null>(null)
  const model = useImport(session, region, file, inspection)
  const { sourceReady, detailsReady, start } = model

  const asked = steps.find((one) => one === params.get('step')) ?? 'source'
  // A step is only as good as those before it.
  const step: Step = sourceReady.ok ? (asked === 'review' && !detailsReady.ok ? 'details' : asked) : 'source'
  const at = steps.indexOf(step)
  const go = (next: Step | undefined) =>
    next && void navigate({ pathname, search: next === 'source' ? '' : `step=${next}` })
  const begin = () => start.mutate(undefined, { onSuccess: (id) => void navigate(paths.task(region, id)) })

  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <PageTitle title="Import image" />
      <div className="flex max-w-3xl flex-col gap-5 px-6 py-4 max-sm:px-4">
        <nav aria-label="Breadcrumb" className="text-xs">
          <TextLink href={paths.transfers(region)} tone="quiet" className="inline-flex items-center gap-1 text-ink-3">
            <ArrowLeft aria-hidden className="size-3.5" />
            Transfers in {region}
          </TextLink>
        </nav>
        <h1 className="text-xl font-semibold">Import image</h1>
        <ol aria-label="Steps" className="flex flex-wrap gap-x-5 gap-y-1">
          {steps.map((one, index) => (
            <li
              key={one}
              {...(one === step && { 'aria-current': 'step' })}
              className={`flex items-center gap-1.5 ${one === step ? 'font-medium' : 'text-ink-3'}`}
            >
              <span
                aria-hidden
                className={`flex size-5 items-center justify-center rounded-full text-xs ${index <= at ? 'bg-accent text-on-accent' : 'bg-hover'}`}
              >
                {index + 1}
              </span>
              {stepWords[one]}
            </li>
          ))}
        </ol>
        {step === 'source' && (
          <SourceStep
            {...{ session, region, model, slots, file }}
            onFile={(next) => {
              setFile(next)
              setInspection(null)
            }}
            onInspected={setInspection}
          />
        )}
        <Suspense fallback={null}>
          {step === 'details' && <DetailsStep model={model} />}
          {step === 'review' && <ReviewStep model={model} file={file} />}
        </Suspense>
        {start.error && <StartFailure error={start.error} region={region} />}
        <div className="flex gap-2 border-t border-line pt-4">
          {at > 0 && <Button onPress={() => go(steps[at - 1])}>Back</Button>}
          {step === 'review' ? (
            <Button variant="primary" isPending={start.isPending} onPress={begin}>
              Start import
            </Button>
          ) : (
            <Button
              variant="primary"
              verdict={step === 'source' ? sourceReady : detailsReady}
              onPress={() => go(steps[at + 1])}
            >
              Next
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}

function StartFailure({ error, region }: { error: Error; region: string }) {
  const fault = error instanceof LeftoverError ? error.cause : error
  if (!(fault instanceof ApiError)) throw error
  return (
    <ErrorState
      look="inline"
      {...faultText(fault, 'The import')}
      requestId={fault.requestId}
      actions={
        error instanceof LeftoverError && (
          <TextLink href={paths.image(region, error.imageId)}>An empty record was left: open it to delete it</TextLink>
        )
      }
    />
  )
}
