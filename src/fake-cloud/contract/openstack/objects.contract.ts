import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { matching, satisfying, without } from '#fake-cloud/contract/matchers.ts'
import { must } from '#fake-cloud/contract/stage.ts'

import { TRANSACTION, HTML, HELLO_MD5, page, NOT_FOUND, container, filled } from './containers.ts'

contract({
  title: 'Object storage: objects',
  source: 'Object storage',
  cases: [
    {
      name: 'put and got',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = `${await container(stage)}/my.vhd`
        stage.afterwards(() => objects.delete(path))
        return [
          await objects.put(path, 'hello', {
            'content-type': 'application/octet-stream',
            'x-object-meta-colour': 'red',
          }),
          await objects.get(path),
          await objects.head(path),
        ]
      },
      expect: [
        {
          status: 201,
          text: '',
          headers: { etag: HELLO_MD5, 'content-type': HTML, 'x-trans-id': matching(TRANSACTION) },
        },
        {
          status: 200,
          text: 'hello',
          headers: {
            etag: HELLO_MD5,
            'content-type': 'application/octet-stream',
            'content-length': '5',
            'accept-ranges': 'bytes',
            'last-modified': matching(/GMT$/),
            'x-timestamp': matching(/^\d+\.\d{5}$/),
            'x-object-meta-colour': 'red',
          },
        },
        { status: 200, text: '', headers: { etag: HELLO_MD5, 'content-length': '5' } },
      ],
    },
    {
      name: 'replaced',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = `${await filled(stage, 'a')}/a`
        return [await objects.put(path, 'again'), await objects.get(path)]
      },
      expect: [{ status: 201 }, { status: 200, text: 'again' }],
    },
    ...(
      [
        ['bytes=0-1', 206, 'he', 'bytes 0-1/5'],
        ['bytes=3-', 206, 'lo', 'bytes 3-4/5'],
        ['bytes=-2', 206, 'lo', 'bytes 3-4/5'],
        ['bytes=3-99', 206, 'lo', 'bytes 3-4/5'],
        [
          'bytes=99-',
          416,
          '<html><h1>Requested Range Not Satisfiable</h1><p>The Range requested is not available.</p></html>',
          'bytes */5',
        ],
      ] as const
    ).map(([range, status, text, contentRange]): Case => ({
      name: `Range: ${range}`,
      as: 'producer',
      act: async ({ objects }, stage) => objects.get(`${await filled(stage, 'a')}/a`, { range }),
      expect: { status, text, headers: { 'content-range': contentRange, etag: HELLO_MD5 } },
    })),
    {
      name: 'not if it is the one that is known',
      as: 'producer',
      act: async ({ objects }, stage) => objects.get(`${await filled(stage, 'a')}/a`, { 'if-none-match': HELLO_MD5 }),
      expect: { status: 304, text: '' },
    },
    {
      name: 'not if it is another one',
      as: 'producer',
      act: async ({ objects }, stage) => objects.get(`${await filled(stage, 'a')}/a`, { 'if-match': '0'.repeat(32) }),
      expect: { status: 412 },
    },
    {
      name: 'an object that is not there',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = `${await container(stage)}/missing`
        return [await objects.get(path), await objects.delete(path)]
      },
      expect: [NOT_FOUND, NOT_FOUND],
    },
    {
      name: 'an object that is not there has no head',
      as: 'producer',
      act: async ({ objects }, stage) => objects.head(`${await container(stage)}/missing`),
      expect: { status: 404, text: '' },
    },
    {
      name: 'a checksum that is not that of the data',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = `${await container(stage)}/a`
        return [await objects.put(path, 'hello', { etag: '0'.repeat(32) }), await objects.get(path)]
      },
      expect: [page(422, 'Unprocessable Entity', 'Unable to process the contained instructions'), NOT_FOUND],
    },
    {
      name: 'a slash in a name, as it is and encoded',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = await filled(stage, 'a/b c')
        return [await objects.get(`${path}/a/b%20c`), await objects.get(`${path}/a%2Fb%20c`)]
      },
      expect: [
        { status: 200, text: 'hello' },
        { status: 200, text: 'hello' },
      ],
    },
    {
      name: 'segments become one object: its length is the sum, its tag is quoted',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = await filled(stage, 'big-00001', 'big-00002')
        stage.afterwards(() => objects.delete(`${path}/big`))
        const made = await objects.put(`${path}/big`, '', { 'x-object-manifest': `${stage.run}/big-` })
        return [
          made,
          await objects.head(`${path}/big`),
          await objects.get(`${path}/big`),
          await objects.get(`${path}/big`, { range: 'bytes=4-5' }),
          await objects.get(`${path}?format=json`),
          await objects.delete(`${path}/big`),
          await objects.get(`${path}/big-00001`),
        ]
      },
      expect: [
        { status: 201 },
        {
          status: 200,
          headers: {
            'content-length': '10',
            'x-object-manifest': '{run}/big-',
            // The digest of the segments' digests.
            etag: '"e0b153045b08d59d4e18a98ab823ac42"',
          },
        },
        { status: 200, text: 'hellohello' },
        { status: 206, text: 'oh', headers: { 'content-range': 'bytes 4-5/10' } },
        {
          status: 200,
          body: satisfying<{ name: string; bytes: number }[]>('a manifest of no bytes', (rows) =>
            rows.some(({ name, bytes }) => name === 'big' && bytes === 0),
          ),
        },
        { status: 204 },
        { status: 200, text: 'hello' },
      ],
    },
    {
      name: 'a list of segments becomes one object, which takes them along',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = await filled(stage, 's1', 's2')
        const segments = ['s1', 's2'].map((name) => ({ path: `/${stage.run}/${name}`, etag: HELLO_MD5, size_bytes: 5 }))
        const made = await objects.put(`${path}/big?multipart-manifest=put`, segments)
        return [
          made,
          await objects.get(`${path}/big`),
          await objects.head(`${path}/big`),
          await objects.get(`${path}/big?multipart-manifest=get`),
          await objects.delete(`${path}/big?multipart-manifest=delete`),
          await objects.get(`${path}/s1`),
        ]
      },
      expect: [
        { status: 201 },
        { status: 200, text: 'hellohello' },
        {
          status: 200,
          headers: { 'x-static-large-object': 'True', 'content-length': '10', etag: matching(/^".{32}"$/) },
        },
        {
          status: 200,
          body: satisfying<{ name: string; bytes: number; hash: string }[]>(
            'both segments',
            (rows) => rows.length === 2 && rows.every(({ bytes, hash }) => bytes === 5 && hash === HELLO_MD5),
          ),
        },
        { status: 200, has: { 'Number Deleted': 3, 'Response Status': '200 OK' } },
        NOT_FOUND,
      ],
    },
    {
      name: 'a list of segments with a wrong one',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = await container(stage)
        return objects.put(`${path}/big?multipart-manifest=put`, [{ path: `/${stage.run}/missing`, size_bytes: 5 }])
      },
      expect: { status: 400 },
    },
    {
      name: 'a public container needs no token',
      as: 'nobody',
      act: async (_nobody, stage) => {
        const { objects } = await stage.as('producer')
        const path = await container(stage, { 'x-container-read': '.r:*' })
        must(await objects.put(`${path}/a`, 'hello'), 201)
        stage.afterwards(() => objects.delete(`${path}/a`))
        return stage.withToken(undefined).objects.get(`${path}/a`)
      },
      expect: { status: 200, text: 'hello' },
    },
    {
      name: 'metadata without data',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = `${await filled(stage, 'a')}/a`
        return [await objects.post(path, undefined, { 'x-object-meta-colour': 'red' }), await objects.head(path)]
      },
      expect: [{ status: 202 }, { status: 200, headers: { 'x-object-meta-colour': 'red' } }],
    },
    {
      name: 'what the cloud can do',
      as: 'nobody',
      act: (_nobody, stage) => stage.info(),
      expect: {
        status: 200,
        has: { swift: { max_file_size: 5_368_709_122, container_listing_limit: 10_000 }, slo: {} },
        body: without('error'),
      },
    },
  ],
})
