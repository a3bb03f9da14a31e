// Kilobytes of JavaScript a person waits for, gzip. Run after a build: npm run budget.
import { bundleLoads } from './src/tools/bundle.mjs'

const { initial, pages } = bundleLoads()

/** The catalog carries the search language, the table and what keeps it fresh. */
const limitOf = (name) => (name === 'src/pages/images.tsx' ? '295 KB' : '305 KB')

export default [
  { name: 'first load', path: initial, limit: '145 KB', gzip: true },
  ...pages.map(({ name, files }) => ({ name, path: files, limit: limitOf(name), gzip: true })),
]
