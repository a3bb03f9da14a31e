import { Columns3 } from 'lucide-react'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { EmptyState } from '#ui/state-panel.tsx'
import { AddImageForm, type AddImageProps } from './add-image.tsx'

/** Nothing to compare yet: says what is missing and takes it. */
export const TooFew = ({ region, chosen, ...add }: AddImageProps & { region: string; chosen: string | undefined }) => (
  <>
    <EmptyState
      icon={<Columns3 />}
      title={chosen === undefined ? 'No image is chosen' : 'One more image is needed'}
      detail={
        chosen === undefined ? (
          'A comparison takes two to four images. Select them in the list, or add them here by their IDs.'
        ) : (
          <>
            <bdi className="font-medium break-words text-ink">{chosen}</bdi> is chosen. A comparison takes two to four
            images: add another by its ID.
          </>
        )
      }
      actions={
        <span className="flex w-full max-w-md flex-col items-center gap-4 sm:w-96">
          <AddImageForm {...add} />
          <LinkButton href={paths.images(region)}>Choose from the list</LinkButton>
        </span>
      }
    />
  </>
)
