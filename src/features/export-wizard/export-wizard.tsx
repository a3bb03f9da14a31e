/** Rackspace: an image becomes a VHD in a container of Cloud Files. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowLeft, CircleAlert, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { imageCan } from '#api/capabilities.ts'
import { catalogQuery } from '#api/catalog.ts'
import { faultText } from '#api/fault-text.ts'
import { imageName } from '#api/image-facts.ts'
import { imageQueries } from '#api/images.ts'
import { objectQueries } from '#api/object-store.ts'
import { containerNameVerdict } from '#api/object-store-names.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { startExport } from '#api/transfers-start.ts'
import { paths } from '#lib/paths.ts'
import { no, type Verdict, yes } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Select } from '#ui/select.tsx'
import { ErrorState } from '#ui/state-panel.tsx'
import { TextLink } from '#ui/text-link.tsx'

interface ExportWizardProps {
  session: SignedIn
  region: string
  /** The way to a new container, from the object browser. */
  createContainer: (onCreated: (name: string) => void) => ReactNode
}

export function ExportWizard({ session, region, createContainer }: ExportWizardProps) {
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const client = useQueryClient()
  const imageId = params.get('image')
  const container = params.get('container')
  const set = (key: string, value: string) => {
    const next = new URLSearchParams(params)
    next.set(key, value)
    void navigate({ pathname, search: next.toString() }, { replace: true })
  }
  const image = useChosenImage(session, region, imageId)
  const containers = useQuery({
    ...objectQueries.containers(session, region),
    enabled: session.services[region]?.objectStore === true,
  })
  const target = { container: container ?? '', name: `${imageId}.vhd` }
  const isTargetKnown = imageId !== null && container !== null
  const existing = useQuery({ ...objectQueries.facts(session, region, target), enabled: isTargetKnown, staleTime: 0 })

  const imageVerdict = image.data ? imageCan.export(image.data, session) : null
  const containerVerdict = container === null ? null : containerNameVerdict(container, { forExport: true })
  const verdict = firstNo(
    session.capabilities.importTasks ? yes : no('This cloud has no export to object storage. Download the image.'),
    session.services[region]?.objectStore === true ? yes : no(`Your user has no Cloud Files in ${region}.`),
    imageId === null ? no('Choose an image first.') : (imageVerdict ?? no('Looking at the image…')),
    container === null ? no('Choose a container first.') : (containerVerdict ?? yes),
    existing.data ? no(existsText(target.name)) : existing.isPending ? no('Looking into the container…') : yes,
  )
  const { mutate, isPending, error } = useMutation({
    mutationFn: (chosen: { image: Image; container: string }) =>
      startExport(session, region, {
        imageId: chosen.image.id,
        name: imageName(chosen.image) ?? chosen.image.id,
        container: chosen.container,
      }),
    onSuccess: (transfer) => {
      // The container is about to hold one more.
      void client.invalidateQueries({ queryKey: objectQueries.containers(session, region).queryKey })
      void navigate(paths.task(region, transfer.id))
    },
  })

  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <PageTitle title="Export image" />
      <div className="flex max-w-2xl flex-col gap-5 px-6 py-4 max-sm:px-4">
        <nav aria-label="Breadcrumb" className="text-xs">
          <TextLink href={paths.transfers(region)} tone="quiet" className="inline-flex items-center gap-1 text-ink-3">
            <ArrowLeft aria-hidden className="size-3.5" />
            Transfers in {region}
          </TextLink>
        </nav>
        <header className="flex flex-col gap-1">
          <h1 className="text-xl font-semibold">Export image</h1>
          <p className="text-ink-2">
            The image is written as a VHD into a container of Cloud Files in {region}. Its checksum will differ from the
            image’s: the file is made anew.
          </p>
        </header>
        <ImageChoice
          session={session}
          region={region}
          imageId={imageId}
          image={image.data}
          onChoose={(id) => set('image', id)}
        />
        {image.error && !image.data && (
          <ErrorState
            look="inline"
            {...faultText(image.error, 'The image')}
            requestId={image.error.requestId}
            onRetry={() => void image.refetch()}
            isRetrying={image.isFetching}
          />
        )}
        {imageVerdict && <Note verdict={imageVerdict} good="You may export this image." />}
        <Select
          label="Container"
          placeholder={containers.isPending ? 'Reading the containers…' : 'Choose a container…'}
          value={container}
          onChange={(name) => set('container', name)}
          options={(containers.data ?? []).map(({ name }) => {
            const nameVerdict = containerNameVerdict(name, { forExport: true })
            return nameVerdict.ok
              ? { value: name, label: name }
              : { value: name, label: name, detail: nameVerdict.reason, isDisabled: true }
          })}
        />
        {createContainer((name) => set('container', name))}
        {containers.error && (
          <ErrorState
            look="inline"
            {...faultText(containers.error, 'The containers')}
            requestId={containers.error.requestId}
            onRetry={() => void containers.refetch()}
            isRetrying={containers.isFetching}
          />
        )}
        {containerVerdict && !containerVerdict.ok && <Note verdict={containerVerdict} good="" />}
        {isTargetKnown && !existing.isPending && containerVerdict?.ok && (
          <Note
            verdict={existing.data ? no(existsText(target.name)) : yes}
            good={`It will be ${container}/${target.name}, with its segments beside it.`}
          />
        )}
        {error && <ErrorState look="inline" {...faultText(error, 'The export')} requestId={error.requestId} />}
        <div className="flex gap-2 border-t border-line pt-4">
          <Button
            variant="primary"
            verdict={verdict}
            isPending={isPending}
            onPress={() => {
              if (image.data && container !== null) mutate({ image: image.data, container })
            }}
          >
            Start export
          </Button>
        </div>
      </div>
    </div>
  )
}

