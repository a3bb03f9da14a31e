import { expect, test } from 'vitest'

import { FAKE_CLOUD_MARKER } from '#fake-cloud/core/db.ts'

import { holdsDemoCode } from './bundle.mjs'

test('the marker of the demo clouds’ seed is recognised in built code', () => {
  expect(holdsDemoCode(`const a=${JSON.stringify(FAKE_CLOUD_MARKER)};`)).toBe(true)
})

test('so is their mocking library', () => {
  expect(holdsDemoCode('{"src":"node_modules/msw/lib/core/index.mjs"}')).toBe(true)
})

test('ordinary code is not', () => {
  expect(holdsDemoCode('const msws=1,items=[];')).toBe(false)
})
