/** The columns of the catalog: data, and for each a cell that is a pure function of the image. */
import { Link } from 'react-router'
import { imageName, isTransition, statusTone, statusWords, type Viewer } from '#api/image-facts.ts'
import { imageKind } from '#api/image-kind.ts'
import { operatingSystem } from '#api/operating-system.ts'
import type { Image } from '#api/schemas.ts'
import { relativeTime, parseApiTime } from '#lib/dates.ts'
import { paths } from '#lib/paths.ts'
import { formatBytes } from '#lib/units.ts'
import { Badge } from '#ui/badge.tsx'
import { OsMark } from '#ui/os-mark.tsx'
import type { Column, RowLinkProps } from '#ui/virtual-table/column.ts'
import { facets } from './catalog-facets.ts'
import type { SortKey } from './catalog-url.ts'

interface CellContext {
  viewer: Viewer
  /** Milliseconds since 1970. */
  now: number
}

type CatalogColumn = Column<Image> & { id: SortKey | 'tags' }

const { visibility, ownership: owner } = facets

/** An image may have no name: its ID then stands for it, and is marked as such. */
const NameCell = ({ image, region, link }: { image: Image; region: string; link: RowLinkProps }) => (
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

export const nameColumn = (region: string) => ({
  id: 'name' satisfies SortKey,
  header: 'Name',
  width: 'minmax(15rem, 5fr)',
  sortable: true,
  cell: (image: Image, link: RowLinkProps) => <NameCell image={image} region={region} link={link} />,
})

/** On narrow screens: what tells two images apart, in one line below the name. */
export const narrowCell =
  ({ viewer, now }: CellContext) =>
  (image: Image) => (
    <span className="mt-0.5 flex items-center gap-2 truncate ps-[1.875rem] text-xs text-ink-3">
      <Status status={image.status} />
      <span>{visibility.words(image.visibility)}</span>
      <span className="tabular-nums">{formatBytes(image.size)}</span>
      <span className="truncate">{owner.words(owner.of(image, viewer))}</span>
      <span className="ms-auto shrink-0">{age(image, now)}</span>
    </span>
  )

const age = (image: Image, now: number) => {
  const time = parseApiTime(image.updated_at ?? image.created_at)
  return time === null ? '' : relativeTime(time, now)
}

const memory = (image: Image) =>
  image.min_disk || image.min_ram ? `${image.min_disk ?? 0} GB · ${image.min_ram ?? 0} MB` : <Nothing />

const Status = ({ status }: { status: string }) => (
  <Badge variant="dot" tone={statusTone(status)} isLive={isTransition(status)}>
    {statusWords(status)}
  </Badge>
)

const Nothing = () => <span className="text-ink-3">—</span>

const Kind = ({ image, viewer }: { image: Image; viewer: Viewer }) => {
  const { kind, label, reason } = imageKind(image, { ...viewer, listedPublicly: true })
  if (kind === 'unknown') return <Nothing />
  return (
    <span title={reason} className={kind === 'standard' ? 'font-medium text-accent' : ''}>
      {label}
      <span className="sr-only">. {reason}</span>
    </span>
  )
}

/** @param hasKinds false on a cloud that does not tell standard images from others: the column would say nothing */
export const catalogColumns = ({ viewer, now, hasKinds }: CellContext & { hasKinds: boolean }): CatalogColumn[] => [
  ...(hasKinds
    ? [
        {
          id: 'kind',
          header: 'Kind',
          width: '6.5rem',
          sortable: true,
          from: 860,
          cell: (image: Image) => <Kind image={image} viewer={viewer} />,
        } satisfies CatalogColumn,
      ]
    : []),
  {
    id: 'status',
    header: 'Status',
    width: '7.25rem',
    sortable: true,
    cell: ({ status }) => <Status status={status} />,
  },
  {
    id: 'visibility',
    header: 'Visibility',
    width: '6.75rem',
    sortable: true,
    cell: (image) => visibility.words(image.visibility),
  },
  {
    id: 'owner',
    header: 'Owner',
    width: '8rem',
    sortable: true,
    from: 760,
    cell: (image) => <span title={image.owner ?? undefined}>{owner.words(owner.of(image, viewer))}</span>,
  },
  {
    id: 'tags',
    header: 'Tags',
    width: 'minmax(6rem, 2fr)',
    from: 1240,
    cell: ({ tags }) => (tags.length > 0 ? <bdi title={tags.join(', ')}>{tags.join(', ')}</bdi> : <Nothing />),
  },
  {
    id: 'min_disk',
    header: 'Minimum',
    width: '8.5rem',
    align: 'end',
    sortable: true,
    from: 1100,
    cell: memory,
  },
  {
    id: 'disk_format',
    header: 'Format',
    width: '5rem',
    sortable: true,
    from: 980,
    cell: (image) => image.disk_format ?? <Nothing />,
  },
  {
    id: 'size',
    header: 'Size',
    width: '5.75rem',
    align: 'end',
    sortable: true,
    cell: ({ size }) => (size === null ? <Nothing /> : formatBytes(size)),
  },
  {
    id: 'updated_at',
    header: 'Updated',
    width: '7rem',
    align: 'end',
    sortable: true,
    cell: (image) => <span title={image.updated_at ?? image.created_at}>{age(image, now)}</span>,
  },
]
