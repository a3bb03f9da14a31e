import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { matching } from '#fake-cloud/contract/matchers.ts'
import { refused } from '#fake-cloud/contract/shapes.ts'
import { type Caller, must, type Stage } from '#fake-cloud/contract/stage.ts'

const OCTETS = { 'content-type': 'application/octet-stream' }
const RAW = { disk_format: 'raw', container_format: 'bare' }
const path = (id: string) => `/v2/images/${id}`

const start = ({ images }: Caller, id: string, body: object) => images.post(`${path(id)}/import`, body)
const direct = { method: { name: 'glance-direct' } }
const download = (uri: string) => ({ method: { name: 'web-download', uri } })
const copyTo = (...stores: string[]) => ({ method: { name: 'copy-image' }, stores })

const accepted = { status: 202, text: '', headers: { 'content-type': 'text/html; charset=UTF-8' } }

/** An image with "hello world" in the staging area. */
async function stagedImage(stage: Stage): Promise<string> {
  const id = await stage.image(RAW)
  const { images } = await stage.as('producer')
  must(await images.put(`${path(id)}/stage`, 'hello world', OCTETS), 204)
  return id
}

/** Puts an object where the image service may read it. @returns its address */
async function published(stage: Stage, text: string): Promise<string> {
  const { objects } = await stage.as('producer')
  const container = `/${stage.run}`
  must(await objects.put(container, undefined, { 'x-container-read': '.r:*' }), 201)
  stage.afterwards(() => objects.delete(container))
  must(await objects.put(`${container}/source.raw`, text, OCTETS), 201)
  stage.afterwards(() => objects.delete(`${container}/source.raw`))
  const { objectStoreUrl, accounts } = stage.target
  return `${objectStoreUrl}/v1/AUTH_${accounts.producer.projectId}${container}/source.raw`
}

const HELLO = { size: 11, checksum: '5eb63bbbe01eeed093cb22bb8f5acdc3' }
/** Once an import is over its marks stay, empty. */
const OVER = { os_glance_importing_to_stores: '', os_glance_failed_import: '' }

