import { useQuery } from '@tanstack/react-query'
import { File, Layers } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { objectQueries } from '#api/object-store.ts'
import type { FoldedObject, ObjectRef } from '#api/object-store-names.ts'
import type { SignedIn } from '#api/session.ts'
import { absoluteUtc, parseApiTime, relativeTime } from '#lib/dates.ts'
import { exactBytes, formatBytes } from '#lib/units.ts'
import { row } from './row-classes.ts'

interface ObjectRowProps {
  session: SignedIn
  region: string
  objectRef: ObjectRef
  object: FoldedObject
  label: string
  isChosen: boolean
  onChoose: (chosen: ObjectRef) => void
  now: number
}

/** One object, and its true size: a listing says nothing of that for a large one. */
export function ObjectRow({ session, region, objectRef, object, label, isChosen, onChoose, now }: ObjectRowProps) {
  // A listing tells nothing of a manifest's size: its own headers do.
  const isUnknown = object.bytes === 0
  const { data: facts } = useQuery({
    ...objectQueries.facts(session, region, objectRef),
    enabled: isUnknown || isChosen,
  })
  const size = facts?.bytes ?? object.bytes
  const changed = parseApiTime(object.lastModified)
  return (
    <li className="border-b border-line last:border-b-0">
      <AriaButton
        aria-pressed={isChosen}
        className={`${row} ${isChosen ? 'bg-accent-soft' : ''}`}
        onPress={() => onChoose(objectRef)}
      >
        {object.segments > 0 || facts?.isSegmented ? <Layers aria-hidden /> : <File aria-hidden />}
        <bdi className="min-w-0 flex-1 truncate">{label}</bdi>
        {object.segments > 0 && <span className="text-xs text-ink-3 max-sm:hidden">{object.segments} segments</span>}
        {changed !== null && (
          <time
            dateTime={new Date(changed).toISOString()}
            title={absoluteUtc(changed)}
            className="text-xs whitespace-nowrap text-ink-3 max-sm:hidden"
          >
            {relativeTime(changed, now)}
          </time>
        )}
        <span title={exactBytes(size)} className="w-20 text-right text-xs whitespace-nowrap text-ink-2 tabular-nums">
          {formatBytes(size)}
        </span>
      </AriaButton>
    </li>
  )
}
