/** Looks for an image that somebody named by its ID, in the regions it may be in. */
import type { QueryClient } from '@tanstack/react-query'
import { ApiError } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import { imageQueries, type ImageRef } from '#api/images.ts'
import type { SignedIn } from '#api/session.ts'
import { isSameRef, refusalOf, shortened } from './compare-url.ts'
import { readPasted } from './pasted-image.ts'

type Finding = { ref: ImageRef } | { problem: string }

interface Search {
  client: QueryClient
  session: SignedIn
  /** As it was typed or pasted. */
  text: string
  /** In the comparison already. */
  images: readonly ImageRef[]
}

/** The first region to answer with the image wins; a problem is a sentence for people. */
export async function findImage({ client, session, text, images }: Search): Promise<Finding> {
  const pasted = readPasted(text)
  if (!pasted) return { problem: 'Enter the ID of an image.' }
  const { imageId, region } = pasted
  // An address of the service itself also has something before its images: `v2`, which is no region.
  const regions = region !== undefined && session.regions.includes(region) ? [region] : session.regions
  const refs = regions.map((name) => ({ region: name, imageId }))
  const refusal = refs[0] && refusalOf(refs[0], session.regions)
  if (refusal) return { problem: refusal }

  const isCompared = (ref: ImageRef) => images.some((image) => isSameRef(image, ref))
  const failures: string[] = []
  const ask = async (ref: ImageRef) => {
    try {
      await client.fetchQuery(imageQueries.detail(session, ref))
      return ref
    } catch (error) {
      if (!isNoImage(error)) failures.push(failureText(error, ref.region))
      throw error
    }
  }
  try {
    return { ref: await Promise.any(refs.filter((ref) => !isCompared(ref)).map(ask)) }
  } catch {
    if (refs.some(isCompared)) return { problem: 'This image is in the comparison already.' }
    if (failures.length > 0) return { problem: failures.join(' ') }
    return { problem: notFound(imageId, regions) }
  }
}

/** Also an ID that the service will not look up is the ID of no image. */
const isNoImage = (error: unknown) =>
  error instanceof ApiError && ['missing', 'gone', 'invalid'].includes(error.fault.kind)

const failureText = (error: unknown, region: string) => {
  if (!(error instanceof ApiError)) return `${region} could not be asked.`
  const { title, detail } = faultText(error, 'The image')
  return `${region}: ${title}. ${detail}`
}

const notFound = (imageId: string, regions: readonly string[]) =>
  `No image with the ID ${shortened(imageId)} can be seen from this account in ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(regions)}. It may have been deleted, or not be shared with you.`
