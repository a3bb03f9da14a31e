/** Two to four images, property by property: the page around the table, all of its state in the URL. */
import { ArrowLeft } from 'lucide-react'
import { useMemo } from 'react'
import { imageName } from '#api/image-facts.ts'
import type { ImageRef } from '#api/images.ts'
import type { SignedIn } from '#api/session.ts'
import { ALL_REGIONS, paths } from '#lib/paths.ts'
import { formatCount } from '#lib/units.ts'
import { announce } from '#ui/announcer.tsx'
import { Button } from '#ui/button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { EmptyState, ErrorState } from '#ui/state-panel.tsx'
import { TextLink } from '#ui/text-link.tsx'
import { useNow } from '#ui/use-now.ts'
import { AddImage } from './add-image.tsx'
import { type Column, CompareTable, type RowGroup } from './compare-table.tsx'
import { CompareToolbar } from './compare-toolbar.tsx'
import { FEWEST_IMAGES, MOST_IMAGES, shortened } from './compare-url.ts'
import { compareRows, filterRows, groupRows } from './rows.ts'
import { TooFew } from './too-few.tsx'
import { TooMany } from './too-many.tsx'
import { HEADING_ID, useColumnActs } from './use-column-acts.ts'
import { useCompareState } from './use-compare-state.ts'
import { type ComparedImage, useComparedImages } from './use-compared-images.ts'

/** Until it is read, an image is called by its ID. */
const nameOf = ({ ref, image }: Pick<ComparedImage, 'ref' | 'image'>) =>
  image ? (imageName(image) ?? 'Image without a name') : shortened(ref.imageId)

export function Compare({ session, region }: { session: SignedIn; region: string }) {
  const { state, change, search } = useCompareState(region)
  const { images, onlyDifferences, q } = state
  const compared = useComparedImages(session, images.slice(0, MOST_IMAGES))
  const now = useNow(30_000)

  // What cannot be read has no column: an empty one would look like an image that has nothing.
  const columns: Column[] = compared
    .filter(({ image, failure }) => image !== null || failure === null)
    .map((one) => ({ ...one, name: nameOf(one) }))
  const read = columns.filter(({ image }) => image !== null).length
  const { act } = useColumnActs({
    images,
    columns: columns.map(({ ref }) => ref),
    onChange: (next) => change({ images: next }),
  })
  const add = (ref: ImageRef) => {
    change({ images: [...images, ref] })
    announce('Image added')
  }

  const viewer = useMemo(
    () => ({ account: session.account.id, flavour: session.flavour }),
    [session.account.id, session.flavour],
  )
  const rows = compareRows(
    columns.map(({ image }) => image),
    viewer,
  )
  const matching = filterRows(rows, q)
  const { different, same } = groupRows(matching)
  const isFiltered = q.trim() !== ''
  const groups = groupsOf()
  const shownRows = groups.flatMap((group) => group.rows)

  function groupsOf(): RowGroup[] {
    const clear = isFiltered && (
      <>
        No row here matches “{shortened(q)}”.
        <Button size="sm" onPress={() => change({ q: '' })}>
          Clear filter
        </Button>
      </>
    )
    // With one image nothing is alike or different.
    if (read < FEWEST_IMAGES) return [{ title: 'Properties', rows: matching, empty: clear }]
    const differences = {
      title: 'Differences',
      rows: different,
      empty: clear || `None: the images agree in all ${formatCount(rows.length)} rows.`,
    }
    if (onlyDifferences) return [differences]
    return [differences, { title: 'Same', rows: same, empty: clear || 'Nothing: the images differ in every row.' }]
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageTitle title="Compare images" />
      <div className="flex flex-col gap-2.5 border-b border-line px-4 pt-3 pb-2.5">
        <nav aria-label="Breadcrumb" className="text-xs">
          <TextLink href={paths.images(region)} tone="quiet" className="inline-flex items-center gap-1 text-ink-3">
            <ArrowLeft aria-hidden className="size-3.5 rtl:-scale-x-100" />
            Images in {region === ALL_REGIONS ? 'all regions' : region}
          </TextLink>
        </nav>
        <div className="flex flex-wrap items-baseline gap-x-2.5">
          <h1 id={HEADING_ID} tabIndex={-1} className="text-lg font-semibold outline-none">
            Compare images
          </h1>
          <p role="status" className="text-xs text-ink-3 tabular-nums">
            {summary({
              read,
              of: columns.length,
              shown: shownRows.length,
              all: rows.length,
              different: different.length,
              isFiltered,
            })}
          </p>
        </div>
        {images.length >= FEWEST_IMAGES && (
          <CompareToolbar
            q={q}
            onSearch={search}
            onlyDifferences={onlyDifferences}
            onOnlyDifferences={(only) => change({ onlyDifferences: only })}
            columns={columns.map(({ ref, name }) => ({ name, id: ref.imageId, region: ref.region }))}
            rows={shownRows}
            addImage={<AddImage session={session} images={images} onAdd={add} />}
          />
        )}
        {images.length > MOST_IMAGES && (
          <TooMany
            left={images.slice(MOST_IMAGES)}
            onLeaveOut={() => change({ images: images.slice(0, MOST_IMAGES) })}
          />
        )}
        {compared.map((one) => (
          <Unread
            key={paths.image(one.ref.region, one.ref.imageId)}
            {...one}
            onRemove={() => act('remove', one.ref, nameOf(one))}
          />
        ))}
      </div>
      {images.length < FEWEST_IMAGES ? (
        <TooFew
          region={region}
          chosen={compared[0] && nameOf(compared[0])}
          session={session}
          images={images}
          onAdd={add}
        />
      ) : columns.length > 0 ? (
        <CompareTable columns={columns} groups={groups} isLoading={read === 0} onAct={act} now={now} />
      ) : (
        <EmptyState
          title="None of these images could be read"
          detail="Why is said above. Retry, or add other images."
        />
      )}
    </div>
  )
}

interface Counts {
  /** Images read, of so many that are being read or are. */
  read: number
  of: number
  /** Rows shown, of so many. */
  shown: number
  all: number
  different: number
  isFiltered: boolean
}

/** In short what the table says; spoken when it changes. */
const summary = ({ read, of, shown, all, different, isFiltered }: Counts) => {
  if (of === 0) return ''
  if (read < of) return `Loading… ${read} of ${of} images read`
  if (isFiltered) return `${formatCount(shown)} of ${formatCount(all)} rows match`
  if (read < FEWEST_IMAGES) return ''
  return `${formatCount(different)} ${different === 1 ? 'difference' : 'differences'} in ${formatCount(all)} rows`
}

/** Which image is missing or out of date, why, and the ways on; nothing when all is well. */
function Unread({ failure, image, onRemove }: ComparedImage & { onRemove: () => void }) {
  if (!failure) return null
  const remove = (
    <Button size="sm" onPress={onRemove}>
      Remove
    </Button>
  )
  return <ErrorState {...failure} look="inline" actions={image ? undefined : remove} />
}
