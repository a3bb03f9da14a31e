import { matching, satisfying } from '#fake-cloud/contract/matchers.ts'

import { damaged, dynamicDisk, fixedDisk, GIB } from './disks.ts'
import {
  ACCOUNTS,
  type RackspaceCase,
  rackspaceContract,
  type RackspaceStage,
  type User,
} from './rackspace-contract.ts'
import { finished, IMPORT, made, task, until } from './task-acts.ts'

const OCTETS = { 'content-type': 'application/octet-stream' }
const FILE = '/exports/my-excellent-image.vhd'

const upload = (user: User, body: Uint8Array | string, path = FILE) =>
  user.files('PUT', path, { body, headers: OCTETS })

/** Puts a file where the documents' example has it and imports it from there. */
async function imported(user: User, stage: RackspaceStage, file: Uint8Array | string) {
  await upload(user, file)
  return finished(user, stage, IMPORT)
}

const failed = (message: unknown, body = IMPORT) => ({
  status: 200,
  body: task(body, 'failure', { message, expires_at: '{seconds}' }),
})

/** A file, and the code that the documents give for it. The name never says what the bytes are. */
const turnedDown = (code: number, name: string, file: () => Uint8Array | string): RackspaceCase => ({
  name: `${code}: ${name}`,
  as: 'producer',
  act: (user, stage) => imported(user, stage, file()),
  expect: failed(matching(new RegExp(`\\b${code}\\b`))),
})

const importFrom = (from: string) => ({ ...IMPORT, input: { ...IMPORT.input, import_from: from } })
const withProperties = (properties: object) => ({ ...IMPORT, input: { ...IMPORT.input, image_properties: properties } })

/** The images of the account that carry the name of the documents' example. */
const named = (user: User) => user.images('GET', '/v2/images?name=My%20excellent%20custom%20image')

const success = {
  status: 200,
  body: task(IMPORT, 'success', { result: { image_id: '{image}' }, expires_at: '{seconds}' }),
}

/** Follows an import to its end. @returns the task, and the image it made */
async function taskAndImage(user: User, stage: RackspaceStage, file: Uint8Array) {
  const answer = await imported(user, stage, file)
  const id = /"image_id":"([^"]+)"/.exec(answer.text)?.[1] ?? 'none'
  stage.name(id, 'image')
  return [answer, await user.images('GET', `/v2/images/${id}`)]
}

const IMAGE = {
  status: 200,
  has: {
    id: '{image}',
    name: 'My excellent custom image',
    status: 'active',
    visibility: 'private',
    owner: '{producer}',
    protected: false,
    disk_format: 'vhd',
    container_format: 'ovf',
    image_type: 'import',
    'com.rackspace__1__source': 'import',
  },
}

