/** The three faces of the ledger: by image, by account, and every share on a row of its own. */
import { Link } from 'react-router'
import { Ban } from 'lucide-react'
import { useMemo, useState } from 'react'
import { parseApiTime, relativeTime } from '#lib/dates.ts'
import { paths } from '#lib/paths.ts'
import { formatCount, unknownValue } from '#lib/units.ts'
import type { Verdict } from '#lib/verdict.ts'
import { Badge } from '#ui/badge.tsx'
import { MemberStatus } from '#ui/member-status.tsx'
import { MenuItem } from '#ui/menu.tsx'
import type { Column, RowHeader, RowLinkProps, Sort } from '#ui/virtual-table/column.ts'
import { VirtualTable } from '#ui/virtual-table/virtual-table.tsx'
import { ledgerSearch, type Pivot } from './ledger-url.ts'
import {
  type AccountShares,
  type ImageShares,
  isStale,
  type Share,
  shareName,
  sharesByAccount,
  sharesByImage,
  type Tally,
} from './shares.ts'

export interface TableContext {
  /** One region, or all. */
  region: string
  showsRegion: boolean
  /** Milliseconds since 1970. */
  now: number
  /** What the cloud calls those shared with: account or project. */
  word: string
  nameOf: (account: string) => string | null
  /** Names what is shown: another face, search or account starts at its top. */
  view: string
  verdict: Verdict
  onRevoke: (shares: readonly Share[], account: string) => void
}

const compareText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare
const none = <span className="text-ink-3">{unknownValue}</span>
const countCell = (count: number) => (count === 0 ? none : <span className="tabular-nums">{formatCount(count)}</span>)

/** What a column is ordered by: texts by the alphabet, numbers by size. */
type SortValues<Row> = Record<string, (row: Row) => string | number>

function useSorted<Row>(rows: readonly Row[], values: SortValues<Row>, first: Sort) {
  const [sort, setSort] = useState(first)
  const sorted = useMemo(() => {
    const of = values[sort.column]
    if (!of) return rows
    const factor = sort.direction === 'asc' ? 1 : -1
    return rows.toSorted((a, b) => {
      const [one, other] = [of(a), of(b)]
      if (typeof one === 'number' && typeof other === 'number') return factor * (one - other)
      return factor * compareText(String(one), String(other))
    })
  }, [rows, values, sort])
  const onSort = (column: string) =>
    setSort((now) => ({ column, direction: now.column === column && now.direction === 'asc' ? 'desc' : 'asc' }))
  return { sort, sorted, onSort }
}

const NameLink = ({ to, link, name }: { to: string; link: RowLinkProps; name: string }) => (
  // The link covers its row, so the whole row opens it; names in any script keep their own direction.
  <Link
    {...link}
    to={to}
    className="min-w-0 truncate font-medium text-ink outline-none after:absolute after:inset-0 focus-visible:underline"
  >
    <bdi>{name}</bdi>
  </Link>
)

const tallyColumns = <Row extends Tally>(): Column<Row>[] =>
  (['accepted', 'pending', 'rejected'] as const).map((answer) => ({
    id: answer,
    header: answer.charAt(0).toUpperCase() + answer.slice(1),
    width: '6.5rem',
    align: 'end',
    sortable: true,
    cell: (row) => countCell(row[answer]),
  }))

const tallyText = ({ accepted, pending, rejected }: Tally) =>
  `${accepted} accepted, ${pending} pending, ${rejected} rejected`

const regionColumn = <Row extends { region: string }>({ showsRegion }: TableContext): Column<Row>[] =>
  showsRegion ? [{ id: 'region', header: 'Region', width: '7rem', sortable: true, cell: ({ region }) => region }] : []

const imageHeader = <Row extends { region: string; image: Share['image'] }>(): RowHeader<Row> => ({
  id: 'image',
  header: 'Image',
  width: 'minmax(12rem, 1fr)',
  sortable: true,
  cell: (row, link) => (
    <NameLink to={paths.image(row.region, row.image.id, 'sharing')} link={link} name={shareName(row)} />
  ),
})

