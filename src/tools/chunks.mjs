// Which code comes in which file. Left to the bundler, every set of pages that shares a module makes a file of its own:
// over a hundred to the first row of the catalog, and a browser asks for six at a time.
import { inProject } from './project.mjs'

/**
 * What the first screen needs, in the order it comes. A module belongs to the first of these that reaches it by static
 * imports; what none of them reaches is left to the bundler.
 * @type {[name: string, roots: string[]][]}
 */
const STEPS = [
  ['entry', ['src/main.tsx']],
  [
    'frame',
    [
      'src/app/providers.tsx',
      'src/app/shell.tsx',
      'src/app/error-boundary.tsx',
      'src/app/known-region.tsx',
      'src/app/no-region.tsx',
    ],
  ],
  ['catalog', ['src/pages/images.tsx']],
  // Begins after the first paint, on every page.
  [
    'around',
    [
      'src/app/navigation-panel.tsx',
      'src/app/quick-access.tsx',
      'src/app/rail-badges.tsx',
      'src/app/sharing-news.tsx',
      'src/app/transfer-tray.tsx',
      'src/features/catalog/filter-dialog.tsx',
      'src/ui/toast-region.tsx',
    ],
  ],
]

/** Of the catalog's code, what other pages need too. */
const SHARED = 'shared'

/** Changes only with a React or router release, so that a deploy leaves it in the browser's cache. */
const REACT = /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/

/** @typedef {{ importedIds: string[], dynamicallyImportedIds: string[] }} ModuleInfo */

/**
 * For rolldown's `codeSplitting.groups`: the name of the chunk that a module goes to, null to leave it to the bundler.
 * @param {string} id
 * @param {{ getModuleInfo: (id: string) => ModuleInfo | null }} graph
 */
export function chunkOf(id, graph) {
  if (REACT.test(id) || id.includes('rolldown/runtime')) return 'react'
  const { steps, elsewhere } = reachOf(graph)
  const step = steps.find(([, reached]) => reached.has(id))?.[0] ?? null
  return step === 'catalog' && elsewhere.has(id) ? SHARED : step
}

/** @type {WeakMap<object, { steps: [string, Set<string>][], elsewhere: Set<string> }>} */
const reaches = new WeakMap()

/** @param {{ getModuleInfo: (id: string) => ModuleInfo | null }} graph */
function reachOf(graph) {
  const known = reaches.get(graph)
  if (known) return known
  const ids = (/** @type {string[]} */ paths) => paths.map((path) => inProject(path))
  const steps = STEPS.map(
    ([name, roots]) => /** @type {[string, Set<string>]} */ ([name, staticallyFrom(ids(roots), graph)]),
  )
  const first = new Set(STEPS.flatMap(([, roots]) => ids(roots)))
  const lazy = dynamicallyFrom(ids(['src/main.tsx']), graph).filter((id) => !first.has(id))
  const reach = { steps, elsewhere: staticallyFrom(lazy, graph) }
  reaches.set(graph, reach)
  return reach
}

/**
 * @param {string[]} roots
 * @param {{ getModuleInfo: (id: string) => ModuleInfo | null }} graph
 * @returns {Set<string>} with the roots
 */
function staticallyFrom(roots, graph) {
  const seen = new Set(roots)
  for (const id of seen) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) seen.add(imported)
  return seen
}

/**
 * @param {string[]} roots
 * @param {{ getModuleInfo: (id: string) => ModuleInfo | null }} graph
 * @returns {string[]} modules that begin a chunk of their own
 */
function dynamicallyFrom(roots, graph) {
  const seen = new Set(roots)
  const lazy = new Set()
  for (const id of seen) {
    const info = graph.getModuleInfo(id)
    for (const imported of info?.importedIds ?? []) seen.add(imported)
    for (const imported of info?.dynamicallyImportedIds ?? []) {
      seen.add(imported)
      lazy.add(imported)
    }
  }
  return [...lazy]
}
