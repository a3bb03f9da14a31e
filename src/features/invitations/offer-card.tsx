/** One offered image with what one needs to decide: who made it, what it holds, and what it is not. */
import { Columns2, TriangleAlert } from 'lucide-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { LONGEST_LABEL, useAccountNames } from '#api/account-labels.ts'
import { imageName, statusTone, statusWords } from '#api/image-facts.ts'
import { imageKind } from '#api/image-kind.ts'
import { operatingSystem } from '#api/operating-system.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { parseApiTime } from '#lib/dates.ts'
import { unknownValue } from '#lib/units.ts'
import { AccountName } from '#ui/account-name.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Bytes } from '#ui/bytes.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Dialog, DialogTrigger } from '#ui/dialog.tsx'
import { OsMark } from '#ui/os-mark.tsx'
import { TextLink } from '#ui/text-link.tsx'
import { Time } from '#ui/time.tsx'
import { useNow } from '#ui/use-now.ts'
import { doubts, tellingProperties } from './offer-facts.ts'

/** One's own images come when somebody asks for them. */
const CompareWith = lazy(async () => ({ default: (await import('./compare-with.tsx')).CompareWith }))

interface OfferCardProps {
  session: SignedIn
  region: string
  image: Image
  /** Said where several regions are in one list. */
  showsRegion?: boolean
  /** In front of the name: a box to choose it. */
  before?: ReactNode
  /** Where its name leads. */
  href: string
  headingLevel?: 1 | 2 | 3
  /** The answer, and the buttons that change it. */
  children: ReactNode
}

export function OfferCard({
  session,
  region,
  image,
  showsRegion = false,
  before,
  href,
  headingLevel = 3,
  children,
}: OfferCardProps) {
  const Heading = `h${headingLevel}` as const
  const { distro, label, version } = operatingSystem(image)
  const name = imageName(image) ?? image.id
  return (
    <article aria-label={name} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <header className="flex items-start gap-3">
        {before}
        <OsMark distro={distro} size="large" />
        <div className="flex min-w-0 flex-1 flex-col gap-0.5">
          <Heading className="text-base font-semibold break-words">
            {headingLevel === 1 ? (
              <bdi>{name}</bdi>
            ) : (
              <TextLink href={href} tone="quiet">
                <bdi>{name}</bdi>
              </TextLink>
            )}
          </Heading>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
            <span>
              {distro === 'unknown' ? 'Does not say which system it holds' : [label, version].filter(Boolean).join(' ')}
            </span>
            <Badge variant="dot" tone={statusTone(image.status)}>
              {statusWords(image.status)}
            </Badge>
            {showsRegion && <Badge variant="outline">{region}</Badge>}
          </p>
        </div>
        <DialogTrigger>
          <Button size="sm" variant="ghost" icon={<Columns2 aria-hidden />}>
            Compare
          </Button>
          <Dialog
            title="Compare with an image of yours"
            description={
              <>
                Side by side with <bdi>{name}</bdi>, property by property.
              </>
            }
          >
            <Suspense fallback={null}>
              <CompareWith session={session} region={region} image={image} />
            </Suspense>
          </Dialog>
        </DialogTrigger>
      </header>
      <Provenance session={session} image={image} />
      <Properties image={image} />
      {doubts(image).map((doubt) => (
        <p key={doubt} className="flex gap-2 text-xs text-warn">
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          {doubt}
        </p>
      ))}
      <footer className="flex flex-wrap items-center gap-3 border-t border-line pt-3">{children}</footer>
    </article>
  )
}

function Provenance({ session, image }: { session: SignedIn; image: Image }) {
  const { nameOf, rename } = useAccountNames(session)
  const now = useNow(60_000)
  const kind = imageKind(image, {
    account: session.account.id,
    flavour: session.flavour,
    listedPublicly: false,
  })
  const owner = image.owner
  const source = owner === null ? 'own' : nameOf(owner).source
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2.5 text-xs md:grid-cols-4">
      <Term label="Producer">
        {owner === null ? (
          unknownValue
        ) : (
          <AccountName
            id={owner}
            name={nameOf(owner).name}
            longestName={LONGEST_LABEL}
            onRename={source === 'label' || source === 'none' ? (next) => rename(owner, next) : undefined}
          />
        )}
      </Term>
      <Term label="Size">
        <Bytes bytes={image.size} />
      </Term>
      <Term label="Format">
        {[image.disk_format, image.container_format].filter((format) => format !== null).join(' in ') || unknownValue}
      </Term>
      <Term label="Needs">{needs(image)}</Term>
      <Term label="Created">
        <ApiTime text={image.created_at} now={now} />
      </Term>
      <Term label="Updated">
        <ApiTime text={image.updated_at} now={now} />
      </Term>
      <Term label={image.os_hash_value === null ? 'MD5' : (image.os_hash_algo?.toUpperCase() ?? 'Hash')} isWide>
        <Checksum image={image} />
      </Term>
      {kind.kind !== 'unknown' && (
        <Term label="Kind" isFull>
          <Badge>{kind.label}</Badge> <span className="text-ink-2">{kind.reason}</span>
        </Term>
      )}
    </dl>
  )
}

/** The least it boots with; zero asks for nothing. */
const needs = ({ min_disk: disk, min_ram: ram }: Image) =>
  [disk ? `${disk} GiB disk` : null, ram ? `${ram} MiB RAM` : null].filter((need) => need !== null).join(', ') ||
  unknownValue

const Term = ({
  label,
  isWide = false,
  isFull = false,
  children,
}: {
  label: string
  isWide?: boolean
  isFull?: boolean
  children: ReactNode
}) => (
  <div className={`min-w-0 ${isFull ? 'col-span-full' : isWide ? 'col-span-2' : ''}`}>
    <dt className="text-ink-3">{label}</dt>
    <dd className="min-w-0 break-words text-ink">{children}</dd>
  </div>
)

const ApiTime = ({ text, now }: { text: string | null; now: number }) => {
  const time = parseApiTime(text)
  return time === null ? unknownValue : <Time time={time} now={now} />
}

function Checksum({ image }: { image: Image }) {
  const sum = image.os_hash_value ?? image.checksum
  if (sum === null) return unknownValue
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="truncate font-mono">{sum}</span>
      <CopyButton text={sum} what="checksum" />
    </span>
  )
}

function Properties({ image }: { image: Image }) {
  const { shown, more } = tellingProperties(image)
  if (shown.length + more === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5 text-xs">
      <ul aria-label="Properties worth a look" className="contents">
        {shown.map(({ key, value }) => (
          <li key={key} className="flex max-w-full min-w-0 gap-1.5 rounded-sm bg-sunken px-1.5 py-0.5">
            <span className="shrink-0 font-mono text-ink-3">{key}</span>
            <bdi className="truncate" title={value}>
              {value}
            </bdi>
          </li>
        ))}
      </ul>
      {more > 0 && <span className="text-ink-3">{shown.length === 0 ? `${more} properties` : `and ${more} more`}</span>}
    </div>
  )
}
