/** Bodies that many cases expect. */

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable',
  500: 'Internal Server Error',
}

/** Some refusals put this first and what happened second. */
export const DENIED = 'Access was denied to this resource.'

/** A refusal of Glance's in its JSON form. Source: "Error bodies". */
export const refused = (status: number, message: string, detail = '') => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: {
    message: `${message}<br /><br />\n${detail}\n\n`,
    code: `${status} ${REASONS[status] ?? ''}`,
    title: REASONS[status] ?? '',
  },
})

/** Done, and nothing to say. */
export const done = { status: 204, text: '' }

/** An image of the producer's as the create call leaves it. Source: "Image entity". */
export const fresh = (properties: Readonly<Record<string, unknown>> = {}) => ({
  id: '{image}',
  name: null,
  status: 'queued',
  visibility: 'shared',
  protected: false,
  os_hidden: false,
  owner: '{producer}',
  tags: [],
  size: null,
  virtual_size: null,
  checksum: null,
  os_hash_algo: null,
  os_hash_value: null,
  disk_format: null,
  container_format: null,
  min_disk: 0,
  min_ram: 0,
  created_at: '{seconds}',
  updated_at: '{seconds}',
  self: '/v2/images/{image}',
  file: '/v2/images/{image}/file',
  schema: '/v2/schemas/image',
  ...properties,
})

/** A refusal of Keystone's. Source: "Authentication and token management". */
export const keystoneRefused = (status: number, message: string) => ({
  status,
  headers: { 'content-type': 'application/json', 'x-openstack-request-id': '{request}' },
  body: { error: { code: status, message, title: REASONS[status] ?? '' } },
})

/** Keystone gives no hint what was wrong. */
export const UNAUTHENTICATED = {
  ...keystoneRefused(401, 'The request you have made requires authentication.'),
  headers: {
    'content-type': 'application/json',
    'www-authenticate': 'Keystone uri="{identity}/v3"',
    vary: 'X-Auth-Token',
  },
}
