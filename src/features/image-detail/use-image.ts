import { useQuery, useQueryClient } from '@tanstack/react-query'
import { imageInCatalog } from '#api/catalog.ts'
import { type ImageKind, imageKind } from '#api/image-kind.ts'
import { imageQueries, type ImageRef } from '#api/images.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'

/** The image, at once as the catalog last saw it, then as it is now. */
export function useImage(session: SignedIn, ref: ImageRef) {
  const client = useQueryClient()
  return useQuery({
    ...imageQueries.detail(session, ref),
    placeholderData: () => imageInCatalog(client, session, ref.region, ref.imageId),
  })
}

/**
 * Standard or not, and why. Being in the public list decides, which the image alone does not tell: the catalog in the
 * browser answers if it is there, else the service is asked. Null while that is not known.
 */
export function useImageKind(session: SignedIn, ref: ImageRef, image: Image): ImageKind | null {
  const client = useQueryClient()
  const inCatalog = imageInCatalog(client, session, ref.region, ref.imageId) !== undefined
  const needsAsking = session.flavour === 'rackspace' && image.visibility === 'public' && !inCatalog
  const { data: listed, isPending } = useQuery({ ...imageQueries.listedPublicly(session, ref), enabled: needsAsking })
  if (needsAsking && isPending) return null
  return imageKind(image, {
    account: session.account.id,
    flavour: session.flavour,
    listedPublicly: inCatalog || (listed ?? session.flavour === 'openstack'),
  })
}
