import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { matching, satisfying, without } from '#fake-cloud/contract/matchers.ts'
import { must, type Stage } from '#fake-cloud/contract/stage.ts'

const TRANSACTION = /^tx[\da-f]{21}-[\da-f]{10}/
const HTML = 'text/html; charset=UTF-8'
const HELLO_MD5 = '5d41402abc4b2a76b9719d911017c592'

/** A refusal of Swift's: HTML, whatever was asked for. Source: "Object storage". */
const page = (status: number, title: string, sentence: string) => ({
  status,
  headers: { 'content-type': HTML, 'x-trans-id': matching(TRANSACTION) },
  text: `<html><h1>${title}</h1><p>${sentence}</p></html>`,
})
const NOT_FOUND = page(404, 'Not Found', 'The resource could not be found.')

/** A container of the run's. @returns its path */
async function container(stage: Stage, headers: Record<string, string> = {}): Promise<string> {
  const { objects } = await stage.as('producer')
  const path = `/${stage.run}`
  must(await objects.put(path, undefined, headers), 201)
  stage.afterwards(() => objects.delete(path))
  return path
}

/** Puts objects into a new container, all holding "hello". @returns its path */
async function filled(stage: Stage, ...names: string[]): Promise<string> {
  const { objects } = await stage.as('producer')
  const path = await container(stage)
  for (const name of names) {
    const object = `${path}/${encodeURIComponent(name)}`
    must(await objects.put(object, 'hello', { 'content-type': 'application/x-vhd' }), 201)
    stage.afterwards(() => objects.delete(object))
  }
  return path
}

const listed = (...names: string[]) =>
  satisfying<{ name?: string; subdir?: string }[]>(
    `rows ${names.join()}`,
    (rows) => rows.map(({ name, subdir }) => name ?? subdir).join() === names.join(),
  )

