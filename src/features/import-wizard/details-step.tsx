/** What the image is called and like, and who is to have it. */
import { Checkbox } from '#ui/checkbox.tsx'
import { Select } from '#ui/select.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { readProperties } from './import-draft.ts'
import type { Import } from './use-import.ts'

const diskFormats = ['qcow2', 'raw', 'vhd', 'vhdx', 'vmdk', 'vdi', 'iso', 'ploop', 'ami', 'ari', 'aki']
const containerFormats = ['bare', 'ovf', 'ova', 'docker', 'compressed', 'ami', 'ari', 'aki']
const asOptions = (values: readonly string[]) => values.map((value) => ({ value, label: value }))
const visibilities = [
  { value: 'private', label: 'Private', detail: 'Your project alone' },
  { value: 'shared', label: 'Shared', detail: 'Your project, and those it is shared with' },
  { value: 'community', label: 'Community', detail: 'Every project, by its ID' },
] as const

export function DetailsStep({ model }: { model: Import }) {
  const { draft, change, isRackspace, accounts, members, local } = model
  if (draft.source === 'store')
    return <p className="text-ink-2">A copy keeps everything the image is: there is nothing to say here.</p>
  const { problem } = readProperties(draft.properties)
  const refused = accounts.filter(({ refusal }) => refusal !== null)
  return (
    <>
      {isRackspace && (
        <p className="text-ink-2">
          The import itself takes the name alone. Everything else is set once the image is there, as part of this
          transfer.
        </p>
      )}
      <TextField label="Name" isRequired value={draft.name} onChange={(name) => change({ name })} autoComplete="off" />
      {!isRackspace && (
        <div className="grid gap-4 sm:grid-cols-3">
          <Select
            label="Disk format"
            value={draft.diskFormat || null}
            onChange={(diskFormat) => change({ diskFormat })}
            options={asOptions(diskFormats)}
            description={local.mismatch !== null && <span className="text-warn">{local.mismatch}</span>}
          />
          <Select
            label="Container format"
            value={draft.containerFormat}
            onChange={(containerFormat) => change({ containerFormat })}
            options={asOptions(containerFormats)}
          />
          <Select
            label="Visibility"
            value={members.length > 0 ? 'shared' : draft.visibility}
            onChange={(visibility) => change({ visibility })}
            options={visibilities}
          />
        </div>
      )}
      <TextArea
        label="Properties"
        description="One key=value in each line, such as os_distro=debian"
        value={draft.properties}
        onChange={(properties) => change({ properties })}
        error={problem}
        isMono
      />
      <TextField
        label="Tags"
        description="Commas between them"
        value={draft.tags}
        onChange={(tags) => change({ tags })}
        autoComplete="off"
      />
      <TextField
        label={isRackspace ? 'Share with account numbers' : 'Share with project IDs'}
        description="Spaces or commas between them. They are told nothing: send them the invitation from the image’s Sharing tab."
        value={draft.shareWith}
        onChange={(shareWith) => change({ shareWith })}
        error={refused.length > 0 ? refused.map(({ id, refusal }) => `${id}: ${refusal}`).join(' ') : null}
        autoComplete="off"
      />
      <Checkbox isSelected={draft.isProtected} onChange={(isProtected) => change({ isProtected })}>
        Protect the image from deletion
      </Checkbox>
    </>
  )
}
