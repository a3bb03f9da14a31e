import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'

export interface SegmentedOption<Value extends string> {
  value: Value
  label: string
  /** Shown in place of the label, which then is the name only. */
  icon?: ReactNode
}

export interface SegmentedProps<Value extends string> {
  /** Names the group. */
  label: string
  options: readonly SegmentedOption<Value>[]
  value: Value
  onChange: (value: Value) => void
}

/** One of two to four, all in sight: density, or how a thing is shown. */
export function Segmented<Value extends string>({ label, options, value, onChange }: SegmentedProps<Value>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((one) => keys.has(one.value))
        if (chosen) onChange(chosen.value)
      }}
      className="inline-flex h-control items-stretch rounded-md bg-sunken p-0.5 ring-1 ring-inset ring-line"
    >
      {options.map((one) => (
        <ToggleButton
          key={one.value}
          id={one.value}
          {...(one.icon !== undefined && { 'aria-label': one.label })}
          className="flex cursor-default items-center justify-center gap-1.5 rounded-[5px] px-2 text-xs font-medium text-ink-3 select-none data-hovered:text-ink data-selected:bg-raised data-selected:text-ink data-selected:shadow-edge [&_svg]:size-4"
        >
          {one.icon ?? one.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
