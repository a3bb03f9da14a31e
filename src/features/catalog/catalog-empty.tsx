import { Layers, SearchX } from 'lucide-react'
import { formatCount } from '#lib/units.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/state-panel.tsx'

interface CatalogEmptyProps {
  /** Where was looked: a region's name, or "all regions". */
  place: string
  /** Images looked at. */
  loaded: number
  isComplete: boolean
  isNarrowed: boolean
  onClear: () => void
}

/** Shown in place of rows when there are none. */
export const CatalogEmpty = ({ place, loaded, isComplete, isNarrowed, onClear }: CatalogEmptyProps) =>
  isNarrowed ? (
    <EmptyState
      icon={<SearchX />}
      title={isComplete ? 'No image matches' : 'No match yet'}
      detail={
        isComplete
          ? `None of the ${formatCount(loaded)} images in ${place} fits this search and these filters.`
          : `Searched ${formatCount(loaded)} images so far; more are being loaded.`
      }
      actions={<Button onPress={onClear}>Clear search and filters</Button>}
    />
  ) : (
    <EmptyState
      icon={<Layers />}
      title={`No images in ${place}`}
      detail="Images your account owns, images shared with it and public images will be listed here."
    />
  )
