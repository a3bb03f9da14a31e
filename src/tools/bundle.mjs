// What the build consists of: which files the first paint needs, what each lazily loaded page adds, what must not be in it.
import { readFileSync, readdirSync } from 'node:fs'

import { inProject } from './project.mjs'

/**
 * @typedef {object} Chunk one entry of Vite's manifest
 * @property {string} file path inside dist/
 * @property {string} [name]
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

const PAGES = 'src/pages/'

/**
 * JavaScript files by load: `initial` is the entry with its preloads and the script before it; a page is all of that, the
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

  // Chunks that were named by `chunks.mjs` lose the name of the module they begin with.
  const named = (/** @type {string} */ name) => keys.filter((key) => manifest[key]?.name === name)
  const entryKeys = named('entry')
  const frameKeys = named('frame')
  const before = [...entryKeys, ...frameKeys]
  const load = (/** @type {string} */ name, /** @type {string[]} */ roots) => ({
    name,
    files: ['dist/start.js', ...filesOf([...before, ...roots])],
  })
  const pages = [
    load(`${PAGES}images.tsx`, named('catalog')),
    ...lazyKeys.filter((key) => key.startsWith(PAGES)).map((key) => load(key, [key])),
  ]
  return { initial: ['dist/start.js', ...filesOf(entryKeys)], pages }
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
