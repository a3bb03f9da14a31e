/** Callers of one way to the same data, and how they fare. */
import { Agent, request } from 'node:http'
import { Readable } from 'node:stream'

import { percentile } from '../measures.ts'
import type { Figures } from './visit.ts'

const AT_ONCE = 16
const SECONDS = 2
const MIB = 2 ** 20
/** Bytes of the file that goes down, and of the one that goes up. */
export const BODY = 512 * MIB

/** One way to the data. */
export interface Way {
  port: number
  prefix: string
  headers: Record<string, string>
}

/** As many requests as `AT_ONCE` callers get answered in a time. */
export async function requests({ port, prefix, headers }: Way): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const times: number[] = []
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      request({ port, path: `${prefix}/v2/images?limit=25`, headers, agent }, (reply) => {
        if (reply.statusCode !== 200) reject(new Error(`${port}: ${reply.statusCode}`))
        reply.resume().on('end', resolve)
      })
        .on('error', reject)
        .end()
    })
  const end = performance.now() + SECONDS * 1_000
  const caller = async () => {
    while (performance.now() < end) {
      const start = performance.now()
      await ask()
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, caller))
  agent.destroy()
  times.sort((one, other) => one - other)
  return {
    'requests a second': times.length / SECONDS,
    'p50, ms': percentile(times, 0.5),
    'p99, ms': percentile(times, 0.99),
  }
}

const speed = async (work: () => Promise<void>) => {
  const start = performance.now()
  await work()
  return BODY / MIB / ((performance.now() - start) / 1_000)
}

export const download = ({ port, prefix, headers }: Way) =>
  speed(
    () =>
      new Promise((resolve, reject) => {
        request({ port, path: `${prefix}/v2/images/data/file`, headers }, (reply) => {
          let bytes = 0
          reply.on('data', (piece: Buffer) => (bytes += piece.length))
          reply.on('end', () => (bytes === BODY ? resolve() : reject(new Error(`${port}: ${bytes} bytes came`))))
        })
          .on('error', reject)
          .end()
      }),
  )

/** The bytes of that file. */
export function* pieces() {
  const piece = new Uint8Array(256 * 1_024).fill(65)
  for (let left = BODY; left > 0; left -= piece.length) yield piece
}

export const upload = ({ port, prefix, headers }: Way) =>
  speed(
    () =>
      new Promise((resolve, reject) => {
        const type = { 'content-type': 'application/octet-stream', 'content-length': BODY }
        const sent = request(
          { port, method: 'PUT', path: `${prefix}/v2/images/sunk/file`, headers: { ...headers, ...type } },
          (reply) => {
            if (reply.statusCode !== 204) reject(new Error(`${port}: ${reply.statusCode}`))
            reply.resume().on('end', resolve)
          },
        ).on('error', reject)
        Readable.from(pieces()).pipe(sent)
      }),
  )