const byImageValues: SortValues<ImageShares> = {
  image: shareName,
  region: ({ region }) => region,
  members: ({ shares }) => shares.length,
  accepted: ({ accepted }) => accepted,
  pending: ({ pending }) => pending,
  rejected: ({ rejected }) => rejected,
}

function ByImage({ rows, context }: { rows: readonly ImageShares[]; context: TableContext }) {
  const { sort, sorted, onSort } = useSorted(rows, byImageValues, { column: 'image', direction: 'asc' })
  const header = useMemo(() => imageHeader<ImageShares>(), [])
  const columns = useMemo(
    (): Column<ImageShares>[] => [
      ...regionColumn<ImageShares>(context),
      {
        id: 'members',
        header: 'Members',
        width: '6.5rem',
        align: 'end',
        sortable: true,
        cell: ({ shares }) => countCell(shares.length),
      },
      ...tallyColumns<ImageShares>(),
    ],
    [context],
  )
  return (
    <VirtualTable
      label="Shared images"
      rows={sorted}
      rowId={keyOf}
      rowHeader={header}
      columns={columns}
      narrow={narrowImage}
      sort={sort}
      onSort={onSort}
      view={`${context.view} ${sort.column} ${sort.direction}`}
      visit={context.view}
      text={shareName}
    />
  )
}

const keyOf = ({ key }: { key: string }) => key
const narrowImage = (row: ImageShares) => <span className="text-xs text-ink-2">{tallyText(row)}</span>

const byAccountValues = (nameOf: TableContext['nameOf']): SortValues<AccountShares> => ({
  account: ({ account }) => nameOf(account) ?? account,
  images: ({ shares }) => shares.length,
  accepted: ({ accepted }) => accepted,
  pending: ({ pending }) => pending,
  rejected: ({ rejected }) => rejected,
  stale: ({ stale }) => stale,
})

function ByAccount({ rows, context }: { rows: readonly AccountShares[]; context: TableContext }) {
  const { nameOf, region, word, verdict, onRevoke } = context
  const values = useMemo(() => byAccountValues(nameOf), [nameOf])
  const { sort, sorted, onSort } = useSorted(rows, values, { column: 'account', direction: 'asc' })
  const header = useMemo(
    (): RowHeader<AccountShares> => ({
      id: 'account',
      header: word.charAt(0).toUpperCase() + word.slice(1),
      width: 'minmax(12rem, 1fr)',
      sortable: true,
      cell: ({ account }, link) => (
        <span className="flex min-w-0 items-baseline gap-2">
          <NameLink
            to={`${paths.sharing(region)}${ledgerSearch({ by: 'status', account, isStaleOnly: false })}`}
            link={link}
            name={nameOf(account) ?? account}
          />
          {nameOf(account) !== null && <span className="truncate font-mono text-xs text-ink-3">{account}</span>}
        </span>
      ),
    }),
    [nameOf, region, word],
  )
  const columns = useMemo(
    (): Column<AccountShares>[] => [
      {
        id: 'images',
        header: 'Images',
        width: '6.5rem',
        align: 'end',
        sortable: true,
        cell: ({ shares }) => countCell(shares.length),
      },
      ...tallyColumns<AccountShares>(),
      {
        id: 'stale',
        header: 'Overdue',
        width: '6.5rem',
        align: 'end',
        sortable: true,
        from: 900,
        cell: ({ stale }) => countCell(stale),
      },
    ],
    [],
  )
  return (
    <VirtualTable
      label="Accounts shared with"
      rows={sorted}
      rowId={keyOf}
      rowHeader={header}
      columns={columns}
      narrow={narrowAccount}
      sort={sort}
      onSort={onSort}
      view={`${context.view} ${sort.column} ${sort.direction}`}
      visit={context.view}
      text={({ account }) => nameOf(account) ?? account}
      menu={({ shares, account }) => (
        <MenuItem icon={<Ban aria-hidden />} tone="danger" verdict={verdict} onAction={() => onRevoke(shares, account)}>
          Revoke everywhere…
        </MenuItem>
      )}
    />
  )
}

