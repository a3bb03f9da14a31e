import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { catalogQuery } from './catalog.ts'
import { earlyAnswer } from './early-answers.ts'
import { sessionQueries } from './session.ts'

const script = readFileSync(new URL('../../public/start.js', import.meta.url), 'utf8')

type Asked = [url: string, headers: Record<string, string>]

const headersOf = (init?: RequestInit) => Object.fromEntries(new Headers(init?.headers))

/** What the script asks for on a page. @param kept of the browser's storage */
function start(pathname: string, { base = '/', kept = {} }: { base?: string; kept?: Record<string, string> } = {}) {
  const asked: Asked[] = []
  runInNewContext(script, {
    URL,
    localStorage: { getItem: (name: string) => kept[name] ?? null },
    matchMedia: () => ({ matches: false }),
    document: { baseURI: `http://localhost${base}`, documentElement: { dataset: {} }, querySelector: () => null },
    location: { pathname },
    fetch: async (url: URL, init?: RequestInit) => {
      asked.push([url.href, headersOf(init)])
      return new Response('{}')
    },
  })
  return asked
}

const urls = (asked: Asked[]) => asked.map(([url]) => url)

describe('which questions are asked early', () => {
  test.each([
    ['/DFW/images', ['session', 'regions/DFW/image/v2/images?limit=50']],
    ['/DFW/images/', ['session', 'regions/DFW/image/v2/images?limit=50']],
    ['/all/images', ['session']],
    ['/DFW/images/some-id', ['session']],
    ['/DFW/transfers', ['session']],
    ['/', ['session']],
    ['/sign-in', []],
  ])('%s: %j', (pathname, expected) => {
    expect(urls(start(pathname))).toEqual(expected.map((path) => `http://localhost/api/${path}`))
  })

  test('below a base path', () => {
    expect(urls(start('/cloud/DFW/images', { base: '/cloud/' }))[1]).toBe(
      'http://localhost/cloud/api/regions/DFW/image/v2/images?limit=50',
    )
  })

  test('not the list, where the browser keeps one', () => {
    expect(urls(start('/DFW/images', { kept: { 'keeps-catalog': '1' } }))).toEqual(['http://localhost/api/session'])
  })
})

describe('in the app', () => {
  beforeEach(() => vi.stubGlobal('document', { baseURI: 'http://localhost/' }))
  afterEach(() => {
    vi.unstubAllGlobals()
    globalThis.earlyAnswers = undefined
  })
  const { signal } = new AbortController()
  const answered = () => Promise.resolve(new Response('{}'))

  test('the questions are word for word the app’s own', async () => {
    const asked: Asked[] = []
    vi.stubGlobal('fetch', async (url: URL, init?: RequestInit) => {
      asked.push([url.href, headersOf(init)])
      return new Response('', { status: 500 })
    })
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
    const session = makeSession({ regions: ['DFW'], defaultRegion: 'DFW' })
    await client.fetchQuery(sessionQueries.current()).catch(() => undefined)
    client.setQueryData(sessionQueries.current().queryKey, session)
    await client.fetchQuery(catalogQuery(session, 'DFW')).catch(() => undefined)
    expect(asked).toEqual(start('/DFW/images'))
  })

  test('an answer is given once, to a GET of its path alone', async () => {
    globalThis.earlyAnswers = { session: answered() }
    expect(await earlyAnswer('DELETE', 'session', signal)).toBeNull()
    expect(await earlyAnswer('GET', 'other', signal)).toBeNull()
    expect(await earlyAnswer('GET', 'session', signal)).toBeInstanceOf(Response)
    expect(await earlyAnswer('GET', 'session', signal)).toBeNull()
  })

  test('one that was asked for long ago is nobody’s', async () => {
    globalThis.earlyAnswers = { session: answered() }
    vi.spyOn(performance, 'now').mockReturnValue(60_000)
    expect(await earlyAnswer('GET', 'session', signal)).toBeNull()
    vi.restoreAllMocks()
  })

  test('whoever waits for one may give up', async () => {
    globalThis.earlyAnswers = { session: new Promise(() => undefined) }
    const leaving = new AbortController()
    const waiting = earlyAnswer('GET', 'session', leaving.signal)
    leaving.abort()
    await expect(waiting).rejects.toThrow('Nobody waits')
  })
})