contract({
  title: 'Import image',
  source: 'Interoperable image import',
  cases: [
    {
      name: 'methods',
      as: 'producer',
      act: ({ images }) => images.get('/v2/info/import'),
      expect: {
        status: 200,
        body: {
          'import-methods': {
            description: 'Import methods available.',
            type: 'array',
            value: ['glance-direct', 'web-download', 'copy-image'],
          },
        },
      },
    },
    {
      name: 'methods without a token',
      as: 'nobody',
      act: ({ images }) => images.get('/v2/info/import'),
      expect: { status: 401 },
    },
    {
      name: 'staged data become the image’s; then the mark of the task goes',
      as: 'producer',
      act: async (caller, stage) => {
        const id = await stagedImage(stage)
        return [
          await start(caller, id, direct),
          await stage.until(caller.images, path(id), 'active'),
          // A moment after the status.
          await stage.untilBody(caller.images, path(id), 'os_glance_import_task', undefined),
        ]
      },
      expect: [
        accepted,
        { status: 200, has: { ...HELLO, status: 'active', stores: 'fast' } },
        { status: 200, has: { ...OVER, status: 'active' } },
      ],
    },
    {
      name: 'staged data into a store that is named',
      as: 'producer',
      act: async (caller, stage) => {
        const id = await stagedImage(stage)
        await start(caller, id, { ...direct, stores: ['archive'] })
        return stage.until(caller.images, path(id), 'active')
      },
      expect: { status: 200, has: { ...HELLO, stores: 'archive' } },
    },
    {
      name: 'staged data into all stores',
      as: 'producer',
      act: async (caller, stage) => {
        const id = await stagedImage(stage)
        await start(caller, id, { ...direct, all_stores: true })
        return stage.until(caller.images, path(id), 'active')
      },
      expect: { status: 200, has: { ...HELLO, stores: matching(/^(fast,archive|archive,fast)$/) } },
    },
    {
      name: 'data from an address',
      as: 'producer',
      act: async (caller, stage) => {
        const id = await stage.image(RAW)
        return [
          await start(caller, id, download(await published(stage, 'hello world'))),
          await stage.until(caller.images, path(id), 'active'),
        ]
      },
      expect: [accepted, { status: 200, has: { ...HELLO, ...OVER, stores: 'fast' } }],
    },
    {
      name: 'an address where nothing is: back to queued, the store marked, another try allowed',
      as: 'producer',
      act: async (caller, stage) => {
        const id = await stage.image(RAW)
        const address = await published(stage, 'hello world')
        const first = await start(caller, id, download(`${address}.missing`))
        const failed = await stage.untilBody(caller.images, path(id), 'os_glance_failed_import', 'fast')
        // Until its mark is gone the failed one still counts as under way.
        await stage.untilBody(caller.images, path(id), 'os_glance_import_task', undefined)
        await start(caller, id, download(address))
        return [first, failed, await stage.until(caller.images, path(id), 'active')]
      },
      expect: [
        accepted,
        { status: 200, has: { status: 'queued', size: null, os_glance_failed_import: 'fast' } },
        { status: 200, has: { ...HELLO, ...OVER } },
      ],
    },
    {
      name: 'the first look may still show what was; then it is under way, and says so',
      as: 'producer',
      act: async (caller, stage) => {
        const id = await stage.image(RAW)
        const first = await start(caller, id, download(await stage.silentAddress()))
        const look = await caller.images.get(path(id))
        return [first, look, await stage.until(caller.images, path(id), 'importing')]
      },
      expect: [
        accepted,
        {
          status: 200,
          has: { status: matching(/^(queued|importing)$/), os_glance_import_task: matching(/^[\da-f-]{36}$/) },
        },
        {
          status: 200,
          has: {
            status: 'importing',
            size: null,
            os_glance_import_task: matching(/^[\da-f-]{36}$/),
            os_glance_importing_to_stores: 'fast',
            os_glance_failed_import: '',
          },
        },
      ],
    },
    {
      name: 'an address that the cloud does not let through',
      as: 'producer',
      act: async (caller, stage) => start(caller, await stage.image(RAW), download('http://192.0.2.1/a.raw')),
      expect: { status: 400, has: { message: matching(/URI for web-download does not pass filtering/) } },
    },
    ...['ftp://127.0.0.1/a.raw', 'file:///etc/passwd', 'nonsense'].map((uri): Case => ({
      name: `${uri} is no address to download from`,
      as: 'producer',
      act: async (caller, stage) => start(caller, await stage.image(RAW), download(uri)),
      expect: { status: 400 },
    })),
    ...(
      [
        ['no address', { method: { name: 'web-download' } }],
        ['no method', {}],
        ['a method without a name', { method: {} }],
        ['a method that does not exist', { method: { name: 'teleport' } }],
        ['a method that is switched off', { method: { name: 'glance-download', glance_region: 'R2' } }],
        ['all_stores as text', { ...direct, all_stores: 'yes' }],
        ['all_stores_must_succeed as text', { ...direct, stores: ['fast'], all_stores_must_succeed: 'yes' }],
      ] as const
    ).map(([name, body]): Case => ({
      name: `${name} is malformed`,
      as: 'producer',
      act: async (caller, stage) => start(caller, await stage.image(RAW), body),
      expect: { status: 400, has: { code: '400 Bad Request' } },
    })),
    {
      name: 'all stores and some stores is malformed',
      as: 'producer',
      act: async (caller, stage) =>
        start(caller, await stagedImage(stage), { ...direct, all_stores: true, stores: ['fast'] }),
      expect: { status: 400, has: { code: '400 Bad Request' } },
    },
    {
      name: 'a method that does not exist is named in the refusal',
      as: 'producer',
      act: async (caller, stage) => start(caller, await stage.image(RAW), { method: { name: 'teleport' } }),
      expect: refused(400, "Unknown import method name 'teleport'."),
    },
    {
      name: 'no body',
      as: 'producer',
      act: async ({ images }, stage) => images.post(`${path(await stage.image(RAW))}/import`),
      expect: { status: 400 },
    },
    {
      name: 'staged data are wanted and there are none',
      as: 'producer',
      act: async (caller, stage) => start(caller, await stage.image(RAW), direct),
      expect: refused(409, "Image needs to be staged before 'glance-direct' method can be used"),
    },
    {
      name: 'staged data are in the way of a download',
      as: 'producer',
      act: async (caller, stage) => start(caller, await stagedImage(stage), download('http://127.0.0.1/a.raw')),
      expect: refused(409, "Image needs to be in 'queued' state to use 'web-download' method"),
    },
    {
      name: 'an active image takes no data',
      as: 'producer',
      act: async (caller, stage) => start(caller, await stage.activeImage(), direct),
      expect: refused(409, 'Image with status active cannot be target for import'),
    },
    {
      name: 'a format is missing',
      as: 'producer',
      act: async (caller, stage) =>
        start(caller, await stage.image({ disk_format: 'raw' }), download('http://127.0.0.1/a.raw')),
      expect: refused(409, "'container_format' needs to be set before import"),
    },
    {
      name: 'a store that does not exist',
      as: 'producer',
      act: async (caller, stage) => start(caller, await stagedImage(stage), { ...direct, stores: ['attic'] }),
      expect: { status: 409, has: { message: matching(/Store for identifier attic not found/) } },
    },
    {
      name: 'copies are for administrators to make',
      as: 'producer',
      act: async (caller, stage) => start(caller, await stage.activeImage(), copyTo('archive')),
      expect: refused(403, 'You are not authorized to complete copy_image action.'),
    },
    {
      name: 'a copy in another store',
      as: 'admin',
      act: async (caller, stage) => {
        const id = await stage.activeImage()
        return [
          await start(caller, id, copyTo('archive')),
          await stage.untilBody(caller.images, path(id), 'stores', 'fast,archive'),
        ]
      },
      expect: [accepted, { status: 200, has: { status: 'active', stores: 'fast,archive' } }],
    },
    {
      name: 'a copy where there is one',
      as: 'admin',
      act: async (caller, stage) => start(caller, await stage.activeImage(), copyTo('fast')),
      expect: refused(400, "Image is already present at store 'fast'"),
    },
    {
      name: 'a copy of an image without data',
      as: 'admin',
      act: async (caller, stage) => start(caller, await stage.image(RAW), copyTo('archive')),
      expect: refused(409, 'Only images with status active can be targeted for copying'),
    },
    {
      name: 'by a reader',
      as: 'observer',
      act: async (caller, stage) => start(caller, await stagedImage(stage), direct),
      expect: { status: 403 },
    },
    {
      name: 'by who sees the image only',
      as: 'stranger',
      act: async (caller, stage) =>
        start(caller, await stage.image({ ...RAW, visibility: 'community' }), download('http://127.0.0.1/a.raw')),
      expect: { status: 403 },
    },
    {
      name: 'by a stranger',
      as: 'stranger',
      act: async (caller, stage) => start(caller, await stage.image(RAW), direct),
      expect: refused(404, 'No image found with ID {image}'),
    },
    {
      name: 'an image that never was',
      as: 'producer',
      act: (caller) => start(caller, 'abc', direct),
      expect: refused(404, 'No image found with ID abc'),
    },
  ],
})
