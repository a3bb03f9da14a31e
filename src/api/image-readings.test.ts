import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { beginReading, readIntoCaches } from './image-readings.ts'
import { spreadImage } from './image-writes.ts'
import { imageQueries } from './images.ts'
import { Image } from './schemas.ts'

const session = makeSession()
const ref = { region: 'north', imageId: 'i' }
const { queryKey } = imageQueries.detail(session, ref)
let client: QueryClient
const target = () => ({ client, session, ref })
const image = (name: string) =>
  Image.parse({ id: 'i', name, status: 'active', visibility: 'private', created_at: '2026-01-01T00:00:00Z' })

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  client = new QueryClient()
})
afterEach(() => {
  vi.unstubAllGlobals()
  client.clear()
})

test('a reading that nothing overtook is what the caches hold', async () => {
  const spread = beginReading(target())
  expect(await spread(image('a'))).toBe(true)
  expect(client.getQueryData(queryKey)).toEqual(image('a'))
})

test('one that says nothing new leaves what is held the same object', async () => {
  await spreadImage(target(), image('a'))
  const held = client.getQueryData(queryKey)
  expect(await beginReading(target())(image('a'))).toBe(true)
  expect(client.getQueryData(queryKey)).toBe(held)
})

test('a write’s answer stays, and so does that of a reading that began later', async () => {
  for (const later of [
    () => spreadImage(target(), image('later')),
    () => client.fetchQuery({ queryKey, queryFn: () => image('later') }),
  ]) {
    client.setQueryData(queryKey, image('before'))
    const spread = beginReading(target())
    await later()
    expect(await spread(image('earlier'))).toBe(false)
    expect(client.getQueryData(queryKey)).toEqual(image('later'))
  }
})

test('an older reading under way is given up for it', async () => {
  const { promise, resolve } = Promise.withResolvers<Image>()
  client.setQueryData(queryKey, image('before'))
  const older = client.fetchQuery({ queryKey, queryFn: () => promise })
  await beginReading(target())(image('newer'))
  resolve(image('older'))
  await older
  expect(client.getQueryData(queryKey)).toEqual(image('newer'))
})

test('what was overtaken is read again', async () => {
  const answers = [image('earlier'), image('after the write')]
  vi.stubGlobal('fetch', async () => {
    const answer = answers.shift()
    if (answers.length > 0) await spreadImage(target(), image('written'))
    return Response.json(answer)
  })
  expect(await readIntoCaches(target())).toMatchObject({ name: 'after the write' })
  expect(client.getQueryData(queryKey)).toMatchObject({ name: 'after the write' })
})
