import { Info } from 'lucide-react'
import { formatCount } from '#lib/units.ts'
import type { ImageRef } from '#api/images.ts'
import { Button } from '#ui/button.tsx'
import { MOST_IMAGES, shortened } from './compare-url.ts'

const MOST_NAMED = 5

/** The address names more images than are shown: which ones, and the ways on. */
export function TooMany({ left, onLeaveOut }: { left: readonly ImageRef[]; onLeaveOut: () => void }) {
  const named = left.slice(0, MOST_NAMED).map(({ imageId }) => shortened(imageId))
  const more = left.length - named.length
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-warn-soft px-3 py-2">
      <Info aria-hidden className="size-4 shrink-0 text-warn" />
      <p className="min-w-48 flex-1">
        <span className="font-medium">
          The address names {formatCount(MOST_IMAGES + left.length)} images; four at most can be compared.
        </span>{' '}
        <span className="[overflow-wrap:anywhere] text-ink-2">
          Not shown: {named.join(', ')}
          {more > 0 && ` and ${formatCount(more)} more`}. Remove an image to see the next.
        </span>
      </p>
      <Button size="sm" onPress={onLeaveOut}>
        Leave the others out
      </Button>
    </div>
  )
}