const existsText = (name: string) =>
  `The container already holds ${name}, and exports never overwrite. Choose another container, or delete that file first.`

const firstNo = (...verdicts: Verdict[]): Verdict => verdicts.find(({ ok }) => !ok) ?? yes

/** @param imageId null: none is chosen, and nothing is asked */
const useChosenImage = (session: SignedIn, region: string, imageId: string | null) =>
  useQuery({ ...imageQueries.detail(session, { region, imageId: imageId ?? '' }), enabled: imageId !== null })

interface ImageChoiceProps {
  session: SignedIn
  region: string
  imageId: string | null
  image: Image | undefined
  onChoose: (imageId: string) => void
}

/** The account's own images, those that may not be exported with the reason. */
function ImageChoice({ session, region, imageId, image, onChoose }: ImageChoiceProps) {
  const { data } = useQuery(catalogQuery(session, region))
  const own = (data?.pages.flat() ?? []).filter(({ owner }) => owner === session.account.id)
  const offered = image && !own.some(({ id }) => id === image.id) ? [image, ...own] : own
  return (
    <Select
      label="Image"
      placeholder={data ? 'Choose an image…' : 'Reading the images…'}
      value={imageId}
      onChange={onChoose}
      options={offered.map((one) => {
        const verdict = imageCan.export(one, session)
        const label = imageName(one) ?? one.id
        return verdict.ok
          ? { value: one.id, label }
          : { value: one.id, label, detail: verdict.reason, isDisabled: true }
      })}
    />
  )
}

const Note = ({ verdict, good }: { verdict: Verdict; good: string }) => (
  <p
    role={verdict.ok ? 'status' : 'alert'}
    className="flex items-start gap-2 text-ink-2 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0"
  >
    {verdict.ok ? <CircleCheck aria-hidden className="text-ok" /> : <CircleAlert aria-hidden className="text-bad" />}
    <span className="min-w-0 break-words">{verdict.ok ? good : verdict.reason}</span>
  </p>
)
