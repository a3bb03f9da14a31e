/**
 * Measures how fast the fake cloud lists: `npm run bench:lists [images]` seeds that many (100,000), asks for pages over
 * HTTP from a process of its own and prints the median of 20 for each kind of page. Ends with 1 when one is over 50 ms,
 * so that tests of scale measure the dashboard and not the cloud.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'

import * as z from 'zod'

import { startFakeCloud } from '#fake-cloud/node.ts'
import { keystonePassword, postJson, projectScope } from '#fake-cloud/test-client.ts'

const LIMIT_MS = 50
const ROUNDS = 20

if (process.argv[2] === '--serve') await serve(Number(process.argv[3]))
else await measure(process.argv[2] ?? '100000')

async function serve(images: number): Promise<void> {
  const fake = await startFakeCloud({ images })
  process.send?.(fake.cloud('demo-openstack').baseUrl)
}

async function measure(images: string): Promise<void> {
  const began = performance.now()
  const server = fork(import.meta.filename, ['--serve', images])
  const base = z.string().parse((await once(server, 'message'))[0])
  print(`${images} images seeded in ${Math.round(performance.now() - began)} ms, load ${loadavg()[0]?.toFixed(1)}`)
  const signIn = keystonePassword('producer', projectScope('producer'))
  const { headers } = await postJson(`${base}/identity/v3/auth/tokens`, signIn)
  const ask = (query: string) =>
    fetch(`${base}/image/RegionOne/v2/images?${query}`, {
      headers: { 'x-auth-token': headers.get('x-subject-token') ?? '', accept: 'application/json' },
    })

  const markers = await markersOf(ask, Number(images))
  const pages: Record<string, string> = {
    'first page': '',
    'first page of 1000': 'limit=1000',
    'page of 1000 at a tenth': `limit=1000&marker=${markers.early}`,
    'page of 1000 in the middle': `limit=1000&marker=${markers.middle}`,
    'by name': 'limit=1000&sort=name:asc',
    'by size and name, in the middle': `limit=1000&sort=size:desc,name:asc&marker=${markers.middle}`,
    'of one status': 'limit=1000&status=active',
    'of one property': 'limit=1000&os_distro=debian',
    'of one tag': 'limit=1000&tag=pci',
    'of one name': `name=${encodeURIComponent('bastion golden 00001')}`,
    'changed lately': `limit=1000&updated_at=gte:${new Date(Date.now() - 3_600_000).toISOString().slice(0, 19)}Z`,
    'of none': 'limit=1000&os_distro=no-such-system',
  }
  for (const [what, query] of Object.entries(pages)) {
    const times: number[] = []
    // The first answer also builds the order's index.
    const first = await timed(ask, query)
    for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(ask, query))
    const median = times.toSorted((a, b) => a - b)[ROUNDS / 2] ?? Number.NaN
    print(`${what}: ${median.toFixed(1)} ms, the first time ${first.toFixed(1)} ms`)
    if (!(median <= LIMIT_MS)) process.exitCode = 1
  }
  server.kill()
}

/** Ids of images far down the list. */
async function markersOf(ask: (query: string) => Promise<Response>, images: number) {
  const Page = z.object({ images: z.array(z.object({ id: z.string() })) })
  const found = { early: '', middle: '' }
  let marker = ''
  for (let seen = 0; seen < images / 2; seen += 1000) {
    const page = Page.parse(await (await ask(`limit=1000${marker && `&marker=${marker}`}`)).json())
    marker = page.images.at(-1)?.id ?? ''
    if (seen < images / 10) found.early = marker
    found.middle = marker
  }
  return found
}

/** Milliseconds until the whole answer is there. */
async function timed(ask: (query: string) => Promise<Response>, query: string): Promise<number> {
  const start = performance.now()
  const answer = await ask(query)
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${query}: ${answer.status}`)
  return performance.now() - start
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
