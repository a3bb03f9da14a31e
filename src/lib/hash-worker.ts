/** Computes hashes beside the page. Reads files itself, by the stream, so a file of any size takes no memory to speak of. */
import { createMD5, createSHA256, createSHA512, type IHasher } from 'hash-wasm'
import type { HashAnswer, HashName, HashOrder, Hashes } from './hash.ts'

const MAKERS: Record<HashName, () => Promise<IHasher>> = {
  md5: createMD5,
  sha256: createSHA256,
  sha512: createSHA512,
}

type Running = [HashName, IHasher][]

/** Hashes that are fed piece by piece, by the order's number. */
const fed = new Map<number, Running>()

const begin = async (names: readonly HashName[]): Promise<Running> =>
  Promise.all(names.map(async (name): Promise<[HashName, IHasher]> => [name, (await MAKERS[name]()).init()]))

const feed = (running: Running, bytes: Uint8Array) => {
  for (const [, hasher] of running) hasher.update(bytes)
}

const digests = (running: Running): Hashes =>
  Object.fromEntries(running.map(([name, hasher]) => [name, hasher.digest('hex')]))

async function hashBlob(blob: Blob, names: readonly HashName[]): Promise<Hashes> {
  const running = await begin(names)
  const reader = blob.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return digests(running)
    feed(running, value)
  }
}

async function obey(order: HashOrder): Promise<Hashes | null> {
  switch (order.kind) {
    case 'blob':
      return hashBlob(order.blob, order.names)
    case 'begin':
      fed.set(order.id, await begin(order.names))
      return null
    case 'feed':
      feed(fed.get(order.id) ?? [], order.bytes)
      return null
    case 'end': {
      const running = fed.get(order.id) ?? []
      fed.delete(order.id)
      return digests(running)
    }
    default:
      return order satisfies never
  }
}

// One order at a time: pieces of a stream have to be taken in the order they came.
let last: Promise<unknown> = Promise.resolve()

addEventListener('message', ({ data: order }: MessageEvent<HashOrder>) => {
  last = last.then(async () => {
    let answer: HashAnswer
    try {
      answer = { turn: order.turn, hashes: await obey(order) }
    } catch (error) {
      answer = { turn: order.turn, failure: error instanceof Error ? error.name : 'Error' }
    }
    postMessage(answer)
  })
})
