/** One value of the comparison, and how it stands to the baseline's. */
import { EqualNot, Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { absoluteUtc } from '#lib/dates.ts'
import { unknownValue } from '#lib/units.ts'
import { Badge } from '#ui/badge.tsx'
import { Bytes } from '#ui/bytes.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { Time } from '#ui/time.tsx'
import { markOf, setParts } from './differences.ts'
import { EMPTY_TEXT, exactText, type Value } from './values.ts'

/** Shorter ones are read and typed faster than copied, and a button in every cell is a stop for every Tab. */
const LONG_TEXT = 20

export interface ValueCellProps {
  /** Null while its image loads. */
  value: Value | null
  /** The first column's value; null in that column itself, and while it loads. */
  baseline: Value | null
  isMono: boolean
  /** What a copy button copies, in words. */
  what: string
  /** Milliseconds since 1970. */
  now: number
}

export function ValueCell({ value, baseline, isMono, what, now }: ValueCellProps) {
  if (!value) return <Skeleton className="my-1 h-3 w-24" />
  const mark = baseline ? markOf(baseline, value) : 'same'
  const text = exactText(value)
  const content = (
    <span className="flex min-w-0 items-start gap-1">
      <span className="min-w-0 flex-1">
        <Shown value={value} baseline={mark === 'same' ? null : baseline} isMono={isMono} now={now} />
        {mark === 'unseen' && (
          <span className="block text-xs text-ink-2">Differs only in spaces or characters that do not show</span>
        )}
      </span>
      {value.type === 'text' && text.length > LONG_TEXT && (
        <span className="-my-0.5 opacity-0 group-focus-within/value:opacity-100 group-hover/value:opacity-100 pointer-coarse:opacity-100">
          <CopyButton text={value.text} what={what} />
        </span>
      )}
    </span>
  )
  if (mark === 'same') return <span className="group/value block">{content}</span>
  return (
    <span className="group/value flex gap-1.5">
      <EqualNot aria-hidden className="mt-0.75 size-3.5 shrink-0 text-warn" />
      <span className="min-w-0 flex-1">
        <span className="sr-only">Different: </span>
        {content}
      </span>
    </span>
  )
}

/** @param baseline what differs from it is told in detail; null: nothing does */
function Shown({
  value,
  baseline,
  isMono,
  now,
}: Pick<ValueCellProps, 'baseline' | 'isMono' | 'now'> & { value: Value }) {
  switch (value.type) {
    case 'absent':
      return <NotSet />
    case 'text':
      return <TextValue {...value} isMono={isMono} />
    case 'bytes':
      return <Bytes bytes={value.bytes} />
    case 'time':
      return (
        <>
          <Time time={value.time} now={now} />
          <span className="block text-xs text-ink-3 tabular-nums">{absoluteUtc(value.time)}</span>
        </>
      )
    case 'set':
      return <SetValue members={value.members} baseline={baseline?.type === 'set' ? baseline.members : null} />
    default:
      return value satisfies never
  }
}

const NotSet = () => (
  <span className="text-ink-3">
    <span aria-hidden>{unknownValue}</span>
    <span className="sr-only">not set</span>
  </span>
)

function TextValue({ text, words, note, isMono }: { text: string; words?: string; note?: string; isMono: boolean }) {
  if (text === '')
    return (
      <span className="text-ink-3">
        <span aria-hidden className="font-mono text-xs">
          {EMPTY_TEXT}
        </span>{' '}
        <span className="text-xs">empty</span>
      </span>
    )
  return (
    <>
      <bdi className={`[overflow-wrap:anywhere] whitespace-pre-wrap ${isMono ? 'font-mono text-xs leading-5' : ''}`}>
        {words ?? text}
      </bdi>
      {note && <span className="block text-xs text-ink-3">{note}</span>}
    </>
  )
}

/** @param baseline null: only the members themselves are of interest */
function SetValue({ members, baseline }: { members: readonly string[]; baseline: readonly string[] | null }) {
  const parts = setParts(baseline ?? members, members)
  if (parts.length === 0) return <NotSet />
  return (
    <ul className="flex flex-wrap gap-1">
      {parts.map(({ member, mark }) => (
        <li key={member} className="flex max-w-full min-w-0">
          {mark === 'kept' && <Badge>{memberText(member)}</Badge>}
          {mark === 'added' && (
            <Badge tone="ok" icon={<Plus aria-hidden strokeWidth={3} />}>
              <span className="sr-only">added: </span>
              {memberText(member)}
            </Badge>
          )}
          {mark === 'missing' && (
            <Badge tone="bad" icon={<Minus aria-hidden strokeWidth={3} />}>
              <span className="sr-only">missing: </span>
              <del className="flex min-w-0">{memberText(member)}</del>
            </Badge>
          )}
        </li>
      ))}
    </ul>
  )
}

const memberText = (member: string): ReactNode => <bdi className="max-w-40 truncate">{member}</bdi>
