/** Who the image is shared with: one row per account, with what they answered and when. */
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type AccountName as Name, LONGEST_LABEL } from '#api/account-labels.ts'
import type { Member } from '#api/members.ts'
import { parseApiTime } from '#lib/dates.ts'
import { unknownValue } from '#lib/units.ts'
import type { Verdict } from '#lib/verdict.ts'
import { AccountName } from '#ui/account-name.tsx'
import { Button } from '#ui/button.tsx'
import { MemberStatus } from '#ui/member-status.tsx'
import { TickBox } from '#ui/tick-box.tsx'
import { Time } from '#ui/time.tsx'
import { useNow } from '#ui/use-now.ts'

interface MembersTableProps {
  members: readonly Member[]
  /** What the cloud calls those it is shared with. */
  accountWord: string
  nameOf: (id: string) => Name
  onRename: (id: string, name: string) => void
  /** Whether this account may take the sharing back. */
  verdict: Verdict
  /** Being removed now. */
  removing: readonly string[]
  onRemove: (ids: readonly string[]) => void
}

const cell = 'border-b border-line px-2 py-1.5 align-middle'
const head = 'border-b border-line-strong px-2 pb-1.5 text-left text-xs font-medium text-ink-3'

export function MembersTable({
  members,
  accountWord,
  nameOf,
  onRename,
  verdict,
  removing,
  onRemove,
}: MembersTableProps) {
  const now = useNow(30_000)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const selected = members.filter(({ member_id }) => ticked.has(member_id)).map(({ member_id }) => member_id)
  const toggle = (id: string) =>
    setTicked(new Set(ticked.has(id) ? [...ticked].filter((one) => one !== id) : [...ticked, id]))
  const called = (id: string) => nameOf(id).name ?? id
  return (
    <>
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <h2 className="text-sm font-semibold">
          Shared with {members.length === 1 ? `one ${accountWord}` : `${members.length} ${accountWord}s`}
        </h2>
        {selected.length > 0 && (
          <Button
            size="sm"
            icon={<Trash2 aria-hidden />}
            verdict={verdict}
            isPending={removing.length > 0}
            onPress={() => onRemove(selected)}
          >
            {`Remove ${selected.length} selected`}
          </Button>
        )}
      </div>
      <table aria-label="Members" className="w-full max-w-4xl border-separate border-spacing-0">
        <thead>
          <tr>
            <th className={`${head} w-8`}>
              <TickBox
                aria-label="Select all members"
                className="block"
                checked={selected.length === members.length}
                isIndeterminate={selected.length > 0 && selected.length < members.length}
                onChange={({ target }) =>
                  setTicked(new Set(target.checked ? members.map(({ member_id }) => member_id) : []))
                }
              />
            </th>
            <th className={`${head} capitalize`}>{accountWord}</th>
            <th className={head}>Status</th>
            <th className={`${head} max-sm:hidden`}>Since</th>
            <th className={`${head} max-sm:hidden`}>Last change</th>
            <th className={head}>
              <span className="sr-only">Acts</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {members.map(({ member_id: id, status, created_at, updated_at }) => {
            const { name, source } = nameOf(id)
            const canRename = source === 'label' || source === 'none'
            return (
              <tr key={id} className="hover:bg-hover">
                <td className={cell}>
                  <TickBox
                    aria-label={`Select ${called(id)}`}
                    checked={ticked.has(id)}
                    onChange={() => toggle(id)}
                    className="relative block after:absolute after:-inset-2"
                  />
                </td>
                <th scope="row" className={`${cell} max-w-0 w-full text-left font-normal sm:max-w-80 sm:w-auto`}>
                  <AccountName
                    id={id}
                    name={name}
                    longestName={LONGEST_LABEL}
                    onRename={canRename ? (next) => onRename(id, next) : undefined}
                  />
                </th>
                <td className={cell}>
                  <MemberStatus status={status} />
                </td>
                <td className={`${cell} text-ink-2 max-sm:hidden`}>
                  <ApiTime text={created_at} now={now} />
                </td>
                <td className={`${cell} text-ink-2 max-sm:hidden`}>
                  {updated_at === created_at ? unknownValue : <ApiTime text={updated_at} now={now} />}
                </td>
                <td className={`${cell} text-right`}>
                  <Button
                    size="sm"
                    variant="ghost"
                    verdict={verdict}
                    isPending={removing.includes(id)}
                    onPress={() => onRemove([id])}
                  >
                    Remove
                  </Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

const ApiTime = ({ text, now }: { text: string; now: number }) => {
  const time = parseApiTime(text)
  return time === null ? unknownValue : <Time time={time} now={now} />
}
