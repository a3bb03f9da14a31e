/** The comparison itself: a column for each image, and the rows in their groups. */
import type { ReactNode } from 'react'
import type { ImageRef } from '#api/images.ts'
import type { Image } from '#api/schemas.ts'
import { formatCount } from '#lib/units.ts'
import { Count } from '#ui/badge.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { ColumnHeader, type ColumnHeaderProps } from './column-header.tsx'
import { markOf } from './differences.ts'
import type { Row } from './rows.ts'
import { ValueCell } from './value-cell.tsx'

export interface Column {
  ref: ImageRef
  /** Null while it loads. */
  image: Image | null
  name: string
}

export interface RowGroup {
  title: string
  rows: readonly Row[]
  /** Said in place of rows. */
  empty: ReactNode
}

interface CompareTableProps {
  columns: readonly Column[]
  groups: readonly RowGroup[]
  /** Nothing is known of the rows yet. */
  isLoading: boolean
  onAct: ColumnHeaderProps['onAct']
  /** Milliseconds since 1970. */
  now: number
}

const keyOf = ({ region, imageId }: ImageRef) => `${encodeURIComponent(region)}/${imageId}`

const edge = 'border-b border-line py-1.5 pe-3 text-start'
const headCell = 'sticky top-0 border-b border-line-strong bg-surface pt-3 pb-1.5 pe-3 text-start'
/** Stays at the side while columns scroll below it. */
const keyColumn = 'sticky start-0 ps-4'
const imageColumn = 'ps-3 align-top'

/** Below this they scroll: IDs and hashes need room, and a phone shows the keys and one image. */
const narrowestRem = (images: number) => 8.5 + 12 * images

export function CompareTable({ columns, groups, isLoading, onAct, now }: CompareTableProps) {
  const isRegionShown = new Set(columns.map(({ ref }) => ref.region)).size > 1
  return (
    <div
      role="region"
      aria-label="Comparison"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-busy={isLoading}
      // Positioned, so that text for screen readers is cut off with the cells it stands in.
      className="relative min-h-80 flex-1 overflow-auto -outline-offset-2"
    >
      {/* Separate borders: collapsed ones stay behind when a cell sticks. */}
      <table
        className="w-full table-fixed border-separate border-spacing-0"
        style={{ minWidth: `${narrowestRem(columns.length)}rem` }}
      >
        <caption className="sr-only">Compare images</caption>
        {/* The images share what the keys leave. */}
        <colgroup>
          <col className="w-34 sm:w-52" />
          {columns.map(({ ref }) => (
            <col key={keyOf(ref)} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className={`${headCell} ${keyColumn} z-30 align-bottom text-xs font-medium text-ink-3`}>
              Property
            </th>
            {columns.map(({ ref, image, name }, at) => (
              <th key={keyOf(ref)} scope="col" className={`${headCell} ${imageColumn} z-20 h-px`}>
                <ColumnHeader
                  imageRef={ref}
                  image={image}
                  name={name}
                  at={at}
                  of={columns.length}
                  isRegionShown={isRegionShown}
                  onAct={onAct}
                />
              </th>
            ))}
          </tr>
        </thead>
        {isLoading ? (
          <SkeletonRows columns={columns} />
        ) : (
          groups.map((group) => (
            <tbody key={group.title} aria-label={group.title}>
              <GroupHeading group={group} columns={columns.length} />
              {group.rows.map((row) => (
                <RowCells key={row.key} row={row} columns={columns} now={now} />
              ))}
            </tbody>
          ))
        )}
      </table>
    </div>
  )
}

function GroupHeading({ group: { title, rows, empty }, columns }: { group: RowGroup; columns: number }) {
  return (
    <>
      <tr>
        <th scope="rowgroup" colSpan={columns + 1} className="border-b border-line bg-sunken px-4 py-1 text-start">
          <span className="sticky start-4 inline-flex items-center gap-2 text-xs font-semibold">
            {title}
            <Count value={rows.length} label={`${formatCount(rows.length)} rows`} />
          </span>
        </th>
      </tr>
      {rows.length === 0 && (
        <tr>
          <td colSpan={columns + 1} className="border-b border-line px-4 py-4 text-ink-2">
            <span className="sticky start-4 inline-flex max-w-[calc(100vw-3rem)] flex-wrap items-center gap-2">
              {empty}
            </span>
          </td>
        </tr>
      )}
    </>
  )
}

function RowCells({ row, columns, now }: { row: Row; columns: readonly Column[]; now: number }) {
  const baseline = row.values[0] ?? null
  return (
    <tr className="group/row">
      <th
        scope="row"
        className={`${edge} ${keyColumn} z-10 border-e bg-surface align-top font-normal group-hover/row:bg-hover ${row.isProperty ? 'font-mono text-xs leading-5 [overflow-wrap:anywhere]' : 'text-ink-2'}`}
      >
        {row.label}
      </th>
      {columns.map(({ ref, name }, at) => {
        const value = row.values[at] ?? null
        const isMarked = at > 0 && value !== null && baseline !== null && markOf(baseline, value) !== 'same'
        return (
          <td
            key={keyOf(ref)}
            className={`${edge} ${imageColumn} ${isMarked ? 'bg-warn-soft/60' : 'group-hover/row:bg-hover'} ${at > 0 ? 'border-s' : ''}`}
          >
            <ValueCell
              value={value}
              baseline={at > 0 ? baseline : null}
              isMono={row.isMono}
              what={`${row.label} of ${name}`}
              now={now}
            />
          </td>
        )
      })}
    </tr>
  )
}

/** Widths of the bars, so that they do not look ruled. */
const bars = ['w-16', 'w-24', 'w-20', 'w-28', 'w-12', 'w-24', 'w-16', 'w-20', 'w-28', 'w-16', 'w-24', 'w-20']

const SkeletonRows = ({ columns }: { columns: readonly Column[] }) => (
  <tbody aria-hidden>
    {bars.map((bar, at) => (
      <tr key={at}>
        <td className={`${edge} ${keyColumn} z-10 border-e bg-surface`}>
          <Skeleton className={`my-1 h-3 max-w-full ${bar}`} />
        </td>
        {columns.map(({ ref }, column) => (
          <td key={keyOf(ref)} className={`${edge} ${imageColumn}`}>
            <Skeleton className={`my-1 h-3 max-w-full ${bars[(at + column) % bars.length] ?? bar}`} />
          </td>
        ))}
      </tr>
    ))}
  </tbody>
)
