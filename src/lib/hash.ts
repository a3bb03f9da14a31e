/** Hashes of files and streams, computed in a worker of their own so that the page stays quick. */
// oxlint-disable-next-line import/default -- Vite makes the module: the address of the built worker.
import workerUrl from './hash-worker.ts?worker&url'

export type HashName = 'md5' | 'sha256' | 'sha512'

/** Lower-case hex. */
export type Hashes = Partial<Record<HashName, string>>

export const isHashName = (name: string | null): name is HashName =>
  name === 'md5' || name === 'sha256' || name === 'sha512'

/** What the page asks of the worker; each is answered under its `turn`. */
export type HashOrder = { turn: number } & (
  | { kind: 'blob'; blob: Blob; names: readonly HashName[] }
  | { kind: 'begin'; id: number; names: readonly HashName[] }
  | { kind: 'feed'; id: number; bytes: Uint8Array }
  | { kind: 'end'; id: number }
)
export type HashAnswer = { turn: number; hashes: Hashes | null } | { turn: number; failure: string }

/** The file changed on disk, or was taken away, while it was read. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

export interface Hasher {
  /** Reads the whole blob. @throws UnreadableFile; the signal's reason */
  hash: (blob: Blob, names: readonly HashName[]) => Promise<Hashes>
  /** Hashes of what will be fed to it. */
  begin: (names: readonly HashName[]) => Promise<HashStream>
  /** Ends the worker; work under way then never ends. */
  close: () => void
}

export interface HashStream {
  /** Resolves when the piece is taken in, which is when the next should come. The bytes are given away. */
  feed: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>
  end: () => Promise<Hashes>
}

/** Starts a worker. */
export function startHasher(): Hasher {
  const worker = new Worker(trusted(workerUrl), { type: 'module' })
  const waiting = new Map<number, { resolve: (hashes: Hashes | null) => void; reject: (error: Error) => void }>()
  let turns = 0
  let streams = 0

  worker.addEventListener('message', ({ data }: MessageEvent<HashAnswer>) => {
    const asked = waiting.get(data.turn)
    waiting.delete(data.turn)
    if ('failure' in data) asked?.reject(new UnreadableFile(data.failure))
    else asked?.resolve(data.hashes)
  })
  worker.addEventListener('error', () => {
    for (const { reject } of waiting.values())
      reject(new Error('The worker that computes hashes could not be started.'))
    waiting.clear()
  })

  const ask = async (order: WithoutTurn<HashOrder>, given: Transferable[] = []) => {
    const turn = (turns += 1)
    return new Promise<Hashes | null>((resolve, reject) => {
      waiting.set(turn, { resolve, reject })
      worker.postMessage({ ...order, turn }, given)
    })
  }

  return {
    hash: async (blob, names) => (await ask({ kind: 'blob', blob, names })) ?? {},
    begin: async (names) => {
      const id = (streams += 1)
      await ask({ kind: 'begin', id, names })
      return {
        feed: async (bytes) => void (await ask({ kind: 'feed', id, bytes }, [bytes.buffer])),
        end: async () => (await ask({ kind: 'end', id })) ?? {},
      }
    },
    close: () => worker.terminate(),
  }
}

type WithoutTurn<T> = T extends unknown ? Omit<T, 'turn'> : never

interface TrustedTypes {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => {
    createScriptURL: (url: string) => string
  }
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined

/** The page's policy takes scripts from trusted values only (Trusted Types): this one is part of the build. */
function trusted(url: string): string {
  // Not in TypeScript's library, and not in every browser.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  policy ??= trustedTypes?.createPolicy('hash-worker', {
    createScriptURL: (asked) => {
      if (asked !== workerUrl) throw new TypeError('Not the worker of this build.')
      return asked
    },
  })
  return policy ? policy.createScriptURL(url) : url
}
