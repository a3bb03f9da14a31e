import { useId } from 'react'

import type { CloudChoice } from '#lib/contract.ts'
import { fieldLabel } from '#ui/field-classes.ts'
import { Select } from '#ui/select.tsx'

const kind = { rackspace: 'Rackspace', openstack: 'OpenStack' }

interface CloudFieldProps {
  clouds: readonly CloudChoice[]
  cloud: CloudChoice
  onChange: (cloud: CloudChoice) => void
}

/** Which cloud to sign in to. With only one there is nothing to choose, but it is still said which. */
export function CloudField({ clouds, cloud, onChange }: CloudFieldProps) {
  const labelId = useId()
  if (clouds.length === 1) {
    return (
      <div role="group" aria-labelledby={labelId} className="flex flex-col gap-1">
        <span id={labelId} className={fieldLabel}>
          Cloud
        </span>
        <span className="flex items-baseline gap-2 text-base font-medium">
          {cloud.label}
          <span className="text-xs font-normal text-ink-3">{kind[cloud.flavour]}</span>
        </span>
      </div>
    )
  }
  return (
    <Select
      label="Cloud"
      options={clouds.map(({ name, label, flavour, demo }) => ({
        value: name,
        label,
        detail: demo ? `${kind[flavour]}, demo with made-up images` : kind[flavour],
      }))}
      value={cloud.name}
      onChange={(name) => {
        const chosen = clouds.find((one) => one.name === name)
        if (chosen) onChange(chosen)
      }}
    />
  )
}
