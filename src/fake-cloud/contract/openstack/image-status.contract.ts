import { type Case, contract, type Expected } from '#fake-cloud/contract/contract.ts'
import type { Answer } from '#fake-cloud/contract/http.ts'
import { done, refused } from '#fake-cloud/contract/shapes.ts'
import { type Caller, must, type Stage } from '#fake-cloud/contract/stage.ts'

const OCTETS = { 'content-type': 'application/octet-stream' }
const RAW = { disk_format: 'raw', container_format: 'bare' }
const DATA = 'hello world'
const HALVES = ['hello ', 'world'] as const

const path = (id: string, more = '') => `/v2/images/${id}${more}`

const from = (uri: string) => ({ method: { name: 'web-download', uri } })
const STAGED = { method: { name: 'glance-direct' } }

/** Begins to put data and waits until the image shows it. */
async function holding(stage: Stage, id: string, call: 'file' | 'stage', status: string) {
  const { images } = await stage.as('producer')
  const held = images.hold(path(id, `/${call}`), HALVES, OCTETS)
  await stage.until(images, path(id), status)
  return held
}

const STATUSES = ['queued', 'saving', 'uploading', 'importing', 'active', 'deactivated'] as const
type Status = (typeof STATUSES)[number]

/** Brings an image of the producer's into a status, and keeps it there. @returns its id */
const STANDING: Record<Status, (stage: Stage) => Promise<string>> = {
  queued: (stage) => stage.image(RAW),
  saving: async (stage) => {
    const id = await stage.image(RAW)
    await holding(stage, id, 'file', 'saving')
    return id
  },
  uploading: async (stage) => {
    const id = await stage.image(RAW)
    const { images } = await stage.as('producer')
    must(await images.put(path(id, '/stage'), DATA, OCTETS), 204)
    return id
  },
  importing: async (stage) => {
    const id = await stage.image(RAW)
    const { images } = await stage.as('producer')
    must(await images.post(path(id, '/import'), from(await stage.silentAddress())), 202)
    await stage.until(images, path(id), 'importing')
    return id
  },
  active: (stage) => stage.activeImage(),
  deactivated: async (stage) => {
    const id = await stage.activeImage()
    const { images } = await stage.as('producer')
    must(await images.post(path(id, '/actions/deactivate')), 204)
    return id
  },
}

const ACT_NAMES = [
  'upload',
  'stage',
  'import staged data',
  'import from an address',
  'deactivate',
  'reactivate',
  'delete',
] as const
type Act = (typeof ACT_NAMES)[number]

const ACTS: Record<Act, (caller: Caller, id: string, stage: Stage) => Promise<Answer>> = {
  upload: ({ images }, id) => images.put(path(id, '/file'), DATA, OCTETS),
  stage: ({ images }, id) => images.put(path(id, '/stage'), DATA, OCTETS),
  'import staged data': ({ images }, id) => images.post(path(id, '/import'), STAGED),
  'import from an address': async ({ images }, id, stage) =>
    images.post(path(id, '/import'), from(await stage.silentAddress())),
  deactivate: ({ images }, id) => images.post(path(id, '/actions/deactivate')),
  reactivate: ({ images }, id) => images.post(path(id, '/actions/reactivate')),
  delete: ({ images }, id) => images.delete(path(id)),
}

/** What an act is answered, and the status it leads to; without one the image stays as it is. */
type Move = readonly [Expected, (Status | 'gone')?]

const accepted = { status: 202, text: '' }
const notBetween = (before: string, next: string): Move => [
  refused(409, `Image status transition from ${before} to ${next} is not allowed`),
]
const notWhile = (action: string, status: string): Move => [
  refused(403, `Not allowed to ${action} image in status '${status}'`),
]
const NOT_STAGED: Move = [refused(409, "Image needs to be staged before 'glance-direct' method can be used")]
const NOT_QUEUED: Move = [refused(409, "Image needs to be in 'queued' state to use 'web-download' method")]
const HAS_DATA: Move = [refused(409, 'Image with status active cannot be target for import')]
const GOES: Move = [done, 'gone']