rackspaceContract({
  title: 'import task',
  source: 'Task to import image',
  cases: [
    {
      name: 'a fixed disk becomes a private image of the account',
      as: 'producer',
      act: (user, stage) => taskAndImage(user, stage, fixedDisk()),
      expect: [success, IMAGE],
    },
    {
      name: 'a dynamic disk too',
      as: 'producer',
      act: (user, stage) => taskAndImage(user, stage, dynamicDisk()),
      expect: [success, IMAGE],
    },
    {
      name: 'there is no image before the task is over',
      as: 'producer',
      act: async (user, stage) => {
        await upload(user, fixedDisk())
        const id = await made(user, stage, IMPORT)
        const first = await named(user)
        await until(user, stage, id, 'processing')
        const second = await named(user)
        await until(user, stage, id, 'success')
        return [first, second, await named(user)]
      },
      expect: [
        { status: 200, has: { images: [] } },
        { status: 200, has: { images: [] } },
        { status: 200, has: { images: [{ name: 'My excellent custom image' }] } },
      ],
    },
    {
      name: 'a disk in segments is one disk',
      as: 'producer',
      act: async (user, stage) => {
        const disk = fixedDisk()
        await upload(user, disk.subarray(0, 700_000), `${FILE}-00001`)
        await upload(user, disk.subarray(700_000), `${FILE}-00002`)
        await user.files('PUT', FILE, { headers: { 'x-object-manifest': `${FILE.slice(1)}-` } })
        return finished(user, stage, IMPORT)
      },
      expect: { status: 200, has: { status: 'success' } },
    },
    turnedDown(111, 'a footer that is damaged', () => damaged(fixedDisk(), -200)),
    turnedDown(111, 'a header that is damaged', () => damaged(dynamicDisk(), 512 + 700)),
    turnedDown(111, 'a dynamic disk without a header', () => fixedDisk({ type: 3 })),
    turnedDown(111, 'less data than the footer says', () => fixedDisk({ virtualSize: 2 * GIB })),
    turnedDown(396, 'a text', () => 'These are the holidays of 2026.\n'.repeat(100)),
    turnedDown(396, 'nothing at all', () => new Uint8Array(0)),
    turnedDown(396, 'a disk cut short', () => fixedDisk().subarray(0, -1)),
    turnedDown(396, 'another mark in the footer', () => fixedDisk({ cookie: 'vhdxfile' })),
    {
      name: '396: a manifest whose segments are gone, which reads as nothing',
      as: 'producer',
      act: async (user, stage) => {
        await user.files('PUT', FILE, { headers: { 'x-object-manifest': 'exports/gone-' } })
        return finished(user, stage, IMPORT)
      },
      expect: failed(matching(/\b396\b/)),
    },
    turnedDown(413, 'a small file that unfolds to more than 40 GB', () => dynamicDisk({ virtualSize: 48 * GIB })),
    turnedDown(523, 'neither fixed nor dynamic', () => dynamicDisk({ type: 6 })),
    turnedDown(523, 'differencing, its parent not named', () => dynamicDisk({ type: 4 })),
    turnedDown(614, 'an internal UUID of zeros', () => fixedDisk({ uuid: 0 })),
    turnedDown(614, 'an internal UUID of zeros, dynamic', () => dynamicDisk({ uuid: 0 })),
    turnedDown(721, 'differencing, with a parent', () => dynamicDisk({ type: 4, parent: 0x77 })),
    {
      name: '609: a file of more than 40 GB',
      as: 'producer',
      act: async (user, stage) => {
        // One large segment a thousand times over, as a list of segments allows.
        const segment = new Uint8Array(42 * 2 ** 20)
        segment.set(fixedDisk(), segment.length - fixedDisk().length)
        await upload(user, segment, '/exports/segment')
        const list = Array.from({ length: 1000 }, () => ({ path: '/exports/segment' }))
        const put = await user.files('PUT', `${FILE}?multipart-manifest=put`, { body: list })
        return [put, await user.files('HEAD', FILE), await finished(user, stage, IMPORT)]
      },
      expect: [
        { status: 201 },
        { status: 200, headers: { 'content-length': String(42_000 * 2 ** 20) } },
        failed(matching(/\b609\b/)),
      ],
    },
    {
      name: 'the name says nothing: a good disk called a text is taken',
      as: 'producer',
      act: async (user, stage) => {
        await upload(user, fixedDisk(), '/exports/README.txt')
        return finished(user, stage, importFrom('exports/README.txt'))
      },
      expect: { status: 200, has: { status: 'success' } },
    },
    ...(
      [
        ['a file that is not there', 'exports/nothing-here.vhd'],
        ['a container that is not there', 'nonexistentcontainer/noimage.vhd'],
        ['no container named', 'my-excellent-image.vhd'],
        ['a container and no file', 'exports/'],
      ] as const
    ).map(([name, from]): RackspaceCase => ({
      name,
      as: 'producer',
      act: (user, stage) => finished(user, stage, importFrom(from)),
      expect: failed('Error: Image not found for import. Possible invalid location', importFrom(from)),
    })),
    {
      name: 'a manifest whose segments are gone with their container',
      as: 'producer',
      act: async (user, stage) => {
        await user.files('PUT', FILE, { headers: { 'x-object-manifest': 'gone/my-excellent-image-' } })
        return finished(user, stage, IMPORT)
      },
      expect: failed('Error: Image not found for import. Possible invalid location'),
    },
    {
      name: 'the files of others are not there',
      as: 'producer',
      act: async (user, stage) => {
        const consumer = await stage.as('consumer')
        await upload(consumer, fixedDisk(), '/exports/theirs.vhd')
        return finished(user, stage, importFrom(`MossoCloudFS_${ACCOUNTS.consumer}/exports/theirs.vhd`))
      },
      expect: { status: 200, has: { status: 'failure', message: matching(/not found/) } },
    },
    ...(
      [
        ['another property beside the name', { name: 'x', os_distro: 'debian' }],
        ['no name', {}],
        ['a name of nothing', { name: '' }],
      ] as const
    ).map(([name, properties]): RackspaceCase => ({
      name: `${name}: the operation fails`,
      as: 'producer',
      act: async (user, stage) => {
        await upload(user, fixedDisk())
        return finished(user, stage, withProperties(properties))
      },
      expect: { status: 200, has: { status: 'failure', message: matching(/^Error: /) } },
    })),
    {
      name: 'a failed import leaves no image',
      as: 'producer',
      act: async (user, stage) => {
        await imported(user, stage, 'no disk')
        return named(user)
      },
      expect: { status: 200, has: { images: satisfying<unknown[]>('none', (images) => images.length === 0) } },
    },
  ],
})
