import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { actsOf } from './acts.ts'
import { ApiError } from './errors.ts'
import { DeleteFailure, deleteProtected, performAct } from './image-act-writes.ts'
import { copyToStores, deleteFromStore } from './image-stores.ts'
import { changeImage } from './image-writes.ts'
import { imageQueries } from './images.ts'
import type { PatchOp } from './json-patch.ts'

const session = makeSession({ regions: ['R'], defaultRegion: 'R' })
const ref = { region: 'R', imageId: 'i1' }

/** The image as the service keeps it; null: gone. */
let kept: Record<string, unknown> | null
const asked: string[] = []
/** What becomes of a call, by method: refused with this status, or done while its answer is lost. */
const trouble = new Map<string, number | 'lost'>()

const service: typeof fetch = async (input, init) => {
  const path = new URL(String(input instanceof Request ? input.url : input)).pathname.split('/v2')[1] ?? ''
  const method = init?.method ?? 'GET'
  asked.push(`${method} ${path}`)
  const planned = trouble.get(method)
  if (typeof planned === 'number') return new Response('', { status: planned })
  if (kept === null) return new Response('', { status: 404 })
  if (method === 'PATCH' && typeof init?.body === 'string')
    for (const { path: pointer, value } of JSON.parse(init.body) as { path: string; value?: unknown }[])
      kept = { ...kept, [pointer.slice(1)]: value }
  if (path.startsWith('/stores/')) kept = { ...kept, stores: 'fast' }
  else if (method === 'DELETE') kept = null
  if (path.endsWith('/import')) kept = { ...kept, os_glance_importing_to_stores: 'slow' }
  if (path.endsWith('/deactivate')) kept = { ...kept, status: 'deactivated' }
  if (planned === 'lost') throw new TypeError('Connection lost')
  return kept === null || method === 'POST' ? new Response(null, { status: 204 }) : Response.json(kept)
}

let client: QueryClient
const target = () => ({ client, session, ref })
const shown = () => client.getQueryData(imageQueries.detail(session, ref).queryKey)
const writes = () => asked.filter((one) => !one.startsWith('GET'))
const rename = (): readonly PatchOp[] => [{ op: 'replace', path: '/name', value: 'renamed' }]

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.stubGlobal('fetch', service)
  kept = {
    id: 'i1',
    name: 'web',
    status: 'active',
    visibility: 'private',
    owner: session.account.id,
    protected: true,
    stores: 'fast,slow',
    created_at: '2026-01-01T00:00:00Z',
  }
  asked.length = 0
  trouble.clear()
  actsOf(session).set([])
  client = new QueryClient()
})
afterEach(() => {
  client.clear()
  vi.unstubAllGlobals()
})

describe('unprotect and delete', () => {
  test('is one piece: no other write of this browser comes between the two', async () => {
    const deleting = deleteProtected(target())
    await expect(changeImage(target(), rename, 'Renamed')).rejects.toMatchObject({ fault: { kind: 'missing' } })
    await deleting
    expect(writes()).toEqual(['PATCH /images/i1', 'DELETE /images/i1'])
  })

  test('a delete that fails leaves the image protected as before', async () => {
    trouble.set('DELETE', 409)
    const failure = await deleteProtected(target()).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(DeleteFailure)
    expect(failure).toMatchObject({ isProtected: true, cause: { status: 409 } })
    expect(kept).toMatchObject({ protected: true })
    expect(shown()?.protected).toBe(true)
  })

  test('a protection that somebody else took off meanwhile is not put on', async () => {
    kept = { ...kept, protected: false }
    trouble.set('DELETE', 409)
    await expect(deleteProtected(target())).rejects.toMatchObject({ status: 409 })
    expect(writes()).toEqual(['DELETE /images/i1'])
  })

  test('a protection that cannot be put back is told', async () => {
    vi.stubGlobal('fetch', (async (input, init) => {
      if (init?.method === 'DELETE') trouble.set('PATCH', 403).set('DELETE', 409)
      return service(input, init)
    }) satisfies typeof fetch)
    await expect(deleteProtected(target())).rejects.toMatchObject({ isProtected: false, cause: { status: 409 } })
  })

  test('an image that somebody else deletes in between is gone, not unprotected', async () => {
    vi.stubGlobal('fetch', (async (input, init) => {
      if (init?.method === 'DELETE') kept = null
      return service(input, init)
    }) satisfies typeof fetch)
    const failure = await deleteProtected(target()).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ApiError)
    expect(failure).toMatchObject({ fault: { kind: 'missing' } })
  })
})

describe('a write whose answer is lost', () => {
  test('counts as done where the image shows it', async () => {
    trouble.set('PATCH', 'lost')
    const { after } = await changeImage(target(), rename, 'Renamed')
    expect(after.name).toBe('renamed')
    expect(shown()?.name).toBe('renamed')
    expect(writes()).toHaveLength(1)
  })

  test('fails where the image does not', async () => {
    vi.stubGlobal('fetch', (async (input, init) => {
      if (init?.method === 'PATCH') throw new TypeError('Connection lost')
      return service(input, init)
    }) satisfies typeof fetch)
    await expect(changeImage(target(), rename, 'Renamed')).rejects.toMatchObject({ fault: { kind: 'unreachable' } })
  })

  test.each([
    ['a delete', 'DELETE', () => performAct(target(), { kind: 'delete' })],
    ['a deactivation', 'POST', () => performAct(target(), { kind: 'activate', isActive: false })],
    ['a copy to a store', 'POST', () => copyToStores(target(), ['slow'])],
    ['a delete from a store', 'DELETE', () => deleteFromStore(target(), 'slow')],
  ] as const)('%s', async (_what, method, act) => {
    kept = { ...kept, protected: false, stores: `fast${method === 'DELETE' ? ',slow' : ''}` }
    trouble.set(method, 'lost')
    await act()
    expect(writes()).toHaveLength(1)
    expect(actsOf(session).get()).toMatchObject([{ failure: null }])
  })
})

describe('stores', () => {
  test('a store act waits for the write before it, and its outcome is shown', async () => {
    const order: string[] = []
    const first = changeImage(target(), rename, 'Renamed').then(() => order.push('renamed'))
    const second = deleteFromStore(target(), 'slow').then(() => order.push('deleted'))
    await Promise.all([first, second])
    expect(order).toEqual(['renamed', 'deleted'])
    expect(writes()).toEqual(['PATCH /images/i1', 'DELETE /stores/slow/i1'])
    // The rename's answer came before the store was emptied.
    expect(shown()).toMatchObject({ name: 'renamed', stores: 'fast' })
  })
})

test('a plan that refuses sends nothing, and the image it saw is shown', async () => {
  kept = { ...kept, name: 'theirs' }
  const refusal = new Error('Changed by others')
  const refuse = () => {
    throw refusal
  }
  await expect(changeImage(target(), refuse, 'Renamed')).rejects.toBe(refusal)
  expect(writes()).toEqual([])
  expect(shown()?.name).toBe('theirs')
})
