import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { findChromium } from './chromium.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chromium-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const program = (name: string, mode: number) => {
  writeFileSync(join(folder, name), '')
  chmodSync(join(folder, name), mode)
}

test('CHROMIUM_PATH wins over what is installed', () => {
  program('chromium', 0o755)
  expect(findChromium({ PATH: folder, CHROMIUM_PATH: '/opt/browser' })).toBe('/opt/browser')
})

test('the browser without a window comes before those with one', () => {
  program('chromium', 0o755)
  program('chromium-headless-shell', 0o755)
  expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(join(folder, 'chromium-headless-shell'))
})

test('a file that cannot be run is no browser', () => {
  program('chromium', 0o644)
  expect(findChromium({ PATH: folder })).not.toBe(join(folder, 'chromium'))
})
