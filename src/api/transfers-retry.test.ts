import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { makeTransfer, type Transfer, type TransferSource, transfersOf } from './transfers.ts'
import { canRetry, retryTransfer } from './transfers-retry.ts'

const session = makeSession()
const about = { id: 'failed', region: 'north', kind: 'import', name: 'n', source: null, follows: 'image' } as const
const failed = (fields: Partial<Transfer>) => makeTransfer({ ...about, phase: 'failed', ...fields })

const image = { id: 'i', status: 'queued', visibility: 'private', created_at: '2026-11-24T13:20:44Z' }

interface Asked {
  method: string
  path: string
  body: unknown
}

/** The service. @param answer null: an image that nothing holds */
function serve(answer: (asked: Asked) => Response | null) {
  const writes: Asked[] = []
  vi.stubGlobal('fetch', async (input: string | URL | Request, init: RequestInit = {}) => {
    const { pathname } = new URL(String(input instanceof Request ? input.url : input))
    const method = init.method ?? 'GET'
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null
    const asked = { method, path: pathname.slice(pathname.indexOf('/v2/') + 3), body }
    if (method !== 'GET') writes.push(asked)
    return answer(asked) ?? (method === 'GET' ? Response.json(image) : new Response(null, { status: 202 }))
  })
  return writes
}
const isHeld = () => Response.json({ ...image, os_glance_import_task: 't' })
const busy = () => Response.json({ message: 'Image has active task' }, { status: 409 })
const retry = (transfer: Transfer) => retryTransfer({ client: new QueryClient(), session }, transfer)

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  transfersOf(session).set([])
})

const fromAddress: TransferSource = { from: 'url', url: 'http://h/x', stores: ['fast'] }

describe('the same input, once more', () => {
  const created = (type: string) => () => Response.json({ id: 'new', type, status: 'pending', created_at: '2026' })
  test.each<[string, Partial<Transfer>, () => Response | null, Asked]>([
    [
      'an import task',
      { follows: 'task', taskId: 't', source: { from: 'object', object: 'c/o.vhd' } },
      created('import'),
      {
        method: 'POST',
        path: '/tasks',
        body: { type: 'import', input: { image_properties: { name: 'n' }, import_from: 'c/o.vhd' } },
      },
    ],
    [
      'an export task',
      { kind: 'export', follows: 'task', taskId: 't', imageId: 'i', source: { from: 'image', container: 'c' } },
      created('export'),
      {
        method: 'POST',
        path: '/tasks',
        body: { type: 'export', input: { image_uuid: 'i', receiving_swift_container: 'c' } },
      },
    ],
    [
      'an address',
      { imageId: 'i', source: fromAddress },
      () => null,
      {
        method: 'POST',
        path: '/images/i/import',
        body: { method: { name: 'web-download', uri: 'http://h/x' }, stores: ['fast'] },
      },
    ],
    [
      'a copy',
      { kind: 'copy', imageId: 'i', source: { from: 'store', stores: ['slow'] } },
      () => null,
      { method: 'POST', path: '/images/i/import', body: { method: { name: 'copy-image' }, stores: ['slow'] } },
    ],
  ])('of %s', async (_kind, fields, answer, expected) => {
    const writes = serve(({ method }) => (method === 'GET' ? null : answer()))
    const transfer = failed(fields)
    expect(canRetry(transfer)).toBe(true)
    const next = await retry(transfer)
    expect(writes).toEqual([expected])
    expect(next).toMatchObject({ phase: 'waiting', source: fields.source })
    expect(next?.id).not.toBe('failed')
  })

  test('what is not known cannot be asked for again', () => {
    expect(canRetry(failed({ imageId: 'i' }))).toBe(false)
    expect(canRetry(failed({ source: fromAddress }))).toBe(false)
    expect(canRetry(failed({ source: { from: 'file', fileName: 'f' } }))).toBe(false)
    expect(canRetry(failed({ phase: 'done', imageId: 'i', source: fromAddress }))).toBe(false)
  })
})

describe('an image that the failed import still holds', () => {
  test('is waited for before anything is asked', async () => {
    let reads = 0
    const writes = serve(({ method }) => {
      if (method !== 'GET') return null
      reads += 1
      return reads < 4 ? isHeld() : null
    })
    const next = retry(failed({ imageId: 'i', source: fromAddress }))
    await vi.advanceTimersByTimeAsync(500)
    expect(writes).toEqual([])
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await next).toMatchObject({ phase: 'waiting' })
    expect(writes).toHaveLength(1)
  })

  test('is asked for again when it was held all the same', async () => {
    let reads = 0
    const writes = serve(({ method }) => {
      if (method !== 'GET') return writes.length === 1 ? busy() : null
      reads += 1
      return reads === 2 ? isHeld() : null
    })
    const next = retry(failed({ imageId: 'i', source: fromAddress }))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await next).toMatchObject({ phase: 'waiting' })
    expect(writes).toHaveLength(2)
  })

  test('and never let go is told', async () => {
    serve(({ method }) => (method === 'GET' ? isHeld() : busy()))
    const refusal = retry(failed({ imageId: 'i', source: fromAddress })).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(await refusal).toMatchObject({ status: 409 })
  })

  test('a conflict of another kind is told at once', async () => {
    const writes = serve(({ method }) => (method === 'GET' ? null : busy()))
    const refusal = retry(failed({ imageId: 'i', source: fromAddress })).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await refusal).toMatchObject({ status: 409 })
    expect(writes).toHaveLength(2)
  })
})
