import { describe, expect, test } from 'vitest'
import { ApiError, faultOf, plainText } from './errors.ts'

const headers = (contentType: string, more: Record<string, string> = {}) =>
  new Headers({ 'content-type': contentType, ...more })

describe('faultOf reads every dialect', () => {
  test.each([
    [
      'Glance JSON with HTML inside',
      'application/json',
      '{"message": "No image found with ID x<br /><br />\\n\\n\\n", "code": "404 Not Found", "title": "Not Found"}',
      'No image found with ID x',
    ],
    [
      'Glance HTML',
      'text/html; charset=UTF-8',
      '<html>\n <head>\n  <title>404 Not Found</title>\n </head>\n <body>\n  <h1>404 Not Found</h1>\n  No image found with ID x<br /><br />\n\n\n\n </body>\n</html>',
      'No image found with ID x',
    ],
    [
      'WebOb plain text',
      'text/plain; charset=UTF-8',
      '404 Not Found\n\nNo image found with ID x\n\n   ',
      'No image found with ID x',
    ],
    [
      'Keystone',
      'application/json',
      '{"error":{"code":404,"message":"Could not find it","title":"Not Found"}}',
      'Could not find it',
    ],
    ['Identity v2.0', 'application/json', '{"itemNotFound":{"code":404,"message":"Gone away"}}', 'Gone away'],
    [
      'Swift HTML',
      'text/html',
      '<html><h1>Not Found</h1><p>The resource could not be found.</p></html>',
      'The resource could not be found.',
    ],
    ['broken JSON', 'application/json', '{"message": "No', ''],
    ['JSON without a message', 'application/json', '[1, null, {"a": {"b": 1}}]', ''],
    ['nothing at all', '', '', ''],
  ])('%s', (_dialect, contentType, body, detail) => {
    expect(faultOf(404, headers(contentType), body)).toEqual({ kind: 'missing', detail })
  })

  test('markup of a hostile message becomes text', () => {
    expect(plainText('<img src=x onerror="alert(1)">a &lt;b&gt; &amp; &quot;c&quot;<br />')).toBe('a <b> & "c"')
  })

  test('a very long message is cut', () => {
    const fault = faultOf(400, headers('text/plain'), 'x'.repeat(10_000))
    expect(fault).toMatchObject({ kind: 'invalid' })
    expect('detail' in fault && fault.detail.length).toBe(400)
  })

  test.each([
    [400, 'invalid'],
    [401, 'signed-out'],
    [403, 'forbidden'],
    [404, 'missing'],
    [409, 'conflict'],
    [410, 'gone'],
    [413, 'over-limit'],
    [415, 'invalid'],
    [429, 'over-limit'],
    [500, 'server'],
    [503, 'server'],
  ])('%i is %s', (status, kind) => {
    expect(faultOf(status, headers('text/plain'), '').kind).toBe(kind)
  })

  test('Retry-After in seconds or as a date', () => {
    for (const status of [413, 429, 503])
      expect(faultOf(status, headers('text/plain', { 'retry-after': '7' }), '')).toMatchObject({ retryAfterSeconds: 7 })
    const past = headers('text/plain', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' })
    expect(faultOf(429, past, '')).toMatchObject({ retryAfterSeconds: 0 })
    expect(faultOf(429, headers('text/plain', { 'retry-after': 'soon' }), '')).not.toHaveProperty('retryAfterSeconds')
  })

  test('the proxy’s own problems keep their kind, sentence and challenge', () => {
    const problem = {
      type: '/problems/passcode-wanted',
      title: 't',
      status: 401,
      detail: 'Give it.',
      requestId: 'r',
      challenge: 'passcode',
    }
    expect(faultOf(401, headers('application/problem+json'), JSON.stringify(problem))).toEqual({
      kind: 'proxy',
      problem: 'passcode-wanted',
      detail: 'Give it.',
      challenge: 'passcode',
    })
  })

  test('a signed-out problem is the same fault as the cloud’s 401', () => {
    const problem = { type: '/problems/signed-out', title: 't', status: 401, detail: 'd', requestId: 'r' }
    expect(faultOf(401, headers('application/problem+json'), JSON.stringify(problem))).toEqual({ kind: 'signed-out' })
  })
})

describe('isTransient', () => {
  test.each([
    [new ApiError({ kind: 'unreachable' }), true],
    [new ApiError({ kind: 'cut-off' }), true],
    [new ApiError({ kind: 'timeout' }), false],
    [new ApiError({ kind: 'server', status: 503, detail: '' }), true],
    [new ApiError({ kind: 'server', status: 500, detail: '' }), false],
    [new ApiError({ kind: 'over-limit', detail: '' }, { status: 429 }), true],
    [new ApiError({ kind: 'over-limit', detail: '' }, { status: 413 }), false],
    [new ApiError({ kind: 'missing', detail: '' }), false],
    [new ApiError({ kind: 'proxy', problem: 'upstream-unreachable', detail: '' }), true],
    [new ApiError({ kind: 'proxy', problem: 'wrong-credentials', detail: '' }), false],
  ])('%s: %s', (error, expected) => {
    expect(error.isTransient).toBe(expected)
  })
})
