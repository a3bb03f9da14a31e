// What the build consists of: which files the first paint needs, what each lazily loaded page adds, what must not be in it.
import { readFileSync, readdirSync } from 'node:fs'

import { inProject } from './project.mjs'

/**
 * @typedef {object} Chunk one entry of Vite's manifest
 * @property {string} file path inside dist/
 * @property {string} [src]
 * @property {boolean} [isEntry]
 * @property {boolean} [isDynamicEntry]
 * @property {string[]} [imports] manifest keys of statically imported chunks
 */

/** @returns {Record<string, Chunk>} */
const readManifest = () => JSON.parse(readFileSync(inProject('dist', '.vite', 'manifest.json'), 'utf8'))

/**
 * The chunk and everything it imports statically.
 * @param {Record<string, Chunk>} manifest
 * @param {string} key
 * @param {Set<string>} [seen]
 * @returns {Set<string>} manifest keys
 */
const withImports = (manifest, key, seen = new Set()) => {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const imported of manifest[key]?.imports ?? []) withImports(manifest, imported, seen)
  return seen
}

/** Lazily loaded parts around a page: it is on screen when they are there too. */
const FRAME = ['src/app/providers.tsx', 'src/app/shell.tsx']
const PAGES = 'src/pages/'

/**
 * JavaScript files by load: `initial` is the entry with its preloads and the theme script; a page is all of that, the
 * frame, and what the page's own chunk needs.
 * @returns {{ initial: string[], pages: Array<{ name: string, files: string[] }> }} paths relative to the project
 */
export const bundleLoads = () => {
  const manifest = readManifest()
  const keys = Object.keys(manifest)
  const lazyKeys = keys.filter((key) => manifest[key]?.isDynamicEntry)
  const filesOf = (/** @type {string[]} */ roots) =>
    [...new Set(roots.flatMap((key) => [...withImports(manifest, key)]))]
      .map((key) => manifest[key]?.file ?? '')
      .filter((file) => file.endsWith('.js'))
      .map((file) => `dist/${file}`)

  const entryKeys = keys.filter((key) => manifest[key]?.isEntry)
  const frameKeys = lazyKeys.filter((key) => FRAME.includes(key))
  const pages = lazyKeys
    .filter((key) => key.startsWith(PAGES))
    .map((key) => ({ name: key, files: ['dist/theme.js', ...filesOf([...entryKeys, ...frameKeys, key])] }))
  return { initial: ['dist/theme.js', ...filesOf(entryKeys)], pages }
}

/** The seed's marker, and the names of the library behind the demo clouds. */
const DEMO_CODE = /fake-cloud-seed-7f3a|\bmsw\b|mockServiceWorker/

/** @param {string} text */
export const holdsDemoCode = (text) => DEMO_CODE.test(text)

/**
 * Built text files that hold code of the demo clouds.
 * @returns {string[]} paths inside dist/; empty is right
 */
export const filesWithDemoCode = () =>
  readdirSync(inProject('dist'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(js|css|html|json)$/.test(name))
    .filter((name) => holdsDemoCode(readFileSync(inProject('dist', name), 'utf8')))
