/**
 * Every write to an image goes through here: one at a time per image, over all tabs of this browser (real Glance loses
 * properties when two PATCHes of one image run at once, and there is no ETag); made from the image as it is at that
 * moment; its answer worked into every cache; recorded.
 */
import type { QueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { exclusively } from '#lib/exclusive.ts'
import { type CloudCall, recordAct } from './acts.ts'
import { forgetImage, mergeImage } from './catalog.ts'
import { type Answer, callImages, sendImages } from './client.ts'
import { ApiError } from './errors.ts'
import { faultText } from './fault-text.ts'
import { imageName } from './image-facts.ts'
import { imagePath, imageQueries, type ImageRef } from './images.ts'
import { holdsPatch, PATCH_TYPE, type PatchOp } from './json-patch.ts'
import { orFound } from './retry-policy.ts'
import { Image } from './schemas.ts'
import { holderOf, type SignedIn } from './session.ts'
import { settleQuery } from './settle-query.ts'

/** Who writes to which image. */
export interface WriteTarget {
  client: QueryClient
  session: SignedIn
  ref: ImageRef
}

export interface Written {
  /** As read just before. */
  before: Image
  after: Image
  /** What was sent; empty when there was nothing to change. */
  patch: readonly PatchOp[]
}

/**
 * Changes an image by one PATCH.
 * @param plan the changes, given the image as it is now; it may refuse by throwing, and then nothing is sent
 * @param what the act in words, as in `Renamed`
 * @throws ApiError where reading or writing fails
 */
export const changeImage = (target: WriteTarget, plan: (now: Image) => readonly PatchOp[], what: string) =>
  alone(target, async (): Promise<Written> => {
    const before = await readImage(target)
    const patch = plan(before)
    if (patch.length === 0) {
      await spreadImage(target, before)
      return { before, after: before, patch }
    }
    const call: CloudCall = { ...imageCall(target, 'PATCH'), contentType: PATCH_TYPE, body: patch }
    const sent = () => sendCall(call, Image)
    // An answer that was lost may stand for a change that was made: the image itself tells.
    const wasDone = (now: Image) => holdsPatch(now, patch)
    const after = await recorded(target, before, what, call, () => orFound(sent, () => readIf(target, wasDone)))
    await spreadImage(target, after)
    return { before, after, patch }
  })

/** Deletes the image for good. @throws ApiError; 404 counts as done when an earlier answer was lost */
export const deleteImage = (target: WriteTarget, what = 'Deleted') =>
  alone(target, async () => {
    const before = await readImage(target)
    const call = imageCall(target, 'DELETE')
    await recorded(target, before, what, call, () =>
      orFound<unknown>(
        () => sendCall(call, z.unknown()),
        async () => (await isGone(target)) || null,
      ),
    )
    const { client, session, ref } = target
    client.removeQueries({ queryKey: imageQueries.detail(session, ref).queryKey })
    client.removeQueries({ queryKey: imageQueries.entity(session, ref).queryKey })
    forgetImage(client, session, ref.region, ref.imageId)
    return before
  })

/** Withdraws an active image's data, or gives it back. @throws ApiError */
export const setActive = (target: WriteTarget, isActive: boolean) =>
  alone(target, async (): Promise<Written> => {
    const before = await readImage(target)
    const wanted = isActive ? 'active' : 'deactivated'
    if (before.status === wanted) return { before, after: before, patch: [] }
    const call = imageCall(target, 'POST', isActive ? '/actions/reactivate' : '/actions/deactivate')
    const sent = async () => {
      const { requestId } = await sendCall(call, z.unknown())
      return { data: await readImage(target), requestId }
    }
    const wasDone = (now: Image) => now.status === wanted
    const act = isActive ? 'Reactivated' : 'Deactivated'
    const after = await recorded(target, before, act, call, () => orFound(sent, () => readIf(target, wasDone)))
    await spreadImage(target, after)
    return { before, after, patch: [] }
  })

/** The image as the service has it now, past every cache. @throws ApiError */
export const readImage = ({ ref: { region, imageId } }: WriteTarget): Promise<Image> =>
  callImages(region, imagePath(imageId), Image)

/** Works an image's latest answer into every cache that holds it. */
export async function spreadImage({ client, session, ref }: WriteTarget, image: Image): Promise<void> {
  await settleQuery(client, imageQueries.detail(session, ref).queryKey, () => image)
  void client.invalidateQueries({ queryKey: imageQueries.entity(session, ref).queryKey })
  mergeImage(client, session, ref.region, image)
}

/** One write to an image at a time, whichever tab asks. */
const alone = <T>({ session, ref }: WriteTarget, work: () => Promise<T>): Promise<T> =>
  exclusively(`image-write:${JSON.stringify([holderOf(session), ref.region, ref.imageId])}`, work)

const imageCall = ({ ref }: WriteTarget, method: CloudCall['method'], below = ''): CloudCall => ({
  region: ref.region,
  method,
  path: imagePath(ref.imageId) + below,
})

/** Sends a call as it will be recorded. */
export const sendCall = <S extends z.ZodMiniType>({ region, path, ...init }: CloudCall, schema: S) =>
  sendImages(region, path, schema, init)

/** The image, if it shows that something was done. */
async function readIf(target: WriteTarget, wasDone: (now: Image) => boolean): Promise<Image | null> {
  const now = await readImage(target)
  return wasDone(now) ? now : null
}

async function isGone(target: WriteTarget) {
  try {
    await readImage(target)
    return false
  } catch (error) {
    return error instanceof ApiError && error.fault.kind === 'missing'
  }
}

/** Writes the act down, however it ends. */
export async function recorded<T>(
  { session, ref }: WriteTarget,
  before: Pick<Image, 'name'>,
  what: string,
  call: CloudCall,
  act: () => Promise<Answer<T>>,
): Promise<T> {
  const about = { what, imageId: ref.imageId, imageName: imageName(before), call }
  try {
    const { data, requestId } = await act()
    recordAct(session, { ...about, requestId, failure: null })
    return data
  } catch (error) {
    if (error instanceof ApiError)
      recordAct(session, { ...about, requestId: error.requestId, failure: faultText(error, 'The change').detail })
    throw error
  }
}
