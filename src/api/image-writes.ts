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

/** What may be done to an image while no other write to it runs. */
export interface ImageWriter {
  /**
   * Changes the image by one PATCH.
   * @param plan the changes, given the image as it is now; it may refuse by throwing, and then nothing is sent
   * @param what the act in words, as in `Renamed`
   * @throws ApiError where reading or writing fails
   */
  change: (plan: (now: Image) => readonly PatchOp[], what: string) => Promise<Written>
  /** Deletes the image for good. @throws ApiError; 404 counts as done when an earlier answer was lost */
  remove: (what?: string) => Promise<void>
  /** Has the service do something to the image that is no change of its fields. @throws ApiError */
  act: (act: ServiceAct) => Promise<Written>
}

export interface ServiceAct {
  what: string
  call: CloudCall
  /** Whether the image shows that the act was done: for when the answer is lost, and to do nothing twice. */
  wasDone: (now: Image) => boolean
}

/** Writes to one image as one piece of work: no other write to it comes in between, whichever tab asks. */
export const writeImage = <T>(target: WriteTarget, work: (writer: ImageWriter) => Promise<T>): Promise<T> =>
  exclusively(`image-write:${JSON.stringify([holderOf(target.session), target.ref.region, target.ref.imageId])}`, () =>
    work({
      change: (plan, what) => change(target, plan, what),
      remove: (what = 'Deleted') => remove(target, what),
      act: (act) => serve(target, act),
    }),
  )

/** One change as a piece of work of its own; see ImageWriter. @throws ApiError, and what the plan throws */
export const changeImage = (target: WriteTarget, ...how: Parameters<ImageWriter['change']>) =>
  writeImage(target, (writer) => writer.change(...how))

/** The same for a delete. @throws ApiError */
export const deleteImage = (target: WriteTarget, what?: string) => writeImage(target, (writer) => writer.remove(what))

/** Withdraws an active image's data, or gives it back. @throws ApiError */
export const setActive = (target: WriteTarget, isActive: boolean) =>
  writeImage(target, (writer) =>
    writer.act({
      what: isActive ? 'Reactivated' : 'Deactivated',
      call: imageCall(target, 'POST', isActive ? '/actions/reactivate' : '/actions/deactivate'),
      wasDone: ({ status }) => status === (isActive ? 'active' : 'deactivated'),
    }),
  )

async function change(target: WriteTarget, plan: (now: Image) => readonly PatchOp[], what: string): Promise<Written> {
  const before = await readImage(target)
  let patch: readonly PatchOp[] = []
  try {
    patch = plan(before)
  } catch (refusal) {
    await spreadImage(target, before)
    throw refusal
  }
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
}

async function remove(target: WriteTarget, what: string): Promise<void> {
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
}

async function serve(target: WriteTarget, { what, call, wasDone }: ServiceAct): Promise<Written> {
  const before = await readImage(target)
  if (wasDone(before)) {
    await spreadImage(target, before)
    return { before, after: before, patch: [] }
  }
  const sent = async () => {
    const { requestId } = await sendCall(call, z.unknown())
    return { data: await readImage(target), requestId }
  }
  const after = await recorded(target, before, what, call, () => orFound(sent, () => readIf(target, wasDone)))
  await spreadImage(target, after)
  return { before, after, patch: [] }
}

/** The image as the service has it now, past every cache. @throws ApiError */
export const readImage = ({ ref: { region, imageId } }: WriteTarget): Promise<Image> =>
  callImages(region, imagePath(imageId), Image)

/** Works an image's latest answer into every cache that holds it. */
export async function spreadImage({ client, session, ref }: WriteTarget, image: Image): Promise<void> {
  await settleQuery(client, imageQueries.detail(session, ref).queryKey, () => image)
  void client.invalidateQueries({ queryKey: imageQueries.entity(session, ref).queryKey })
  mergeImage(client, session, ref.region, image)
}

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
