/** Where the image comes from, of what the cloud offers; what it does not offer says why. */
import { Copy, FileUp, FolderOpen, Link2 } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { faultText } from '#api/fault-text.ts'
import { objectText, readObjectText } from '#api/object-store-names.ts'
import type { SignedIn } from '#api/session.ts'
import { SelectStores } from './select-stores.tsx'
import type { Inspection } from '#lib/disk-format/disk.ts'
import { Bytes } from '#ui/bytes.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Select } from '#ui/select.tsx'
import { ErrorState } from '#ui/state-panel.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type Source, nameFollowing, sources, uploadWay, wayLabels } from './import-draft.ts'
import type { ImportSlots } from './import-wizard.tsx'
import { type Import, urlVerdict } from './use-import.ts'

/** Asked for once an object is chosen. */
const Preflight = lazy(async () => ({ default: (await import('./preflight.tsx')).Preflight }))

interface SourceStepProps {
  session: SignedIn
  region: string
  model: Import
  slots: ImportSlots
  file: File | null
  onInspected: (inspection: Inspection | null) => void
  onFile: (file: File | null) => void
}

const choices: Record<Source, { label: string; detail: string; icon: typeof Copy }> = {
  object: {
    label: 'An object in Cloud Files',
    detail: 'A VHD in your own containers, in the same region',
    icon: FolderOpen,
  },
  file: { label: 'A file on this computer', detail: 'Sent by this page, which has to stay open', icon: FileUp },
  url: { label: 'An address', detail: 'The cloud fetches the file itself', icon: Link2 },
  store: { label: 'Another store', detail: 'An image that is there already, copied to more stores', icon: Copy },
}

const ways = [
  { value: 'direct', label: wayLabels.direct, detail: 'The quickest; one store' },
  {
    value: 'stage',
    label: wayLabels.stage,
    detail: 'Into any number of stores, with what the operator does to imports',
  },
] as const

const staged = (way: (typeof ways)[number]) =>
  way.value === 'direct' ? { ...way, detail: 'It goes into one store only', isDisabled: true } : way

export function SourceStep({ session, region, model, slots, file, onFile, onInspected }: SourceStepProps) {
  const { draft, change, verdicts, isRackspace, stores, unread, canStage, local } = model
  const object = readObjectText(draft.object)
  const replaced = local.existing && objectText(local.existing.object)
  return (
    <>
      <RadioGroup
        aria-label="Source"
        value={draft.source}
        onChange={(value) => change({ source: sources.find((one) => one === value) ?? null })}
        className="grid gap-2 sm:grid-cols-2"
      >
        {sources.map((source) => {
          const { label, detail, icon: Icon } = choices[source]
          const verdict = verdicts[source]
          return (
            <Radio
              key={source}
              value={source}
              isDisabled={!verdict.ok}
              className="flex cursor-default items-start gap-3 rounded-lg border border-line p-3 outline-accent data-focus-visible:outline-2 data-hovered:bg-hover data-selected:border-accent data-selected:bg-accent-soft"
            >
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
              <span className="flex min-w-0 flex-col">
                <span className="font-medium">{label}</span>
                <span className="text-xs text-ink-2">{verdict.ok ? detail : verdict.reason}</span>
              </span>
            </Radio>
          )
        })}
      </RadioGroup>
      {unread?.error && (
        <ErrorState
          look="inline"
          {...faultText(unread.error, 'The list of ways into this cloud')}
          requestId={unread.error.requestId}
          onRetry={() => void unread.refetch()}
          isRetrying={unread.isFetching}
        />
      )}
      {draft.source === 'object' && (
        <>
          {slots.objects(object, (chosen) =>
            change({ object: objectText(chosen), name: nameFollowing(draft.name, draft.object, chosen.name) }),
          )}
          {object && (
            <Suspense fallback={null}>
              <Preflight key={draft.object} session={session} region={region} object={object} show={slots.inspection} />
            </Suspense>
          )}
        </>
      )}
      {draft.source === 'file' && (
        <>
          {slots.file(
            file,
            (next) => {
              onFile(next)
              if (next) change({ name: nameFollowing(draft.name, file?.name ?? '', next.name) })
            },
            onInspected,
          )}
          {isRackspace && (
            <TextField
              label="Container for the file"
              description="The file goes to Cloud Files first; the container is made when it is not there."
              value={draft.uploadContainer}
              onChange={(uploadContainer) => change({ uploadContainer })}
            />
          )}
          {local.existing && (
            <div role="alert" className="flex flex-col gap-2 rounded-lg border border-warn/40 bg-warn-soft p-3">
              <p className="break-words">
                <bdi>{replaced}</bdi> is there already, with <Bytes bytes={local.existing.bytes} />. The upload would
                replace it.
              </p>
              <Checkbox
                isSelected={draft.replaces === replaced}
                onChange={(isOn) => change({ replaces: isOn ? (replaced ?? '') : '' })}
              >
                Replace it
              </Checkbox>
            </div>
          )}
          {local.warning !== null && (
            <p role="status" className="text-warn">
              {local.warning}
            </p>
          )}
        </>
      )}
      {draft.source === 'url' && (
        <UrlField
          value={draft.url}
          onChange={(url) => change({ url, name: nameFollowing(draft.name, draft.url, url) })}
        />
      )}
      {draft.source === 'store' && (
        <TextField
          label="Image ID"
          isMono
          value={draft.imageId}
          onChange={(imageId) => change({ imageId: imageId.trim() })}
          autoComplete="off"
        />
      )}
      {draft.source === 'file' && canStage && (
        <Select
          label="How it gets there"
          value={uploadWay(draft)}
          onChange={(way) => change({ way })}
          options={draft.stores.length > 1 ? ways.map(staged) : ways}
        />
      )}
      {(draft.source === 'store' || draft.source === 'url' || (draft.source === 'file' && !isRackspace)) &&
        stores.length > 1 && (
          <SelectStores
            stores={stores}
            chosen={draft.stores}
            onChange={(next) => change({ stores: next })}
            hasDefault={draft.source !== 'store'}
          />
        )}
    </>
  )
}

function UrlField({ value, onChange }: { value: string; onChange: (url: string) => void }) {
  const verdict = urlVerdict(value)
  return (
    <TextField
      label="Address of the file"
      type="url"
      description="It must be reachable from where the cloud runs; most clouds take http and https on their usual ports alone."
      value={value}
      onChange={onChange}
      error={value !== '' && !verdict.ok ? verdict.reason : null}
      autoComplete="off"
    />
  )
}
