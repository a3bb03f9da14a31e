/** Containers of the account's object storage, and the folders and objects in one of them. */
import { useQuery } from '@tanstack/react-query'
import { ChevronRight, Folder as FolderIcon, FolderOpen } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { faultText } from '#api/fault-text.ts'
import { objectQueries } from '#api/object-store.ts'
import { foldSegments, type ObjectRef } from '#api/object-store-names.ts'
import type { SignedIn } from '#api/session.ts'
import { exactBytes, formatBytes, formatCount } from '#lib/units.ts'
import { SearchField } from '#ui/search-field.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/state-panel.tsx'
import { useNow } from '#ui/use-now.ts'
import { CreateContainer } from './create-container.tsx'
import { ObjectRow } from './object-row.tsx'
import { row } from './row-classes.ts'

/** Where in the storage one is. */
export interface StoragePlace {
  container: string | null
  /** With a slash at its end; '' at the top of the container. */
  folder: string
}

interface ObjectBrowserProps {
  session: SignedIn
  region: string
  place: StoragePlace
  onPlace: (next: StoragePlace) => void
  chosen: ObjectRef | null
  onChoose: (chosen: ObjectRef) => void
}

/** More rows than anybody reads: the search narrows them. */
const MOST_ROWS = 500

export function ObjectBrowser(props: ObjectBrowserProps) {
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <Crumbs {...props} />
      {props.place.container === null ? (
        <Containers {...props} />
      ) : (
        <Objects key={`${props.place.container}/${props.place.folder}`} {...props} container={props.place.container} />
      )}
    </div>
  )
}

function Crumbs({ place: { container, folder }, onPlace }: ObjectBrowserProps) {
  const parts = folder.split('/').slice(0, -1)
  const steps = [
    { label: 'Containers', place: { container: null, folder: '' } },
    ...(container === null ? [] : [{ label: container, place: { container, folder: '' } }]),
    ...parts.map((label, index) => ({
      label: label || '(no name)',
      place: { container, folder: `${parts.slice(0, index + 1).join('/')}/` },
    })),
  ]
  return (
    <nav aria-label="Place in the storage" className="flex min-h-7 flex-wrap items-center gap-1 text-xs">
      {steps.map(({ label, place }, index) => (
        <span key={`${place.container}/${place.folder}`} className="flex min-w-0 items-center gap-1">
          {index > 0 && <ChevronRight aria-hidden className="size-3 text-ink-3" />}
          {index === steps.length - 1 ? (
            <bdi aria-current="location" className="truncate font-medium">
              {label}
            </bdi>
          ) : (
            <AriaButton
              className="min-h-6 rounded-sm text-accent underline decoration-accent/30 underline-offset-3"
              onPress={() => onPlace(place)}
            >
              <bdi>{label}</bdi>
            </AriaButton>
          )}
        </span>
      ))}
    </nav>
  )
}

function Containers({ session, region, onPlace }: ObjectBrowserProps) {
  const { data, error, isFetching, refetch } = useQuery(objectQueries.containers(session, region))
  const [q, setQ] = useState('')
  if (!data && error)
    return (
      <ErrorState
        {...faultText(error, 'The containers')}
        requestId={error.requestId}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    )
  if (!data) return <Rows label="Containers">{null}</Rows>
  const shown = data.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()))
  return (
    <>
      <div className="flex flex-wrap items-start gap-2">
        <SearchField
          label="Search containers"
          placeholder="Search containers"
          value={q}
          onChange={setQ}
          className="w-64"
        />
        <CreateContainer
          session={session}
          region={region}
          onCreated={(name) => onPlace({ container: name, folder: '' })}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState
          icon={<FolderOpen />}
          title={data.length === 0 ? 'No containers yet' : 'No container is called so'}
          detail="Files in object storage lie in containers."
        />
      ) : (
        <Rows label="Containers">
          {shown.slice(0, MOST_ROWS).map(({ name, count, bytes }) => (
            <li key={name} className="border-b border-line last:border-b-0">
              <AriaButton className={row} onPress={() => onPlace({ container: name, folder: '' })}>
                <FolderIcon aria-hidden />
                <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
                <span className="text-xs whitespace-nowrap text-ink-3 tabular-nums">
                  {formatCount(count)} {count === 1 ? 'object' : 'objects'},{' '}
                  <span title={exactBytes(bytes)}>{formatBytes(bytes)}</span>
                </span>
              </AriaButton>
            </li>
          ))}
        </Rows>
      )}
    </>
  )
}

function Objects({
  session,
  region,
  container,
  place,
  onPlace,
  chosen,
  onChoose,
}: ObjectBrowserProps & { container: string }) {
  const { folder } = place
  const { data, error, isFetching, refetch } = useQuery(objectQueries.folder(session, region, container, folder))
  const [q, setQ] = useState('')
  const now = useNow(60_000)
  if (!data && error)
    return (
      <ErrorState
        {...faultText(error, `The container ${container}`)}
        requestId={error.requestId}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    )
  if (!data) return <Rows label="Objects">{null}</Rows>
  const fits = (name: string) => name.slice(folder.length).toLowerCase().includes(q.toLowerCase())
  const folders = data.folders.filter(fits)
  // A folder may have a marker of its own: an object that is called as it is.
  const objects = foldSegments(data.objects).filter(({ name }) => name !== folder && fits(name))
  const count = folders.length + objects.length
  return (
    <>
      <SearchField
        label="Search objects"
        placeholder="Search this folder"
        value={q}
        onChange={setQ}
        className="w-64 max-w-full"
      />
      {count === 0 ? (
        <EmptyState
          icon={<FolderOpen />}
          title={q === '' ? 'Nothing is in here' : 'No object is called so'}
          detail={q === '' ? 'What is put into this container shows here; a new file may take a few seconds.' : null}
        />
      ) : (
        <Rows label="Objects">
          {folders.slice(0, MOST_ROWS).map((name) => (
            <li key={name} className="border-b border-line last:border-b-0">
              <AriaButton className={row} onPress={() => onPlace({ container, folder: name })}>
                <FolderIcon aria-hidden />
                <bdi className="min-w-0 flex-1 truncate">{name.slice(folder.length)}</bdi>
              </AriaButton>
            </li>
          ))}
          {objects.slice(0, Math.max(0, MOST_ROWS - folders.length)).map((object) => (
            <ObjectRow
              key={object.name}
              session={session}
              region={region}
              objectRef={{ container, name: object.name }}
              object={object}
              label={object.name.slice(folder.length)}
              isChosen={chosen?.container === container && chosen.name === object.name}
              onChoose={onChoose}
              now={now}
            />
          ))}
        </Rows>
      )}
      <p role="status" className="text-xs text-ink-3">
        {count > MOST_ROWS
          ? `${formatCount(count)} here, the first ${MOST_ROWS} shown: search to narrow them.`
          : `${formatCount(count)} here`}
        {!data.isWhole && ' The folder holds more than can be read at once.'}
      </p>
    </>
  )
}

function Rows({ label, children }: { label: string; children: ReactNode }) {
  if (children === null)
    return (
      <div role="status" className="flex flex-col gap-4 rounded-lg border border-line p-3">
        <span className="sr-only">{label} are being read…</span>
        <Skeleton className="h-3 w-56" />
        <Skeleton className="h-3 w-72" />
        <Skeleton className="h-3 w-48" />
      </div>
    )
  return (
    <ul aria-label={label} className="max-h-[50vh] min-h-0 overflow-y-auto rounded-lg border border-line">
      {children}
    </ul>
  )
}
