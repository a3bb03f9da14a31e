import { CheckboxGroup, Heading } from 'react-aria-components'
import type { Verdict } from '#lib/verdict.ts'
import { formatCount } from '#lib/units.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { Hint } from '#ui/tooltip.tsx'
import { type AlsoList, alsoLists } from './catalog-url.ts'
import type { SourceState } from './use-catalog.ts'

const words: Record<AlsoList, { label: string; detail: string }> = {
  community: { label: 'Community', detail: 'Images that other accounts offer to everyone.' },
  hidden: { label: 'Hidden', detail: 'Images kept out of the usual list by their owner.' },
  pending: { label: 'Not yet accepted', detail: 'Images shared with this account that wait for an answer.' },
  rejected: { label: 'Rejected', detail: 'Images shared with this account that it turned down.' },
}

export const alsoWords = (list: AlsoList) => words[list].label

interface AlsoListsProps {
  chosen: readonly AlsoList[]
  onChange: (chosen: AlsoList[]) => void
  /** Whether the cloud has such a list at all. */
  verdictOf: (list: AlsoList) => Verdict
  sources: readonly SourceState[]
}

/** Images of a list that are here; null while it is not asked for. */
const countOf = (sources: readonly SourceState[], list: AlsoList) => {
  const of = sources.filter((source) => source.list === list)
  return of.length === 0 ? null : of.reduce((sum, { loaded }) => sum + (loaded ?? 0), 0)
}

/** The usual list leaves some images out: here they are brought in. */
export const AlsoLists = ({ chosen, onChange, verdictOf, sources }: AlsoListsProps) => (
  <section className="mb-1">
    <Heading level={3} className="flex h-7 items-center px-1.5 text-xs font-medium text-ink-2">
      Also show
    </Heading>
    <CheckboxGroup
      aria-label="Also show"
      value={[...chosen]}
      onChange={(values) => onChange(alsoLists.filter((list) => values.includes(list)))}
      className="flex flex-col pb-2"
    >
      {alsoLists.map((list) => {
        const verdict = verdictOf(list)
        const { label, detail } = words[list]
        const count = countOf(sources, list)
        return (
          <div key={list} className="flex h-6.5 items-center rounded-md pr-1.5 hover:bg-hover pointer-coarse:h-8">
            <Checkbox value={list} isDisabled={!verdict.ok} className="h-full flex-1 pl-1.5">
              <span title={detail} className={`min-w-0 flex-1 truncate ${verdict.ok ? 'text-ink-2' : 'text-ink-3'}`}>
                {label}
              </span>
            </Checkbox>
            {verdict.ok ? (
              <span className="min-w-6 text-right text-xs text-ink-3 tabular-nums">
                {count !== null && formatCount(count)}
              </span>
            ) : (
              <Hint hint={verdict.reason}>
                <span className="text-xs text-ink-3">why?</span>
              </Hint>
            )}
          </div>
        )
      })}
    </CheckboxGroup>
  </section>
)
