// Kilobytes of JavaScript a person waits for, gzip. Run after a build: npm run budget.
import { bundleLoads } from './src/tools/bundle.mjs'

const { initial, pages } = bundleLoads()

export default [
  { name: 'first load', path: initial, limit: '145 KB', gzip: true },
  ...pages.map(({ name, files }) => ({ name, path: files, limit: '240 KB', gzip: true })),
]
