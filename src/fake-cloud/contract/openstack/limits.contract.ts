import { type Case, contract } from '../contract.ts'
import { matching, satisfying } from '../matchers.ts'
import { done } from '../shapes.ts'
import { must } from '../stage.ts'

const OCTETS = { 'content-type': 'application/octet-stream' }
const RAW = { disk_format: 'raw', container_format: 'bare' }
const MIB = 2 ** 20

/** That many properties, tags or members. */
const many = (count: number) => Array.from({ length: count }, (_value, index) => `k${index}`)
const properties = (count: number) => Object.fromEntries(many(count).map((key) => [key, 'x']))

const tooMany = (text: RegExp) => ({ status: 413, has: { message: matching(text) } })

contract({
  title: 'Limits of an image',
  source: 'Limits',
  cases: [
    {
      name: '128 properties',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', properties(128)),
      expect: { status: 201, has: { k127: 'x' } },
    },
    {
      name: '129 properties',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', properties(129)),
      expect: tooMany(
        /The limit has been exceeded on the number of allowed image properties\. Attempted: 129, Maximum: 128/,
      ),
    },
    {
      name: 'a 129th property, added',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(`/v2/images/${await stage.image(properties(128))}`, [{ op: 'add', path: '/more', value: 'x' }]),
      expect: tooMany(/number of allowed image properties/),
    },
    {
      name: '32 tags',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', { tags: many(32) }),
      expect: { status: 201, has: { tags: satisfying<string[]>('32 tags', (tags) => tags.length === 32) } },
    },
    {
      name: '33 tags',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', { tags: many(33) }),
      expect: tooMany(/number of allowed image tags\. Attempted: 33, Maximum: 32/),
    },
    {
      name: 'a 33rd tag, put',
      as: 'producer',
      act: async ({ images }, stage) => images.put(`/v2/images/${await stage.image({ tags: many(32) })}/tags/more`),
      expect: { status: 413 },
    },
    {
      name: 'a 33rd tag, by patch',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(`/v2/images/${await stage.image()}`, [{ op: 'replace', path: '/tags', value: many(33) }]),
      expect: tooMany(/number of allowed image tags\. Attempted: 33, Maximum: 32/),
    },
    {
      name: 'a 33rd member',
      as: 'producer',
      act: async ({ images }, stage) => {
        const path = `/v2/images/${await stage.image()}/members`
        for (const member of many(32)) must(await images.post(path, { member }), 200)
        return images.post(path, { member: 'more' })
      },
      expect: tooMany(/number of allowed image members for this image\. Attempted: 33, Maximum: 32/),
    },
    ...(['name', 'tag', 'property'] as const).map((what): Case => ({
      name: `255 characters in a ${what}`,
      as: 'producer',
      act: ({ images }) => {
        const text = 'x'.repeat(255)
        return images.post(
          '/v2/images',
          { name: { name: text }, tag: { tags: [text] }, property: { [text]: 'y' } }[what],
        )
      },
      expect: { status: 201 },
    })),
    {
      name: 'a property of 64 KiB',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', { 'x-long': 'y'.repeat(65_535) }),
      expect: { status: 201 },
    },
  ],
})

contract({
  title: 'Limits of a project',
  source: 'Quotas',
  isSequential: true,
  cases: [
    {
      name: 'the sixth image is one too many',
      as: 'capped',
      act: async ({ images }, stage) => {
        for (const _turn of many(5)) await stage.image({}, 'capped')
        return images.post('/v2/images', {})
      },
      expect: tooMany(/Resource image_count_total is over limit of 5 due to current usage 5 and delta 1/),
    },
    {
      name: 'the upload that passes the limit succeeds, the next one is refused',
      as: 'capped',
      act: async ({ images }, stage) => {
        const first = await stage.image(RAW, 'capped')
        const second = await stage.image(RAW, 'capped')
        return [
          await images.put(`/v2/images/${first}/file`, new Uint8Array(5 * MIB), OCTETS),
          await images.put(`/v2/images/${second}/file`, 'more', OCTETS),
          await images.get(`/v2/images/${second}`),
          await images.get('/v2/info/usage'),
        ]
      },
      expect: [
        done,
        tooMany(/Resource image_size_total is over limit of 4 due to current usage 5 and delta/),
        { status: 200, has: { status: 'queued' } },
        { status: 200, has: { usage: { image_size_total: { limit: 4, usage: 5 } } } },
      ],
    },
    {
      name: 'the third upload at the same time is one too many',
      as: 'capped',
      act: async ({ images }, stage) => {
        const staged = async () => {
          const id = await stage.image(RAW, 'capped')
          return images.put(`/v2/images/${id}/stage`, 'x', OCTETS)
        }
        return [await staged(), await staged(), await staged()]
      },
      expect: [
        done,
        done,
        tooMany(/Resource image_count_uploading is over limit of 2 due to current usage 2 and delta/),
      ],
    },
  ],
})
