import { useQueries, useQueryClient } from '@tanstack/react-query'
import { imageInCatalog } from '#api/catalog.ts'
import type { ApiError } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import { imageName } from '#api/image-facts.ts'
import { imageQueries, type ImageRef } from '#api/images.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { refusalOf, shortened } from './compare-url.ts'

/** Why an image is not there, or not as it is now. */
export interface Failure {
  title: string
  detail: string
  requestId: string | null
  /** Absent where asking again cannot help. */
  onRetry?: () => void
  isRetrying: boolean
}

export interface ComparedImage {
  ref: ImageRef
  /** Null while it loads, and when it cannot be read; then there is a failure. */
  image: Image | null
  /** With an image: the image is from an earlier reading. */
  failure: Failure | null
}

/** Each image on its own: at once as the catalog last saw it, then as it is now. What fails leaves the others alone. */
export function useComparedImages(session: SignedIn, refs: readonly ImageRef[]): ComparedImage[] {
  const client = useQueryClient()
  const answers = useQueries({
    queries: refs.map((ref) => ({
      ...imageQueries.detail(session, ref),
      placeholderData: () => imageInCatalog(client, session, ref.region, ref.imageId),
      enabled: refusalOf(ref, session.regions) === null,
    })),
  })
  return refs.flatMap((ref, at) => {
    const answer = answers[at]
    if (!answer) return []
    const refusal = refusalOf(ref, session.regions)
    if (refusal !== null) {
      const failure = {
        title: 'An image of the address cannot be read',
        detail: refusal,
        requestId: null,
        isRetrying: false,
      }
      return { ref, image: null, failure }
    }
    const { data, error, isFetching, refetch } = answer
    const retry = { onRetry: () => void refetch(), isRetrying: isFetching }
    return {
      ref,
      image: data ?? null,
      failure: error && { ...failureText(error, ref, data), requestId: error.requestId, ...retry },
    }
  })
}

/** The API answers 404 alike for "never was", "was deleted" and "is not yours to see": all three are said. */
const failureText = (error: ApiError, ref: ImageRef, earlier: Image | undefined) => {
  const id = shortened(ref.imageId)
  if (earlier) {
    const { title, detail } = faultText(error, imageName(earlier) ?? id)
    return { title, detail: `${detail} What you see was read earlier.` }
  }
  if (error.fault.kind !== 'missing') return faultText(error, `Image ${id} in ${ref.region}`)
  return {
    title: `Image ${id} was not found in ${ref.region}`,
    detail: 'It may have been deleted, be in another region, or no longer be shared with you.',
  }
}
