import type { ReactNode } from 'react'
import { customProperties, imageName, type Viewer } from '#api/image-facts.ts'
import { imageKind } from '#api/image-kind.ts'
import { operatingSystem } from '#api/operating-system.ts'
import { paths } from '#lib/paths.ts'
import { formatBytes, formatCount } from '#lib/units.ts'
import { DefinitionList, Fact } from '#ui/definition-list.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { OsMark } from '#ui/os-mark.tsx'
import type { CatalogRow } from './catalog-index.ts'
import { OwnerCell, StatusCell, VisibilityCell } from './cells.tsx'

export interface RowFactsProps {
  row: CatalogRow
  viewer: Viewer
  now: number
}

/** More is for the image's page. */
const PROPERTIES_SHOWN = 8

/** The facts that decide whether to open an image. */
export function RowFacts({ row, viewer, now }: RowFactsProps) {
  const { image, region, list } = row
  const { label, version } = operatingSystem(image)
  const kind = imageKind(image, { ...viewer, listedPublicly: list !== 'hidden' })
  const properties = customProperties(image)
  const facts: [string, ReactNode][] = [
    ['Status', <StatusCell key="status" image={image} now={now} />],
    ['Visibility', <VisibilityCell key="visibility" image={image} />],
    ['Owner', <OwnerCell key="owner" entry={row} viewer={viewer} />],
    ...(kind.kind === 'unknown' ? [] : [['Kind', `${kind.label}. ${kind.reason}`] satisfies [string, string]]),
    ['System', [label, version].filter(Boolean).join(' ')],
    ['Size', formatBytes(image.size)],
    ['Format', [image.disk_format, image.container_format].filter(Boolean).join(' in ') || '—'],
    ['Minimum', `${image.min_disk ?? 0} GB disk, ${image.min_ram ?? 0} MB RAM`],
  ]
  return (
    <>
      <h2 className="flex min-w-0 items-center gap-2 font-semibold">
        <OsMark distro={operatingSystem(image).distro} />
        <bdi className="min-w-0 break-words">{imageName(image) ?? image.id}</bdi>
      </h2>
      <DefinitionList label="Facts">
        {facts.map(([title, value]) => (
          <Fact key={title} label={title}>
            {value}
          </Fact>
        ))}
        <Fact label="ID" isMono copy={image.id}>
          {image.id}
        </Fact>
        {image.tags.length > 0 && (
          <Fact label="Tags">
            <bdi>{image.tags.join(', ')}</bdi>
          </Fact>
        )}
      </DefinitionList>
      {properties.length > 0 && (
        <DefinitionList label="Properties">
          {properties.slice(0, PROPERTIES_SHOWN).map(({ key, value }) => (
            <Fact key={key} label={key} isMono>
              <bdi className="line-clamp-2 break-all">{value}</bdi>
            </Fact>
          ))}
        </DefinitionList>
      )}
      <div className="flex items-center gap-2 text-xs text-ink-3">
        {properties.length > PROPERTIES_SHOWN && (
          <span>{formatCount(properties.length - PROPERTIES_SHOWN)} more properties</span>
        )}
        <LinkButton href={paths.image(region, image.id)} size="sm" className="ms-auto">
          Open
        </LinkButton>
      </div>
    </>
  )
}
