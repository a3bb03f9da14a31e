import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { containing, matching, satisfying } from '#fake-cloud/contract/matchers.ts'

const MISSING = '/v2/images/nonesuch'

const HTML = `<html>
 <head>
  <title>404 Not Found</title>
 </head>
 <body>
  <h1>404 Not Found</h1>
  No image found with ID nonesuch<br /><br />



 </body>
</html>`
const JSON_TEXT =
  '{"message": "No image found with ID nonesuch<br /><br />\\n\\n\\n", "code": "404 Not Found", "title": "Not Found"}'
const PLAIN = '404 Not Found\n\nNo image found with ID nonesuch\n\n   '

/** What an `Accept` header makes of a refusal. */
const dialect = (accept: string, type: string, text: unknown): Case => ({
  name: `Accept: ${accept}`,
  as: 'producer',
  act: ({ images }) => images.get(MISSING, { accept }),
  expect: { status: 404, headers: { 'content-type': type, 'x-openstack-request-id': '{request}' }, text },
})
const html = (accept: string) => dialect(accept, 'text/html; charset=UTF-8', HTML)
const json = (accept: string) =>
  dialect(
    accept,
    'application/json',
    satisfying<string>(
      'the refusal',
      (text) => text.replaceAll(/([,:]) /g, '$1') === JSON_TEXT.replaceAll(/([,:]) /g, '$1'),
    ),
  )
const plain = (accept: string) => dialect(accept, 'text/plain; charset=UTF-8', PLAIN)

