import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Disk, Inspection } from '#lib/disk-format/disk.ts'
import { formatName } from '#lib/disk-format/names.ts'
import { predictRefusals } from '#lib/disk-format/refusals.ts'
import { suggestImage } from '#lib/disk-format/suggest.ts'
import { warningsOf } from '#lib/disk-format/warnings.ts'
import { formatBytes, formatCount } from '#lib/units.ts'
import { Bytes } from '#ui/bytes.tsx'

interface InspectionCardProps {
  inspection: Inspection
  fileName: string
  /** The Rackspace import takes VHDs alone, and says only minutes later that it did not take one. */
  predictsRefusals: boolean
  /** The format chosen for the image, where there is a choice. */
  diskFormat?: string
}

/** What the file is, what is wrong with it, and what the cloud will say to it. */
export function InspectionCard({ inspection, fileName, predictsRefusals, diskFormat }: InspectionCardProps) {
  const { disk, bytesRead } = inspection
  const refusals = predictsRefusals ? predictRefusals(inspection) : []
  const warnings = warningsOf(inspection, { fileName, ...(diskFormat !== undefined && { diskFormat }) })
  const shown = predictsRefusals ? warnings.filter(({ severity }) => severity === 'note') : warnings
  const isFine = refusals.length === 0 && shown.every(({ severity }) => severity === 'note')
  return (
    <section
      aria-label="What this file is"
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1.5">
        <Fact name="Format">{capital(formatName(disk))}</Fact>
        {disk.virtualSize !== null && (
          <Fact name="Disk size">
            <Bytes bytes={disk.virtualSize} />
          </Fact>
        )}
        {factsOf(disk).map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
        <Fact name="Suggested">{suggestion(inspection)}</Fact>
      </dl>
      <ul className="flex flex-col gap-2 empty:hidden">
        {refusals.map(({ code, reason, remedy }) => (
          <Finding
            key={`${code}${reason}`}
            tone="bad"
            title={`The import would fail (${code}): ${reason}`}
            detail={remedy}
          />
        ))}
        {shown.map(({ severity, text }) => (
          <Finding key={text} tone={severity === 'problem' ? 'bad' : 'warn'} title={text} />
        ))}
        {isFine && (
          <Finding
            tone="ok"
            title={predictsRefusals ? 'Nothing speaks against the import.' : 'Nothing speaks against the upload.'}
          />
        )}
      </ul>
      <p className="text-xs text-ink-3">Read {formatCount(bytesRead)} bytes of the file to find this out.</p>
    </section>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-3">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </>
)

function factsOf(disk: Disk): [string, string][] {
  switch (disk.format) {
    case 'vhd':
      return [
        ['UUID', disk.isUuidZero ? 'all zeros' : disk.uuid],
        ...(disk.parent ? [['Parent', disk.parent.name || disk.parent.uuid] satisfies [string, string]] : []),
      ]
    case 'vdi':
      return [['UUID', disk.uuid]]
    case 'qcow2':
      return [['Version', String(disk.version)]]
    case 'iso':
      return disk.volume ? [['Volume', disk.volume]] : []
    default:
      return []
  }
}

function suggestion(inspection: Inspection): string {
  const { diskFormat, containerFormat, minDiskGiB } = suggestImage(inspection)
  if (diskFormat === null) return 'None: no image format fits this file'
  const room = minDiskGiB > 0 ? `, at least ${formatBytes(minDiskGiB * 2 ** 30)} of disk` : ''
  return `${diskFormat} in ${containerFormat}${room}`
}

const ICONS = {
  bad: <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />,
  warn: <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />,
  ok: <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />,
}

const Finding = ({ tone, title, detail }: { tone: keyof typeof ICONS; title: string; detail?: string }) => (
  <li className="flex gap-2">
    {ICONS[tone]}
    <span className="min-w-0">
      <span className="break-words">{title}</span>
      {detail && <span className="block break-words text-ink-2">{detail}</span>}
    </span>
  </li>
)
