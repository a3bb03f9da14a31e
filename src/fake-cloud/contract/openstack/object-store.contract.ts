import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { matching, satisfying } from '#fake-cloud/contract/matchers.ts'
import { must } from '#fake-cloud/contract/stage.ts'

import { TRANSACTION, HTML, HELLO_MD5, page, NOT_FOUND, container, filled } from './containers.ts'

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
