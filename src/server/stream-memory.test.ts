/** One GiB in each direction through the real process: its memory must not follow the size of what passes. */
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { Browser } from './testing/dashboard.ts'
import { startKeystone } from './testing/keystone.ts'
import { IMAGES } from './testing/lab.ts'
import { cloudsYaml, runServer } from './testing/server-process.ts'
import { startUpstream } from './testing/upstream.ts'

const GIB = 2 ** 30
const MIB = 2 ** 20
const PIECE = Buffer.alloc(256 * 1024, 'm')

/** Yields one GiB, looking at the memory after each eighth. */
const gibibyte = (look: () => void) =>
  Readable.from(
    (function* () {
      for (let sent = 0; sent < GIB; sent += PIECE.length) {
        if (sent % (GIB / 8) === 0) look()
        yield PIECE
      }
    })(),
    { objectMode: false, highWaterMark: MIB },
  )

const lab = async () => {
  let received = 0
  const looks: Promise<number>[] = []
  const cloud = await startUpstream(async (request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': String(GIB) })
      gibibyte(() => looks.push(memory())).pipe(response)
      return
    }
    for await (const piece of request) received += Buffer.from(piece as Uint8Array).length
    response.writeHead(204).end()
  })
  const keystone = await startKeystone({ imageUrl: cloud.url })
  const browser = new Browser({ url: await runServer(cloudsYaml(keystone.cloud.authUrl)).url })
  await browser.signIn()
  /** Resident bytes of the server process. */
  const memory = async () =>
    Number(/^process_resident_memory_bytes (\d+)/m.exec((await browser.call('GET', '/metrics')).text)?.[1])
  return { browser, memory, looks, received: () => received }
}

const peakOf = async (looks: Promise<number>[]) => Math.max(...(await Promise.all(looks)))

test('one GiB up and one GiB down with flat memory', { timeout: 120_000 }, async () => {
  const { browser, memory, looks, received } = await lab()
  const atRest = await memory()

  const upload = await browser.call('PUT', `${IMAGES}/i/file`, {
    body: gibibyte(() => looks.push(memory())),
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(GIB) },
  })
  expect(upload.status).toBe(204)
  expect(received()).toBe(GIB)
  const uploadPeak = await peakOf(looks.splice(0))

  const download = await browser.open('GET', `${IMAGES}/i/file`)
  let bytes = 0
  for await (const piece of download.body) bytes += Buffer.from(piece as Uint8Array).length
  expect(bytes).toBe(GIB)
  const downloadPeak = await peakOf(looks)

  const grown = (peak: number) => Math.round((peak - atRest) / MIB)
  expect(grown(uploadPeak)).toBeLessThan(250)
  expect(grown(downloadPeak)).toBeLessThan(250)
  // The figures are worth reading even when they are good.
  process.stdout.write(
    `Resident MiB: ${Math.round(atRest / MIB)} at rest, ${Math.round(uploadPeak / MIB)} at most during upload, ` +
      `${Math.round(downloadPeak / MIB)} at most during download\n`,
  )
})
