import { useId } from 'react'
import type { Store } from '#api/import-methods.ts'
import { Checkbox } from '#ui/checkbox.tsx'

interface SelectStoresProps {
  stores: readonly Store[]
  chosen: readonly string[]
  onChange: (next: string[]) => void
  /** Whether choosing none means the cloud's own choice. */
  hasDefault: boolean
}

export function SelectStores({ stores, chosen, onChange, hasDefault }: SelectStoresProps) {
  const titleId = useId()
  return (
    <div role="group" aria-labelledby={titleId} className="flex flex-col gap-2">
      <span id={titleId} className="text-xs font-medium text-ink-2">
        Stores
      </span>
      {stores.map(({ id, description, isDefault }) => (
        <Checkbox
          key={id}
          isSelected={chosen.includes(id)}
          onChange={(isOn) => onChange(isOn ? [...chosen, id] : chosen.filter((one) => one !== id))}
        >
          <span>
            {id}
            {isDefault && ' (default)'}
            {description && <span className="text-ink-3"> {description}</span>}
          </span>
        </Checkbox>
      ))}
      {hasDefault && <span className="text-xs text-ink-3">None chosen: the cloud’s default store.</span>}
    </div>
  )
}
