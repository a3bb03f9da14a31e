import { matching, satisfying } from '#fake-cloud/contract/matchers.ts'

import { ACCOUNTS, type RackspaceCase, rackspaceContract, type User, type Username } from './rackspace-contract.ts'

const HTML = 'text/html; charset=UTF-8'
const TRANSACTION = matching(/^tx[\da-f]{21}-[\da-f]{10}/)
const HELLO_MD5 = '5d41402abc4b2a76b9719d911017c592'

/** A refusal: HTML, whatever was asked for. */
const page = (status: number, title: string, sentence: string) => ({
  status,
  headers: { 'content-type': HTML, 'x-trans-id': TRANSACTION },
  text: `<html><h1>${title}</h1><p>${sentence}</p></html>`,
})
const NOT_FOUND = page(404, 'Not Found', 'The resource could not be found.')
const DENIED = page(403, 'Forbidden', 'Access was denied to this resource.')

/** Puts objects that hold "hello" into a new container. */
async function fill(user: User, ...names: string[]): Promise<void> {
  await user.files('PUT', '/box')
  for (const name of names) await user.files('PUT', `/box/${name}`, { body: 'hello' })
}

const rows = (...names: string[]) =>
  satisfying<{ name?: string; subdir?: string }[]>(
    `rows ${names.join()}`,
    (found) => found.map(({ name, subdir }) => name ?? subdir).join() === names.join(),
  )

const lists = (query: string, ...names: string[]): RackspaceCase => ({
  name: `"${query}" lists ${names.join()}`,
  as: 'producer',
  act: async (user) => {
    await fill(user, 'b/2', 'c', 'a', 'b/1')
    return user.files('GET', `/box?format=json${query}`)
  },
  expect: { status: 200, body: rows(...names) },
})

/** What a user may do with the files of the account: read, make, delete. */
const may = (as: Username, read: number, make: number, remove: number): RackspaceCase => ({
  name: `reads ${read}, makes ${make}, deletes ${remove}`,
  as,
  source: 'Role-based access control',
  act: async (user) => [
    await user.files('GET', '?format=json'),
    await user.files('PUT', '/made'),
    await user.files('DELETE', '/empty'),
  ],
  expect: [{ status: read }, { status: make }, { status: remove }],
})

rackspaceContract({
  title: 'Cloud Files',
  source: 'Object storage',
  cases: [
    {
      name: 'a container is made once and then accepted',
      as: 'producer',
      act: async (user) => [await user.files('PUT', '/box'), await user.files('PUT', '/box')],
      expect: [
        { status: 201, text: '', headers: { 'x-trans-id': TRANSACTION } },
        page(202, 'Accepted', 'The request is accepted for processing.'),
      ],
    },
    {
      name: 'an object is put and listed',
      as: 'producer',
      act: async (user) => {
        await user.files('PUT', '/box')
        return [
          await user.files('PUT', '/box/my.vhd', { body: 'hello', headers: { 'content-type': 'application/x-vhd' } }),
          await user.files('GET', '/box?format=json'),
        ]
      },
      expect: [
        { status: 201, text: '', headers: { etag: HELLO_MD5 } },
        {
          status: 200,
          body: [
            { name: 'my.vhd', bytes: 5, hash: HELLO_MD5, content_type: 'application/x-vhd', last_modified: '{naive}' },
          ],
        },
      ],
    },
    lists('', 'a', 'b/1', 'b/2', 'c'),
    lists('&delimiter=/', 'a', 'b/', 'c'),
    lists('&delimiter=/&marker=b/', 'c'),
    lists('&prefix=b/', 'b/1', 'b/2'),
    lists('&limit=2&marker=a', 'b/1', 'b/2'),
    {
      name: 'more rows than there ever are at once',
      as: 'producer',
      act: (user) => user.files('GET', '/exports?format=json&limit=10001'),
      expect: { status: 412, headers: { 'content-type': HTML }, text: 'Maximum limit is 10000' },
    },
    {
      name: 'segments become one object: its length is the sum, its tag is quoted',
      as: 'producer',
      act: async (user) => {
        await fill(user, 'big-00001', 'big-00002')
        await user.files('PUT', '/box/big', { headers: { 'x-object-manifest': 'box/big-' } })
        return [await user.files('HEAD', '/box/big'), await user.files('GET', '/box/big')]
      },
      expect: [
        {
          status: 200,
          headers: {
            'content-length': '10',
            'x-object-manifest': 'box/big-',
            // The digest of the segments' digests.
            etag: '"e0b153045b08d59d4e18a98ab823ac42"',
          },
        },
        { status: 200, text: 'hellohello' },
      ],
    },
    {
      name: 'what is not there, in HTML although JSON was asked for',
      as: 'producer',
      act: async (user) => [
        await user.files('GET', '/nothing?format=json'),
        await user.files('GET', '/exports/nothing'),
        await user.files('PUT', '/nothing/object', { body: 'hello' }),
      ],
      expect: [NOT_FOUND, NOT_FOUND, NOT_FOUND],
    },
    {
      name: 'a full container stays',
      as: 'producer',
      act: (user) => user.files('DELETE', '/exports'),
      expect: page(409, 'Conflict', 'There was a conflict when trying to complete your request.'),
    },
    {
      name: 'the account of others',
      as: 'producer',
      act: (user, stage) => stage.withToken(user.token, ACCOUNTS.consumer).files('GET', '?format=json'),
      expect: DENIED,
    },
    {
      name: 'no token; the answer says for what',
      as: 'nobody',
      act: (user) => user.files('GET', '?format=json'),
      expect: {
        status: 401,
        headers: { 'content-type': HTML, 'www-authenticate': matching(/^Swift realm="MossoCloudFS_\{producer\}"/) },
      },
    },
    may('producer', 200, 201, 204),
    may('manager', 200, 201, 204),
    may('images-admin', 200, 403, 403),
    may('observer', 200, 403, 403),
    may('creator', 403, 403, 403),
    may('roleless', 403, 403, 403),
  ],
})
