/** What stands in the cells of the catalog: pure functions of a row. */
import { Link } from 'react-router'
import type { CatalogEntry } from '#api/catalog-entry.ts'
import {
  imageName,
  isTransition,
  ownership,
  statusTone,
  statusWords,
  type Viewer,
  visibilityWords,
} from '#api/image-facts.ts'
import { imageKind } from '#api/image-kind.ts'
import { operatingSystem } from '#api/operating-system.ts'
import type { Image } from '#api/schemas.ts'
import { stuckSince } from '#api/stuck.ts'
import { parseApiTime, relativeTime } from '#lib/dates.ts'
import { paths } from '#lib/paths.ts'
import { formatBytes } from '#lib/units.ts'
import { Badge } from '#ui/badge.tsx'
import { OsMark } from '#ui/os-mark.tsx'
import type { RowLinkProps } from '#ui/virtual-table/column.ts'
import { facetOf } from './catalog-facets.ts'

export interface CellContext {
  viewer: Viewer
  /** Milliseconds since 1970. */
  now: number
}

/** An image may have no name: its ID then stands for it, and is marked as such. */
export const NameCell = ({ entry: { image, region }, link }: { entry: CatalogEntry; link: RowLinkProps }) => (
  <span className="flex min-w-0 items-center gap-2.5">
    <OsMark distro={operatingSystem(image).distro} />
    {/* The link covers its row, so the whole row opens the image; names in any script keep their own direction. */}
    <Link
      {...link}
      to={paths.image(region, image.id)}
      className={`min-w-0 truncate outline-none after:absolute after:inset-0 focus-visible:underline ${imageName(image) ? 'font-medium text-ink' : 'font-mono text-xs text-ink-2'}`}
    >
      <bdi>{imageName(image) ?? image.id}</bdi>
    </Link>
    {image.protected && <Mark title="Protected: cannot be deleted">Protected</Mark>}
    {image.os_hidden && <Mark title="Hidden from default lists">Hidden</Mark>}
  </span>
)

const Mark = ({ title, children }: { title: string; children: string }) => (
  <span title={title} className="shrink-0 rounded-sm border border-line px-1 text-2xs text-ink-3">
    {children}
  </span>
)

export const Nothing = () => <span className="text-ink-3">—</span>

/** Data is still to arrive: how long it has been on its way says more than the word alone, and too long says most. */
export const StatusCell = ({ image, now }: { image: Image; now: number }) => {
  const stuck = stuckSince(image, now)
  const since = isTransition(image.status) ? parseApiTime(image.updated_at ?? image.created_at) : null
  const isLive = isTransition(image.status) && stuck === null
  return (
    <Badge variant="dot" tone={stuck ? 'warn' : statusTone(image.status)} isLive={isLive}>
      {statusWords(image.status)}
      {stuck ? (
        <span title={`${stuck.reason} Last change: ${relativeTime(stuck.sinceMs, now)}.`} className="text-xs text-warn">
          stuck<span className="sr-only">. {stuck.reason}</span>
        </span>
      ) : (
        since !== null && <span className="text-xs text-ink-3">{shortAge(since, now)}</span>
      )}
    </Badge>
  )
}

/** `3 min`: beside a status, "ago" would say that it is over. */
const shortAge = (time: number, now: number) => relativeTime(time, now).replace(/ ago$/, '')

export const KindCell = ({ entry: { image, list }, viewer }: { entry: CatalogEntry; viewer: Viewer }) => {
  const { kind, label, reason } = imageKind(image, { ...viewer, listedPublicly: list !== 'hidden' })
  if (kind === 'unknown') return <Nothing />
  return (
    <span title={reason} className={kind === 'standard' ? 'font-medium text-accent' : ''}>
      {label}
      <span className="sr-only">. {reason}</span>
    </span>
  )
}

export const SizeCell = ({ bytes }: { bytes: number | null }) => (bytes === null ? <Nothing /> : formatBytes(bytes))

export const TextCell = ({ text, isCode = false }: { text: string | null; isCode?: boolean }) =>
  text === null || text === '' ? (
    <Nothing />
  ) : (
    <bdi title={text} className={isCode ? 'font-mono text-xs' : ''}>
      {text}
    </bdi>
  )

export const AgeCell = ({ time, now }: { time: string | null; now: number }) => {
  const at = parseApiTime(time)
  return at === null ? <Nothing /> : <span title={time ?? undefined}>{relativeTime(at, now)}</span>
}

const ownerWords = (entry: CatalogEntry, viewer: Viewer) => facetOf('ownership').words(ownership(entry.image, viewer))

export const OwnerCell = ({ entry, viewer }: { entry: CatalogEntry; viewer: Viewer }) => (
  <span title={entry.image.owner ?? undefined}>{ownerWords(entry, viewer)}</span>
)

export const VisibilityCell = ({ image }: { image: Image }) => visibilityWords(image.visibility)

/** On narrow screens: what tells two images apart, in one line below the name. */
export const NarrowCell = ({ entry, viewer, now }: CellContext & { entry: CatalogEntry }) => (
  <span className="mt-0.5 flex items-center gap-2 truncate ps-[1.875rem] text-xs text-ink-3">
    <StatusCell image={entry.image} now={now} />
    <span>{visibilityWords(entry.image.visibility)}</span>
    <span className="tabular-nums">{formatBytes(entry.image.size)}</span>
    <span className="truncate">{ownerWords(entry, viewer)}</span>
    <span className="ms-auto shrink-0">
      <AgeCell time={entry.image.updated_at ?? entry.image.created_at} now={now} />
    </span>
  </span>
)
