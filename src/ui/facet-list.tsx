import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, CheckboxGroup, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'

import { Checkbox } from './checkbox.tsx'

export interface FacetOption<Value extends string> {
  value: Value
  label: string
  /** How many would match; null while nobody knows. */
  count: number | null
}

export interface FacetListProps<Value extends string> {
  label: string
  options: readonly FacetOption<Value>[]
  selected: readonly Value[]
  onChange: (selected: Value[]) => void
  isInitiallyOpen?: boolean
}

/** Beyond this many the rest waits behind "Show more". */
const SHORT = 8

/** A labelled group of tick boxes with counts, for narrowing a list by one property. */
export function FacetList<Value extends string>({
  label,
  options,
  selected,
  onChange,
  isInitiallyOpen = true,
}: FacetListProps<Value>) {
  const [isLong, setLong] = useState(false)
  // A ticked value is never hidden: otherwise a list could be narrowed by something nobody sees.
  const shown = isLong ? options : options.filter(({ value }, at) => at < SHORT || selected.includes(value))
  const hiddenCount = options.length - shown.length

  const change = (values: string[]) =>
    onChange(options.map(({ value }) => value).filter((value) => values.includes(value)))

  return (
    <Disclosure defaultExpanded={isInitiallyOpen} className="group/facet">
      <div className="flex items-center">
        <Heading level={3} className="min-w-0 flex-1">
          <AriaButton
            slot="trigger"
            className="flex h-7 w-full cursor-default items-center gap-1 rounded-md px-1 text-xs font-medium text-ink-2 data-hovered:text-ink"
          >
            <ChevronRight
              aria-hidden
              className="size-3.5 shrink-0 text-ink-3 transition-transform group-data-expanded/facet:rotate-90"
            />
            <span className="truncate">{label}</span>
          </AriaButton>
        </Heading>
        {selected.length > 0 && (
          <AriaButton
            aria-label={`Clear ${label}`}
            onPress={() => onChange([])}
            className="h-6 cursor-default rounded-sm px-1.5 text-xs text-ink-3 data-hovered:bg-hover data-hovered:text-ink"
          >
            Clear
          </AriaButton>
        )}
      </div>
      <DisclosurePanel>
        <CheckboxGroup aria-label={label} value={[...selected]} onChange={change} className="flex flex-col pb-2">
          {shown.map(({ value, label: text, count }) => (
            <div
              key={value}
              className="group/row flex h-6.5 items-center rounded-md pr-1.5 hover:bg-hover pointer-coarse:h-8"
            >
              <Checkbox value={value} className="h-full flex-1 pl-1.5">
                <span className="min-w-0 flex-1 truncate text-ink-2 group-data-selected:text-ink">{text}</span>
              </Checkbox>
              <AriaButton
                aria-label={`Only ${text}`}
                onPress={() => onChange([value])}
                className="h-5 cursor-default rounded-sm px-1 text-xs text-accent opacity-0 group-hover/row:opacity-100 data-focus-visible:opacity-100 data-hovered:underline pointer-coarse:hidden"
              >
                only
              </AriaButton>
              <span className="min-w-6 text-right text-xs text-ink-3 tabular-nums">
                {count === null ? '–' : count.toLocaleString('en')}
              </span>
            </div>
          ))}
        </CheckboxGroup>
        {(hiddenCount > 0 || (isLong && options.length > SHORT)) && (
          <AriaButton
            aria-expanded={isLong}
            onPress={() => setLong(!isLong)}
            className="-mt-1 mb-2 ml-1 h-6 cursor-default rounded-sm px-1 text-xs text-accent data-hovered:underline"
          >
            {isLong ? 'Show fewer' : `Show ${hiddenCount} more`}
          </AriaButton>
        )}
      </DisclosurePanel>
    </Disclosure>
  )
}
