/**
 * An image's data onto this computer: streamed into a file while its hash is computed, gone on with where a connection
 * broke off, and compared with the image's own hash at the end. Source: "Image data": GET …/file, Range, Content-MD5.
 */
import { APP_HEADER } from '#lib/contract.ts'
import { type HashName, type HashStream, isHashName, startHasher } from '#lib/hash.ts'
import { ApiError, faultOf } from './errors.ts'
import { imageFileUrl, type ImageRef } from './images.ts'
import type { Image } from './schemas.ts'
import { acrossSessions } from './session-end.ts'

/** Where the bytes go: a file that the user chose. */
export interface DownloadSink {
  write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>
  /** The file is whole. */
  close: () => Promise<void>
  /** It will never be: what was written is given up. */
  abort: () => Promise<void>
}

export interface DownloadInit {
  onBytes: (receivedBytes: number) => void
  signal: AbortSignal
}

/** The hash that the cloud tells of the image and that we can compute; null: there is none to compare. */
export function knownHash(image: Image): { name: HashName; value: string } | null {
  if (isHashName(image.os_hash_algo) && image.os_hash_value)
    return { name: image.os_hash_algo, value: image.os_hash_value }
  return image.checksum ? { name: 'md5', value: image.checksum } : null
}

/** Connections that may break without a byte received in between. */
const MOST_BREAKS = 4
const PAUSE_MS = 1_000

/** What arrived is not what the cloud says it keeps; the file was not saved. */
export class WrongData extends Error {
  override readonly name = 'WrongData'
}

/**
 * @returns the hash that agreed; null where the cloud tells none
 * @throws ApiError; WrongData; the signal's reason; what the file could not be written with
 */
export async function downloadImage(
  ref: ImageRef,
  image: Image,
  sink: DownloadSink,
  { onBytes, signal }: DownloadInit,
): Promise<HashName | null> {
  const hasher = startHasher()
  try {
    const known = knownHash(image)
    const stream = known && (await hasher.begin([known.name]))
    await receiveAll(ref, image, { sink, stream, onBytes, signal })
    const hashes = await stream?.end()
    if (known && hashes?.[known.name] !== known.value) throw new WrongData(`Its ${known.name} differs.`)
    await sink.close()
    return known?.name ?? null
  } catch (error) {
    // The failure that ended it is the one to tell.
    await sink.abort().catch(() => undefined)
    throw error
  } finally {
    hasher.close()
  }
}

interface Receiving {
  sink: DownloadSink
  stream: HashStream | null
  onBytes: (receivedBytes: number) => void
  signal: AbortSignal
}

async function receiveAll(ref: ImageRef, image: Image, { sink, stream, onBytes, signal }: Receiving): Promise<void> {
  let received = 0
  let breaks = 0
  const take = async (bytes: Uint8Array<ArrayBuffer>) => {
    await sink.write(bytes)
    received += bytes.byteLength
    breaks = 0
    onBytes(received)
    // Last, for the worker keeps what it is given.
    await stream?.feed(bytes)
  }
  for (;;) {
    try {
      await acrossSessions(() => receive(ref, received, take, signal), signal)
      if (image.size === null || received === image.size) return
      if (received > image.size) throw new WrongData('It is longer than the image.')
      throw new ApiError({ kind: 'cut-off' })
    } catch (error) {
      signal.throwIfAborted()
      breaks += 1
      if (!(error instanceof ApiError) || !error.isTransient || breaks > MOST_BREAKS) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }
}

/** One request, from `offset` on. Not by the common call: that one reads whole bodies, and ends after two minutes. */
async function receive(
  ref: ImageRef,
  offset: number,
  take: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const headers = new Headers({ Accept: 'application/json', [APP_HEADER.name]: APP_HEADER.value })
  if (offset > 0) headers.set('Range', `bytes=${offset}-`)
  const reply = await fetch(imageFileUrl(ref), { headers, signal, redirect: 'error' }).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw new ApiError({ kind: 'unreachable' }, { cause })
  })
  const requestId = reply.headers.get('x-openstack-request-id') ?? reply.headers.get('x-request-id')
  if (!reply.ok) {
    throw new ApiError(faultOf(reply.status, reply.headers, await reply.text()), { status: reply.status, requestId })
  }
  if (offset > 0 && reply.status !== 206) throw new WrongData('The cloud cannot go on in the middle of an image.')
  const reader = reply.body?.getReader()
  for (;;) {
    const piece = await reader?.read().catch((cause: unknown) => {
      signal.throwIfAborted()
      throw new ApiError({ kind: 'cut-off' }, { status: reply.status, requestId, cause })
    })
    if (!piece || piece.done) return
    await take(piece.value)
  }
}