/** By the status an image stands in: what every act does to it. */
const MOVES: Readonly<Record<Status, Readonly<Record<Act, Move>>>> = {
  queued: {
    upload: [done, 'active'],
    stage: [done, 'uploading'],
    'import staged data': NOT_STAGED,
    'import from an address': [accepted, 'importing'],
    deactivate: notWhile('deactivate', 'queued'),
    reactivate: notWhile('reactivate', 'queued'),
    delete: GOES,
  },
  saving: {
    upload: notBetween('saving', 'saving'),
    stage: notBetween('saving', 'uploading'),
    'import staged data': NOT_STAGED,
    'import from an address': NOT_QUEUED,
    deactivate: notWhile('deactivate', 'saving'),
    reactivate: notWhile('reactivate', 'saving'),
    delete: GOES,
  },
  uploading: {
    upload: notBetween('uploading', 'saving'),
    stage: notBetween('uploading', 'uploading'),
    'import staged data': [accepted, 'active'],
    'import from an address': NOT_QUEUED,
    deactivate: notWhile('deactivate', 'uploading'),
    reactivate: notWhile('reactivate', 'uploading'),
    delete: GOES,
  },
  importing: {
    upload: notBetween('importing', 'saving'),
    stage: notBetween('importing', 'uploading'),
    'import staged data': NOT_STAGED,
    'import from an address': NOT_QUEUED,
    deactivate: notWhile('deactivate', 'importing'),
    reactivate: notWhile('reactivate', 'importing'),
    delete: GOES,
  },
  active: {
    upload: notBetween('active', 'saving'),
    stage: notBetween('active', 'uploading'),
    'import staged data': HAS_DATA,
    'import from an address': HAS_DATA,
    deactivate: [done, 'deactivated'],
    reactivate: [done],
    delete: GOES,
  },
  deactivated: {
    upload: notBetween('deactivated', 'saving'),
    stage: notBetween('deactivated', 'uploading'),
    'import staged data': NOT_STAGED,
    'import from an address': NOT_QUEUED,
    deactivate: [done],
    reactivate: [done, 'active'],
    delete: GOES,
  },
}

const move = (before: Status, act: Act): Case => {
  const [answer, after = before] = MOVES[before][act]
  return {
    name: `${before}, ${act}: ${after}`,
    as: 'producer',
    act: async (caller, stage) => {
      const id = await STANDING[before](stage)
      const answered = await ACTS[act](caller, id, stage)
      // An import works in the background; everything else is done when it is answered.
      const next = answer === accepted ? stage.until(caller.images, path(id), after) : caller.images.get(path(id))
      return [answered, await next]
    },
    expect: [answer, after === 'gone' ? { status: 404 } : { status: 200, has: { status: after } }],
  }
}

const ends = (call: 'file' | 'stage', during: Status, after: Status): Case[] => [
  {
    name: `${during} until the last byte, then ${after}`,
    as: 'producer',
    act: async ({ images }, stage) => {
      const id = await stage.image(RAW)
      const held = await holding(stage, id, call, during)
      const meanwhile = await images.get(path(id))
      return [meanwhile, await held.finish(), await images.get(path(id))]
    },
    expect: [
      { status: 200, has: { status: during, checksum: null } },
      done,
      { status: 200, has: { status: after, size: DATA.length } },
    ],
  },
  {
    name: `${during} breaks off: queued again, without a size, and may be tried again`,
    as: 'producer',
    act: async ({ images }, stage) => {
      const id = await stage.image(RAW)
      const held = await holding(stage, id, call, during)
      held.breakOff()
      const broken = await stage.until(images, path(id), 'queued')
      return [broken, await images.put(path(id, `/${call}`), DATA, OCTETS), await images.get(path(id))]
    },
    expect: [{ status: 200, has: { size: null } }, done, { status: 200, has: { status: after, size: DATA.length } }],
  },
]

contract({
  title: 'Image statuses',
  source: 'Image statuses',
  cases: [
    ...STATUSES.flatMap((status) => ACT_NAMES.map((act) => move(status, act))),
    ...ends('file', 'saving', 'active'),
    ...ends('stage', 'uploading', 'uploading'),
    {
      name: 'an image that goes while its data come: the upload finds nothing to put them to',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image(RAW)
        const held = await holding(stage, id, 'file', 'saving')
        return [await images.delete(path(id)), await held.finish(), await images.get(path(id))]
      },
      expect: [done, { status: 410 }, { status: 404 }],
    },
    {
      name: 'an import that fails: queued, and the next one may follow',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image(RAW)
        const nothing = await images.post(path(id, '/import'), from(`${stage.target.objectStoreUrl}/nothing.raw`))
        const failed = await stage.untilBody(images, path(id), 'os_glance_failed_import', 'fast')
        await stage.untilBody(images, path(id), 'os_glance_import_task', undefined)
        return [nothing, failed, await images.put(path(id, '/file'), DATA, OCTETS), await images.get(path(id))]
      },
      expect: [accepted, { status: 200, has: { status: 'queued' } }, done, { status: 200, has: { status: 'active' } }],
    },
  ],
})