contract({
  title: 'Object storage: account and containers',
  source: 'Object storage',
  cases: [
    {
      name: 'containers of the account',
      as: 'producer',
      act: async ({ objects }, stage) => {
        await container(stage)
        return objects.get(`?format=json&prefix=${stage.run}`)
      },
      expect: {
        status: 200,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'x-account-container-count': matching(/^\d+$/),
          'x-account-object-count': matching(/^\d+$/),
          'x-account-bytes-used': matching(/^\d+$/),
          'x-trans-id': matching(TRANSACTION),
        },
        body: [{ name: '{run}', count: 0, bytes: 0, last_modified: '{naive}' }],
      },
    },
    {
      name: 'request and transaction carry one id',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const answer = await objects.head('')
        stage.name(answer.headers['x-trans-id'] ?? 'none', 'transaction')
        return answer
      },
      expect: {
        status: 204,
        text: '',
        headers: { 'x-trans-id': '{transaction}', 'x-openstack-request-id': '{transaction}' },
      },
    },
    {
      name: 'a container is made once and then accepted',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = `/${stage.run}`
        stage.afterwards(() => objects.delete(path))
        return [await objects.put(path), await objects.put(path)]
      },
      expect: [
        { status: 201, text: '', headers: { 'content-type': HTML } },
        page(202, 'Accepted', 'The request is accepted for processing.'),
      ],
    },
    {
      name: 'an empty container',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = await container(stage)
        return [await objects.get(`${path}?format=json`), await objects.head(path)]
      },
      expect: [
        { status: 200, body: [], headers: { 'x-container-object-count': '0', 'x-container-bytes-used': '0' } },
        { status: 204, text: '', headers: { 'x-container-object-count': '0' } },
      ],
    },
    {
      name: 'as plain text an empty container has no content',
      as: 'producer',
      act: async ({ objects }, stage) => objects.get(await container(stage), { accept: 'text/plain' }),
      expect: { status: 204, text: '' },
    },
    {
      name: 'a container that is not there',
      as: 'producer',
      act: async ({ objects }, { run }) => [
        await objects.get(`/${run}?format=json`),
        await objects.delete(`/${run}`),
        await objects.put(`/${run}/object`, 'hello'),
      ],
      expect: [NOT_FOUND, NOT_FOUND, NOT_FOUND],
    },
    {
      name: 'a container that is not there has no head',
      as: 'producer',
      act: ({ objects }, { run }) => objects.head(`/${run}`),
      expect: { status: 404, text: '' },
    },
    {
      name: 'an empty container goes, a full one stays',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = await container(stage)
        must(await objects.put(`${path}/a`, 'hello'), 201)
        return [
          await objects.delete(path),
          await objects.delete(`${path}/a`),
          await objects.delete(path),
          await objects.delete(path),
        ]
      },
      expect: [
        page(409, 'Conflict', 'There was a conflict when trying to complete your request.'),
        { status: 204, text: '' },
        { status: 204, text: '' },
        NOT_FOUND,
      ],
    },
    {
      name: 'a name of 257 bytes',
      as: 'producer',
      act: ({ objects }) => objects.put(`/${'x'.repeat(257)}`),
      expect: { status: 400, text: 'Container name length of 257 longer than 256' },
    },
    ...(
      [
        ['', listed('a', 'b/1', 'b/2', 'c')],
        ['&limit=2', listed('a', 'b/1')],
        ['&marker=a', listed('b/1', 'b/2', 'c')],
        ['&marker=b/1&end_marker=c', listed('b/2')],
        ['&prefix=b/', listed('b/1', 'b/2')],
        ['&delimiter=/', listed('a', 'b/', 'c')],
        ['&delimiter=/&marker=b/', listed('c')],
        ['&prefix=b/&delimiter=/', listed('b/1', 'b/2')],
        ['&reverse=true', listed('c', 'b/2', 'b/1', 'a')],
        ['&limit=0', listed()],
      ] as const
    ).map(([query, expected]): Case => ({
      name: `a listing with "${query}"`,
      as: 'producer',
      act: async ({ objects }, stage) =>
        objects.get(`${await filled(stage, 'b/2', 'c', 'a', 'b/1')}?format=json${query}`),
      expect: { status: 200, body: expected },
    })),
    {
      name: 'a row of a listing',
      as: 'producer',
      act: async ({ objects }, stage) => objects.get(`${await filled(stage, 'my.vhd')}?format=json`),
      expect: {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8', 'x-container-object-count': matching(/^[01]$/) },
        body: [
          { name: 'my.vhd', bytes: 5, hash: HELLO_MD5, content_type: 'application/x-vhd', last_modified: '{naive}' },
        ],
      },
    },
    {
      name: 'a folded row',
      as: 'producer',
      act: async ({ objects }, stage) => objects.get(`${await filled(stage, 'b/1')}?format=json&delimiter=/`),
      expect: { status: 200, body: [{ subdir: 'b/' }] },
    },
    {
      name: 'as plain text: a name a line',
      as: 'producer',
      act: async ({ objects }, stage) => objects.get(await filled(stage, 'a', 'b'), { accept: 'text/plain' }),
      expect: { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, text: 'a\nb\n' },
    },
    {
      name: 'more rows than there ever are at once',
      as: 'producer',
      act: async ({ objects }, stage) => objects.get(`${await container(stage)}?format=json&limit=10001`),
      expect: { status: 412, headers: { 'content-type': HTML }, text: 'Maximum limit is 10000' },
    },
    {
      name: 'the account of others',
      as: 'stranger',
      act: async (_caller, stage) => (await stage.as('stranger', 'producer')).objects.get('?format=json'),
      expect: page(403, 'Forbidden', 'Access was denied to this resource.'),
    },
    {
      name: 'no token',
      as: 'nobody',
      act: ({ objects }) => objects.get('?format=json'),
      expect: {
        ...page(
          401,
          'Unauthorized',
          'This server could not verify that you are authorized to access the document you requested.',
        ),
        headers: { 'content-type': HTML, 'www-authenticate': matching(/^Swift realm="AUTH_\{producer\}"/) },
      },
    },
    {
      name: 'a reader may look and not touch',
      as: 'observer',
      act: async ({ objects }, stage) => {
        const path = await filled(stage, 'a')
        return [await objects.get(`${path}?format=json`), await objects.put(`${path}/b`, 'hello')]
      },
      expect: [{ status: 200, body: listed('a') }, page(403, 'Forbidden', 'Access was denied to this resource.')],
    },
    {
      name: 'a method that there is not',
      as: 'producer',
      act: ({ objects }) => objects.send('PATCH', ''),
      expect: {
        ...page(405, 'Method Not Allowed', 'The method is not allowed for this resource.'),
        headers: { allow: satisfying<string>('GET and HEAD', (value) => /GET/.test(value) && /HEAD/.test(value)) },
      },
    },
  ],
})

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
