import papaparse from 'papaparse'
import { describe, expect, test } from 'vitest'
import { csvFile, jsonFile } from './catalog-export.ts'
import { localEntry, makeImage } from './fixtures.ts'

const context = {
  region: 'DFW',
  now: Date.UTC(2026, 0, 31),
  viewer: { account: 'project-0', flavour: 'openstack' },
  columns: ['status', 'size', 'owner', 'tags', 'property.os_distro'],
} as const

const rowsOf = async (...images: Record<string, unknown>[]) => {
  const { text } = await csvFile(
    images.map((fields) => localEntry(makeImage(fields))),
    context,
  )
  return papaparse.parse<string[]>(text.replace('\uFEFF', '').trimEnd()).data
}

describe('CSV', () => {
  test('has the ID and the name first, then the columns, with exact values', async () => {
    const fields = { id: 'a', name: 'web', size: 123_456_789, owner: 'me', tags: ['x', 'y'], os_distro: 'debian' }
    expect(await rowsOf(fields)).toEqual([
      ['id', 'name', 'status', 'size', 'owner', 'tags', 'os_distro'],
      ['a', 'web', 'active', '123456789', 'me', 'x, y', 'debian'],
    ])
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=1', '=HYPERLINK("http://x")', '=1\nx', '\uFF1D1'])(
    'the name %j cannot become a formula',
    async (name) => {
      const [, row] = await rowsOf({ name, os_distro: name })
      expect(row?.[1]).toBe(`'${name}`)
      expect(row?.at(-1)).toBe(`'${name}`)
    },
  )

  test.each(['a,b', 'a"b', 'line\nbreak', '<script>alert(1)</script>', 'صورة', '🎉', ' '])(
    'the name %j comes back as it was',
    async (name) => {
      const [, row] = await rowsOf({ name })
      expect(row?.[1]).toBe(name)
    },
  )

  test('is named after region and day, and says that it is UTF-8', async () => {
    const file = await csvFile([], { ...context, region: 'a/b c' })
    expect(file.name).toBe('images-a_b_c-2026-01-31.csv')
    expect(file.text.startsWith('\uFEFF')).toBe(true)
  })
})

test('JSON is what the API answered, to the key', () => {
  const entity = { id: 'a', status: 'queued', visibility: 'private', created_at: '2026-01-01T00:00:00Z', '<k>': '"' }
  const { text, name } = jsonFile([localEntry(makeImage(entity))], context)
  expect(JSON.parse(text)).toEqual([entity])
  expect(name).toBe('images-DFW-2026-01-31.json')
})
