/** What an image is: its data, what it needs to boot, where it comes from, and what may be done with it. */
import type { ReactNode } from 'react'
import { customProperties, ownership, textProperty } from '#api/image-facts.ts'
import type { ImageKind } from '#api/image-kind.ts'
import { operatingSystem } from '#api/operating-system.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { parseApiTime } from '#lib/dates.ts'
import { paths } from '#lib/paths.ts'
import { unknownValue } from '#lib/units.ts'
import { Badge } from '#ui/badge.tsx'
import { Bytes } from '#ui/bytes.tsx'
import { DefinitionList, Fact } from '#ui/definition-list.tsx'
import { TextLink } from '#ui/text-link.tsx'
import { Time } from '#ui/time.tsx'
import { useNow } from '#ui/use-now.ts'
import { Abilities } from './abilities.tsx'

interface OverviewProps {
  session: SignedIn
  region: string
  image: Image
  kind: ImageKind | null
}

export const Overview = ({ session, region, image, kind }: OverviewProps) => (
  <div className="grid gap-x-10 gap-y-8 px-6 py-5 max-sm:px-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
    <div className="grid content-start gap-x-10 gap-y-8 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-8">
        <DataFacts image={image} />
        <SystemFacts image={image} />
      </div>
      <div className="flex min-w-0 flex-col gap-8">
        <OriginFacts session={session} region={region} image={image} kind={kind} />
        <TimelineFacts image={image} />
      </div>
      <div className="min-w-0 lg:col-span-2">
        <Properties image={image} />
      </div>
    </div>
    <Section title="What you can do">
      <Abilities image={image} session={session} />
    </Section>
  </div>
)

const Section = ({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) => (
  <section aria-label={title} className="min-w-0">
    <div className="mb-1 flex items-baseline gap-2 border-b border-line-strong pb-1.5">
      <h2 className="text-sm font-semibold">{title}</h2>
      {aside && <span className="text-xs text-ink-3">{aside}</span>}
    </div>
    {children}
  </section>
)

/** Text of unknown script and direction, or a dash. */
const Text = ({ children }: { children: string | null }) => (children ? <bdi>{children}</bdi> : unknownValue)

const DataFacts = ({ image }: { image: Image }) => (
  <Section title="Data">
    <DefinitionList label="Data">
      <Fact label="Size">
        <Bytes bytes={image.size} />
      </Fact>
      <Fact label="Virtual size">
        <Bytes bytes={image.virtual_size} />
      </Fact>
      <Fact label="Disk format">
        <Text>{image.disk_format}</Text>
      </Fact>
      <Fact label="Container format">
        <Text>{image.container_format}</Text>
      </Fact>
      <Fact label="MD5" isMono copy={image.checksum ?? undefined}>
        <Text>{image.checksum}</Text>
      </Fact>
      {image.os_hash_value && (
        <Fact label={image.os_hash_algo?.toUpperCase() ?? 'Hash'} isMono copy={image.os_hash_value}>
          {image.os_hash_value}
        </Fact>
      )}
      {image.stores && <Fact label="Stores">{image.stores.split(',').join(', ')}</Fact>}
    </DefinitionList>
  </Section>
)

const owners: Record<ReturnType<typeof ownership>, string> = {
  mine: 'Your account',
  'shared-with-me': 'Another account, which shares it with yours',
  provider: 'Offers it to everyone',
  community: 'Offers it to the community',
  other: 'Another account',
}

function OriginFacts({ session, region, image, kind }: OverviewProps) {
  const owner = ownership(image, { account: session.account.id, flavour: session.flavour })
  const baseImage = textProperty(image, 'base_image_ref')
  const server = textProperty(image, 'instance_uuid')
  return (
    <Section title="Origin">
      <DefinitionList label="Origin">
        <Fact label="Owner" copy={image.owner ?? undefined}>
          {image.owner ? (
            <>
              <span className="font-mono text-xs">{image.owner}</span>{' '}
              <span className="text-ink-3">{owners[owner]}</span>
            </>
          ) : (
            unknownValue
          )}
        </Fact>
        {kind && kind.kind !== 'unknown' && (
          <Fact label="Kind">
            <span className="font-medium">{kind.label}</span>
            <span className="block text-ink-3">{kind.reason}</span>
          </Fact>
        )}
        {baseImage && (
          <Fact label="Base image" copy={baseImage}>
            <TextLink href={paths.image(region, baseImage)} className="font-mono text-xs">
              {baseImage}
            </TextLink>
          </Fact>
        )}
        {server && (
          <Fact label="Source server" isMono copy={server}>
            {server}
          </Fact>
        )}
        <Fact label="Tags">
          {image.tags.length > 0 ? (
            <span className="flex flex-wrap gap-1">
              {image.tags.map((tag) => (
                <Badge key={tag}>
                  <bdi className="max-w-64 truncate">{tag}</bdi>
                </Badge>
              ))}
            </span>
          ) : (
            unknownValue
          )}
        </Fact>
      </DefinitionList>
    </Section>
  )
}

/** Sizes as the API counts them: whole gigabytes of disk, whole megabytes of memory; 0 asks for nothing. */
function SystemFacts({ image }: { image: Image }) {
  const os = operatingSystem(image)
  return (
    <Section title="To boot it">
      <DefinitionList label="To boot it">
        <Fact label="Operating system">
          {os.distro === 'unknown' ? unknownValue : [os.label, os.version].filter(Boolean).join(' ')}
        </Fact>
        <Fact label="Architecture">
          <Text>{textProperty(image, 'architecture') ?? textProperty(image, 'org.openstack__1__architecture')}</Text>
        </Fact>
        <Fact label="Minimum disk">{image.min_disk ? `${image.min_disk} GB` : 'None'}</Fact>
        <Fact label="Minimum memory">{image.min_ram ? `${image.min_ram} MB` : 'None'}</Fact>
      </DefinitionList>
    </Section>
  )
}

function TimelineFacts({ image }: { image: Image }) {
  const now = useNow(30_000)
  const when = (text: string | null) => {
    const time = parseApiTime(text)
    return time === null ? unknownValue : <Time time={time} now={now} />
  }
  return (
    <Section title="Timeline">
      <DefinitionList label="Timeline">
        <Fact label="Created">{when(image.created_at)}</Fact>
        <Fact label="Updated">{when(image.updated_at)}</Fact>
      </DefinitionList>
    </Section>
  )
}

function Properties({ image }: { image: Image }) {
  const properties = customProperties(image)
  return (
    <Section title="Properties" aside={properties.length || undefined}>
      {properties.length > 0 ? (
        <DefinitionList label="Properties">
          {properties.map(({ key, value }) => (
            <Fact key={key} label={key} isKey copy={value}>
              <Text>{value}</Text>
            </Fact>
          ))}
        </DefinitionList>
      ) : (
        <p className="py-2 text-ink-3">The image has no properties beyond the base ones.</p>
      )}
    </Section>
  )
}
