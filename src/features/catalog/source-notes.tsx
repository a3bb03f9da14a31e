/** Where several lists make one catalog: which of them are still coming, and which have failed. */
import { faultText } from '#api/fault-text.ts'
import { formatCount } from '#lib/units.ts'
import { ErrorState } from '#ui/state-panel.tsx'
import { alsoWords } from './also-lists.tsx'
import type { CatalogSource } from './catalog-index.ts'
import type { SourceState } from './use-catalog.ts'

/** `DFW`, or `hidden images of DFW`. */
const sourceWords = ({ region, list }: CatalogSource) =>
  list === 'default' ? region : `${alsoWords(list).toLowerCase()} images of ${region}`

/** What a sentence about the list begins with. Not every fault's own words say what was asked for. */
const sourceHeading = (source: CatalogSource) => {
  const words = sourceWords(source)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: `
}

/** One line for the lists that are still coming: `DFW 4,200 · IAD waiting`. Nothing when all are here. */
export const SourceProgress = ({ sources }: { sources: readonly SourceState[] }) => {
  const coming = sources.filter(({ isComplete, error }) => !isComplete && !error)
  if (sources.length < 2 || coming.length === 0) return null
  return (
    <p className="flex flex-wrap gap-x-3 border-b border-line px-4 py-1 text-xs text-ink-3 tabular-nums">
      <span>Still loading:</span>
      {coming.map((source) => (
        <span key={`${source.region}/${source.list}`}>
          {sourceWords(source)} {source.loaded === null ? 'waiting' : formatCount(source.loaded)}
        </span>
      ))}
    </p>
  )
}

/** A list that failed never hides the others: it is named, with what is still shown of it, and can be asked again. */
export const SourceFailures = ({ sources }: { sources: readonly SourceState[] }) => {
  const failed = sources.filter(({ error }) => error !== null)
  if (failed.length === 0) return null
  return (
    <div className="flex flex-col gap-1.5 border-b border-line px-4 py-2">
      {failed.map((source) => {
        const { error, loaded, isComplete, isFetching, retry } = source
        if (!error) return null
        const { title, detail } = faultText(error, 'The list of images')
        const rest =
          loaded === null
            ? ''
            : isComplete
              ? ' What you see was read earlier.'
              : ` Loading stopped after ${formatCount(loaded)} images.`
        return (
          <ErrorState
            key={`${source.region}/${source.list}`}
            look="inline"
            title={sources.length === 1 ? title : `${sourceHeading(source)}${title}`}
            detail={`${detail}${rest}`}
            requestId={error.requestId}
            onRetry={retry}
            isRetrying={isFetching}
          />
        )
      })}
    </div>
  )
}

/** Not one list has come: the page has nothing else to show. */
export function NothingLoaded({ sources }: { sources: readonly SourceState[] }) {
  const [first] = sources
  if (!first?.error) return null
  const subject = sources.length === 1 ? 'The list of images' : 'The list of images of every region'
  return (
    <ErrorState
      {...faultText(first.error, subject)}
      requestId={first.error.requestId}
      onRetry={() => {
        for (const { retry } of sources) retry()
      }}
      isRetrying={sources.some(({ isFetching }) => isFetching)}
      headingLevel={1}
    />
  )
}
