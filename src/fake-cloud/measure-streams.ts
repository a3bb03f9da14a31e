/**
 * Measures what a body of many GiB costs the fake cloud: `npm run bench:streams [GiB]` uploads and downloads an object
 * and an image and prints speed and peak memory of the serving process, which is a process of its own.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'

import * as z from 'zod'

import { swiftAccount } from '#fake-cloud/identity/catalog.ts'
import { startFakeCloud } from '#fake-cloud/node.ts'
import { OPENSTACK_PROJECTS } from '#fake-cloud/seed/identity-openstack.ts'
import { keystonePassword, postJson, projectScope } from '#fake-cloud/test-client.ts'

const GIB = 2 ** 30
const LIMIT_MIB = 200

if (process.argv[2] === '--serve') await serve()
else await measure(Number(process.argv[2] ?? 5) * GIB)

async function serve(): Promise<void> {
  const fake = await startFakeCloud()
  process.send?.(fake.cloud('demo-openstack').baseUrl)
}

async function measure(bytes: number): Promise<void> {
  const server = fork(import.meta.filename, ['--serve'])
  const base = z.string().parse((await once(server, 'message'))[0])
  const token = await signIn(base)
  const run = async (what: string, work: () => Promise<void>) => {
    const before = await resetPeak(server.pid ?? 0)
    const start = performance.now()
    await work()
    const seconds = (performance.now() - start) / 1000
    const extra = (await statusOf(server.pid ?? 0)).peakMiB - before
    const speed = Math.round(bytes / 2 ** 20 / seconds)
    process.stdout.write(`${what}: ${speed} MiB/s, ${Math.round(extra)} MiB above ${Math.round(before)} MiB at rest\n`)
    if (extra > LIMIT_MIB) process.exitCode = 1
  }

  const object = `${base}/object-store/RegionOne/v1/${swiftAccount(OPENSTACK_PROJECTS.producer)}/uploads/measured`
  await send('PUT', object.replace('/measured', ''), token)
  await run('object upload', () => send('PUT', object, token, bytes))
  await run('object download', () => download(object, token, bytes))
  const images = `${base}/image/RegionOne/v2/images`
  const made = await postJson(
    images,
    { name: 'measured', disk_format: 'raw', container_format: 'bare' },
    { 'x-auth-token': token },
  )
  const { id } = z.object({ id: z.string() }).parse(made.body)
  await run('image upload', () => send('PUT', `${images}/${id}/file`, token, bytes))
  await run('image download', () => download(`${images}/${id}/file`, token, bytes))
  server.kill()
}

async function signIn(base: string): Promise<string> {
  const body = keystonePassword('producer', projectScope('producer'))
  const { headers } = await postJson(`${base}/identity/v3/auth/tokens`, body)
  return headers.get('x-subject-token') ?? ''
}

async function send(method: string, url: string, token: string, bytes = 0): Promise<void> {
  const piece = new Uint8Array(256 * 1024).fill(65)
  const body = Readable.from(
    (function* () {
      for (let left = bytes; left > 0; left -= piece.length) yield piece.subarray(0, Math.min(left, piece.length))
    })(),
  )
  const headers = { 'x-auth-token': token, 'content-type': 'application/octet-stream', 'content-length': String(bytes) }
  const init = { method, headers, duplex: 'half', ...(bytes > 0 && { body: Readable.toWeb(body) }) }
  // Node types its own web streams apart from the browser's; at run time they are the same class.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const answer = await fetch(url, init as RequestInit)
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
}

async function download(url: string, token: string, bytes: number): Promise<void> {
  const answer = await fetch(url, { headers: { 'x-auth-token': token } })
  let count = 0
  for await (const chunk of answer.body ?? []) count += chunk.length
  if (count !== bytes) throw new Error(`GET ${url}: ${count} of ${bytes} bytes`)
}

/** Resident memory of a process, now and at its peak. Linux only. */
async function statusOf(pid: number): Promise<{ residentMiB: number; peakMiB: number }> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8')
  const mib = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1]) / 1024
  return { residentMiB: mib('VmRSS'), peakMiB: mib('VmHWM') }
}

/** Forgets the peak so far. @returns MiB in use now */
async function resetPeak(pid: number): Promise<number> {
  await writeFile(`/proc/${pid}/clear_refs`, '5')
  return (await statusOf(pid)).residentMiB
}