const narrowAccount = (row: AccountShares) => (
  <span className="text-xs text-ink-2">
    {row.shares.length === 1 ? 'one image' : `${row.shares.length} images`}: {tallyText(row)}
  </span>
)

const statusOrder = ['pending', 'accepted', 'rejected']

const shareValues = (nameOf: TableContext['nameOf']): SortValues<Share> => ({
  image: shareName,
  region: ({ region }) => region,
  account: ({ member }) => nameOf(member.member_id) ?? member.member_id,
  status: ({ member }) => `${statusOrder.indexOf(member.status)} ${member.created_at}`,
  since: ({ member }) => member.created_at,
  changed: ({ member }) => member.updated_at,
})

const ago = (text: string, now: number) => {
  const time = parseApiTime(text)
  return time === null ? unknownValue : relativeTime(time, now)
}

const ShareStatus = ({ share, now }: { share: Share; now: number }) => (
  <span className="flex items-center gap-2">
    <MemberStatus status={share.member.status} />
    {isStale(share, now) && <Badge tone="warn">Overdue</Badge>}
  </span>
)

/** Every share, those that wait for an answer first and the oldest of them on top. */
function ByStatus({ rows, context }: { rows: readonly Share[]; context: TableContext }) {
  const { nameOf, now, word } = context
  const values = useMemo(() => shareValues(nameOf), [nameOf])
  const { sort, sorted, onSort } = useSorted(rows, values, { column: 'status', direction: 'asc' })
  const header = useMemo(() => imageHeader<Share>(), [])
  const columns = useMemo(
    (): Column<Share>[] => [
      ...regionColumn<Share>(context),
      {
        id: 'account',
        header: word.charAt(0).toUpperCase() + word.slice(1),
        width: 'minmax(10rem, 0.6fr)',
        sortable: true,
        cell: ({ member: { member_id: id } }) => (
          <span className="flex min-w-0 items-baseline gap-2" title={id}>
            {nameOf(id) !== null && <bdi className="truncate">{nameOf(id)}</bdi>}
            <span className="truncate font-mono text-xs text-ink-2">{id}</span>
          </span>
        ),
      },
      {
        id: 'status',
        header: 'Status',
        width: '11rem',
        sortable: true,
        cell: (share) => <ShareStatus share={share} now={now} />,
      },
      {
        id: 'since',
        header: 'Since',
        width: '7.5rem',
        sortable: true,
        from: 800,
        cell: ({ member }) => <span title={member.created_at}>{ago(member.created_at, now)}</span>,
      },
      {
        id: 'changed',
        header: 'Last change',
        width: '7.5rem',
        sortable: true,
        from: 950,
        cell: ({ member }) =>
          member.updated_at === member.created_at ? (
            none
          ) : (
            <span title={member.updated_at}>{ago(member.updated_at, now)}</span>
          ),
      },
    ],
    [context, nameOf, now, word],
  )
  const narrow = useMemo(
    () => (share: Share) => (
      <span className="flex min-w-0 items-center gap-3 text-xs">
        <ShareStatus share={share} now={now} />
        <span className="truncate text-ink-2">{nameOf(share.member.member_id) ?? share.member.member_id}</span>
      </span>
    ),
    [nameOf, now],
  )
  return (
    <VirtualTable
      label="Shares"
      rows={sorted}
      rowId={keyOf}
      rowHeader={header}
      columns={columns}
      narrow={narrow}
      sort={sort}
      onSort={onSort}
      view={`${context.view} ${sort.column} ${sort.direction}`}
      visit={context.view}
      text={shareName}
    />
  )
}

/** @param shown after search and filters */
export function LedgerTable({ by, shown, context }: { by: Pivot; shown: readonly Share[]; context: TableContext }) {
  switch (by) {
    case 'image':
      return <ByImage rows={sharesByImage(shown)} context={context} />
    case 'account':
      return <ByAccount rows={sharesByAccount(shown, context.now)} context={context} />
    case 'status':
      return <ByStatus rows={shown} context={context} />
    default:
      return by satisfies never
  }
}
