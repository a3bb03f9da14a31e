import * as z from 'zod'

import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { matching, satisfying } from '#fake-cloud/contract/matchers.ts'
import { done } from '#fake-cloud/contract/shapes.ts'
import { type Caller, must } from '#fake-cloud/contract/stage.ts'

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
      name: 'as many properties as allowed',
      as: 'producer',
      act: ({ images }, { target: { limits } }) => images.post('/v2/images', properties(limits.properties)),
      expect: { status: 201, has: { k99: 'x' } },
    },
    {
      name: 'one property more',
      as: 'producer',
      act: ({ images }, { target: { limits } }) => images.post('/v2/images', properties(limits.properties + 1)),
      expect: tooMany(
        /The limit has been exceeded on the number of allowed image properties\. Attempted: \d+, Maximum: \d+/,
      ),
    },
    {
      name: 'one property more, added',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(`/v2/images/${await stage.image(properties(stage.target.limits.properties))}`, [
          { op: 'add', path: '/more', value: 'x' },
        ]),
      expect: tooMany(/number of allowed image properties\. Attempted: \d+, Maximum: \d+/),
    },
    {
      name: 'as many tags as allowed',
      as: 'producer',
      act: ({ images }, { target: { limits } }) => images.post('/v2/images', { tags: many(limits.tags) }),
      expect: { status: 201, has: { tags: satisfying<string[]>('tags', (tags) => tags.includes('k31')) } },
    },
    {
      name: 'one tag more',
      as: 'producer',
      act: ({ images }, { target: { limits } }) => images.post('/v2/images', { tags: many(limits.tags + 1) }),
      expect: tooMany(/number of allowed image tags\. Attempted: \d+, Maximum: \d+/),
    },
    {
      name: 'one tag more, put',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.put(`/v2/images/${await stage.image({ tags: many(stage.target.limits.tags) })}/tags/more`),
      expect: { status: 413 },
    },
    {
      name: 'one tag more, by patch',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(`/v2/images/${await stage.image()}`, [
          { op: 'replace', path: '/tags', value: many(stage.target.limits.tags + 1) },
        ]),
      expect: tooMany(/number of allowed image tags\. Attempted: \d+, Maximum: \d+/),
    },
    {
      name: 'one member more',
      as: 'producer',
      act: async ({ images }, stage) => {
        const path = `/v2/images/${await stage.image()}/members`
        for (const member of many(stage.target.limits.members)) must(await images.post(path, { member }), 200)
        return images.post(path, { member: 'more' })
      },
      expect: tooMany(/number of allowed image members for this image\. Attempted: \d+, Maximum: \d+/),
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

const Usage = z.object({ usage: z.record(z.string(), z.object({ usage: z.number() })) })

/** What the project has used up before the case. */
async function used({ images }: Caller, resource: string): Promise<number> {
  return must(await images.get('/v2/info/usage'), 200, Usage).usage[resource]?.usage ?? 0
}

contract({
  title: 'Limits of a project',
  source: 'Quotas',
  isSequential: true,
  cases: [
    {
      name: 'the sixth image is one too many',
      as: 'capped',
      act: async (caller, stage) => {
        for (let count = await used(caller, 'image_count_total'); count < 5; count += 1) await stage.image({}, 'capped')
        return caller.images.post('/v2/images', {})
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
        tooMany(/Resource image_size_total is over limit of 4 due to current usage \d+ and delta 0/),
        { status: 200, has: { status: 'queued' } },
        {
          status: 200,
          has: { usage: { image_size_total: { limit: 4, usage: satisfying<number>('5 MiB', (mib) => mib >= 5) } } },
        },
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
        tooMany(/Resource image_count_uploading is over limit of 2 due to current usage 3 and delta 0/),
      ],
    },
  ],
})
