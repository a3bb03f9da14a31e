import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { satisfying } from '#fake-cloud/contract/matchers.ts'
import { done, refused } from '#fake-cloud/contract/shapes.ts'

const tag = (id: string, name: string) => `/v2/images/${id}/tags/${name}`
const MISSING = '11111111-2222-4333-8444-555555555555'

contract({
  title: 'Image tags',
  source: 'Image tags',
  cases: [
    {
      name: 'added, added again, and seen',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image()
        return [
          await images.put(tag(id, 'base')),
          await images.put(tag(id, 'base')),
          await images.get(`/v2/images/${id}`),
        ]
      },
      expect: [
        { ...done, headers: { 'content-type': 'text/html; charset=UTF-8' } },
        done,
        { status: 200, has: { tags: ['base'] } },
      ],
    },
    {
      name: 'removed, and removed again',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image({ tags: ['base', 'kept'] })
        return [
          await images.delete(tag(id, 'base')),
          await images.delete(tag(id, 'base')),
          await images.get(`/v2/images/${id}`),
        ]
      },
      expect: [done, refused(404, 'The resource could not be found.'), { status: 200, has: { tags: ['kept'] } }],
    },
    {
      name: 'spaces, percent and question marks',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image()
        return [
          await images.put(tag(id, encodeURIComponent('green & 100 %?'))),
          await images.get(`/v2/images/${id}`),
          await images.delete(tag(id, encodeURIComponent('green & 100 %?'))),
        ]
      },
      expect: [done, { status: 200, has: { tags: ['green & 100 %?'] } }, done],
    },
    {
      name: 'letters beyond ASCII in the path are taken for single bytes',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image()
        return [await images.put(tag(id, encodeURIComponent('grün'))), await images.get(`/v2/images/${id}`)]
      },
      expect: [done, { status: 200, has: { tags: ['grÃ¼n'] } }],
    },
    {
      name: 'letters beyond ASCII survive in the record',
      as: 'producer',
      act: async ({ images }, stage) => images.get(`/v2/images/${await stage.image({ tags: ['grün'] })}`),
      expect: { status: 200, has: { tags: ['grün'] } },
    },
    {
      name: 'a slash, however it is written, leads nowhere',
      as: 'producer',
      act: async ({ images }, stage) => images.put(tag(await stage.image(), 'a%2Fb')),
      expect: refused(404, 'The resource could not be found.'),
    },
    {
      name: '255 characters fit',
      as: 'producer',
      act: async ({ images }, stage) => images.put(tag(await stage.image(), 'x'.repeat(255))),
      expect: done,
    },
    {
      name: '256 characters do not',
      as: 'producer',
      act: async ({ images }, stage) => images.put(tag(await stage.image(), 'x'.repeat(256))),
      expect: { status: 400 },
    },
    {
      name: 'a body',
      as: 'producer',
      source: 'Bodies on GET/DELETE/PUT-tag',
      act: async ({ images }, stage) => images.put(tag(await stage.image(), 'base'), { why: 'old' }),
      expect: refused(400, 'A body is not expected with this request.'),
    },
    {
      name: 'on a deactivated image',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.activeImage()
        await images.post(`/v2/images/${id}/actions/deactivate`)
        return images.put(tag(id, 'base'))
      },
      expect: done,
    },
    {
      name: 'of an image that never was',
      as: 'producer',
      act: async ({ images }) => [await images.put(tag(MISSING, 'x')), await images.delete(tag(MISSING, 'x'))],
      expect: [refused(404, `Image ${MISSING} not found.`), refused(404, `Image ${MISSING} not found.`)],
    },
    {
      name: 'a stranger sees no image to tag',
      as: 'stranger',
      act: async ({ images }, stage) => images.put(tag(await stage.image({ visibility: 'private' }), 'x')),
      expect: refused(404, 'Image {image} not found.'),
    },
    ...(['observer', 'consumer'] as const).map((as): Case => ({
      name: 'sees the image and may not tag it',
      as,
      act: async ({ images }, stage) => {
        const id = await stage.sharedImage('accepted', { tags: ['base'] })
        return [await images.put(tag(id, 'x')), await images.delete(tag(id, 'base'))]
      },
      expect: [
        refused(403, 'You are not authorized to complete modify_image action.'),
        refused(403, 'You are not authorized to complete modify_image action.'),
      ],
    })),
    {
      name: 'an administrator tags the image of others',
      as: 'admin',
      act: async ({ images }, stage) => images.put(tag(await stage.image(), 'x')),
      expect: done,
    },
    {
      name: 'no tag can be read by itself',
      as: 'producer',
      act: async ({ images }, stage) => images.get(tag(await stage.image({ tags: ['x'] }), 'x')),
      expect: { status: 405, headers: { allow: 'PUT, DELETE' } },
    },
    {
      name: 'the same tag in capitals',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image({ tags: ['base'] })
        await images.put(tag(id, 'BASE'))
        return images.get(`/v2/images/${id}`)
      },
      expect: { status: 200, has: { tags: satisfying('a list', Array.isArray) } },
    },
  ],
})