contract({
  title: 'Error bodies',
  source: 'Error bodies by Accept',
  cases: [
    json('application/json'),
    json('application/json;q=0.9, text/html;q=0.8'),
    json('text/html;q=0.1, application/json'),
    html('*/*'),
    html('text/html'),
    html('application/json, text/plain, */*'),
    html('text/html, application/json'),
    plain('text/plain'),
    plain('application/octet-stream'),
    plain('image/png, text/csv'),
    {
      name: 'apostrophes are escaped in HTML',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', { os_glance_x: '1' }, { accept: '*/*' }),
      expect: { status: 403, text: containing('Attribute &#x27;os_glance_x&#x27; is reserved.') },
    },
    {
      name: 'a refusal with its text in the second half',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', { os_glance_x: '1' }, { accept: 'text/plain' }),
      expect: {
        status: 403,
        text: "403 Forbidden\n\nAccess was denied to this resource.\n\n Attribute 'os_glance_x' is reserved.  ",
      },
    },
    {
      name: 'what a caller sent is escaped in HTML',
      as: 'producer',
      act: ({ images }) => images.get('/v2/images?sort=%3Cb%3E', { accept: 'text/html' }),
      expect: { status: 400, text: containing('Invalid sort key: &lt;b&gt;.') },
    },
    {
      name: 'what a caller sent stays as it is in JSON',
      as: 'producer',
      act: ({ images }) => images.get('/v2/images?sort=%3Cb%3E'),
      expect: { status: 400, has: { message: containing('Invalid sort key: <b>.') } },
    },
    {
      name: 'no token: where to get one, and no request id',
      as: 'nobody',
      act: ({ images }) => images.get('/v2/images'),
      expect: {
        status: 401,
        headers: { 'www-authenticate': 'Keystone uri="{identity}"', 'x-openstack-request-id': null },
        has: { code: '401 Unauthorized', message: matching(/^This server could not verify that you are authorized/) },
      },
    },
    {
      name: 'a token that is none',
      as: 'nobody',
      act: (_nobody, stage) => stage.withToken('bad').images.get('/v2/images'),
      expect: { status: 401, headers: { 'www-authenticate': 'Keystone uri="{identity}"' } },
    },
    {
      name: 'the token is asked for before the path is looked at',
      as: 'nobody',
      act: ({ images }) => images.get('/v2/nonesuch'),
      expect: { status: 401 },
    },
  ],
})

contract({
  title: 'Paths and methods',
  source: 'Rules for all requests',
  cases: [
    ...['/v2/nonesuch', '/v2/images/', '/v2/images.json', '/v2/images/a/b/c/d', '/v2/'].map((path): Case => ({
      name: `${path}: there is no such thing`,
      as: 'producer',
      act: ({ images }) => images.get(path),
      expect: { status: 404, headers: { 'x-openstack-request-id': '{request}' } },
    })),
    ...(
      [
        ['HEAD', '/v2/images', 'GET, POST'],
        ['PUT', '/v2/images', 'GET, POST'],
        ['DELETE', '/v2/images', 'GET, POST'],
        ['HEAD', '/v2/images/x', 'GET, PATCH, DELETE'],
        ['PUT', '/v2/images/x', 'GET, PATCH, DELETE'],
        ['POST', '/v2/images/x/file', 'GET, PUT'],
        ['GET', '/v2/images/x/stage', 'PUT'],
        ['GET', '/v2/images/x/import', 'POST'],
        ['PATCH', '/v2/images/x/members', 'GET, POST'],
        ['POST', '/v2/images/x/members/y', 'GET, PUT, DELETE'],
        ['POST', '/v2/schemas/image', 'GET'],
        ['POST', '/v2/info/import', 'GET'],
        ['POST', '/v2/info/stores', 'GET'],
      ] as const
    ).map(([method, path, allowed]): Case => ({
      name: `${method} ${path}: only ${allowed}`,
      as: 'producer',
      act: ({ images }) => images.send(method, path),
      expect: {
        status: 405,
        headers: {
          allow: satisfying<string>(allowed, (value) => same(value, allowed)),
          'x-openstack-request-id': '{request}',
        },
      },
    })),
    {
      name: 'a preflight of a browser gets no permission',
      as: 'nobody',
      source: 'Cross-origin requests',
      act: ({ images }) =>
        images.send('OPTIONS', '/v2/images', {
          headers: { origin: 'https://example.org', 'access-control-request-method': 'GET' },
        }),
      expect: { status: 200, text: '' },
    },
    {
      name: 'an answer is neither cached nor packed',
      as: 'producer',
      act: ({ images }) => images.get('/v2/images?limit=1', { 'accept-encoding': 'gzip' }),
      expect: { status: 200, headers: { etag: null, 'cache-control': null, 'content-encoding': null, vary: null } },
    },
    ...(
      [
        ['POST', '/v2/images/x/tasks'],
        ['DELETE', '/v2/images/x/tasks'],
        ['POST', '/v2/info/usage'],
      ] as const
    ).map(([method, path]): Case => ({
      name: `${method} ${path}: the path is known for GET alone`,
      as: 'producer',
      act: ({ images }) => images.send(method, path),
      expect: { status: 404, has: { message: containing('The resource could not be found.') } },
    })),
    {
      name: 'a body with a request for a list is overlooked',
      as: 'producer',
      act: ({ images }) => images.send('GET', '/v2/images?limit=0', { body: { x: 1 } }),
      expect: { status: 200, has: { images: [] } },
    },
    {
      name: 'a body with a request for an image is not',
      as: 'producer',
      act: ({ images }) => images.send('GET', '/v2/images/x', { body: { x: 1 } }),
      expect: { status: 400, has: { message: containing('A body is not expected with this request.') } },
    },
  ],
})

/** The same methods in whatever order. */
const same = (value: string, allowed: string) =>
  value.split(/, ?/).toSorted().join() === allowed.split(', ').toSorted().join()

const versionList = satisfying<{ versions: { id: string; status: string; links: object[] }[] }>(
  'versions, one of them current',
  ({ versions }) =>
    versions.filter(({ status }) => status === 'CURRENT').length === 1 &&
    versions.every(({ id, links }) => /^v2\.\d+$/.test(id) && JSON.stringify(links) === LINKS),
)
const LINKS = JSON.stringify([{ rel: 'self', href: '{images}/v2/' }])

contract({
  title: 'Image API versions',
  source: 'API versions',
  cases: [
    {
      name: 'the list, without a token',
      as: 'nobody',
      act: ({ images }) => images.get('/versions'),
      expect: { status: 200, headers: { 'content-type': 'application/json' }, body: versionList },
    },
    ...['/', '/v1/images', '/v3/images', '/nonesuch'].map((path): Case => ({
      name: `${path} leads to the list`,
      as: 'nobody',
      act: ({ images }) => images.get(path),
      expect: { status: 300, headers: { 'content-type': 'application/json' }, body: versionList },
    })),
    {
      name: 'import, stores, usage and tasks of an image came with 2.13',
      as: 'nobody',
      act: ({ images }) => images.get('/versions'),
      expect: {
        status: 200,
        body: satisfying<{ versions: { id: string }[] }>('2.13', ({ versions }) =>
          versions.some(({ id }) => id === 'v2.13'),
        ),
      },
    },
  ],
})
