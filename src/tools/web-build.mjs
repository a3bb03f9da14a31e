// The production build of the single-page app: when it is needed, and how it is made.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'

import { precompress } from './precompress.mjs'
import { inProject } from './project.mjs'
import { runStep, timed } from './steps.mjs'

const stampFile = inProject('.cache', 'build-stamp')

const INPUTS = ['index.html', 'vite.config.ts', 'tsconfig.json', 'package-lock.json', 'public', 'src']
/** Parts of src that the browser never sees. */
const NOT_INPUTS = /^src\/(server|fake-cloud|tools|docs)$|\.test\.tsx?$/

/**
 * @param {string} path relative to the project
 * @returns {string[]} the file itself, or every file below the folder
 */
const filesOf = (path) => {
  if (NOT_INPUTS.test(path)) return []
  if (statSync(inProject(path)).isFile()) return [path]
  return readdirSync(inProject(path)).flatMap((name) => filesOf(`${path}/${name}`))
}

const wantedStamp = () => {
  const hash = createHash('sha256')
  for (const file of INPUTS.flatMap(filesOf).toSorted()) hash.update(file).update(readFileSync(inProject(file)))
  return hash.digest('hex')
}

const isFresh = () =>
  existsSync(inProject('dist', 'index.html')) &&
  existsSync(stampFile) &&
  readFileSync(stampFile, 'utf8') === wantedStamp()

/** Builds into dist/ and writes the compressed copies the server sends. */
export const build = async () => {
  // Taken before the build: a file edited meanwhile makes the result stale, not silently fresh.
  const stamp = wantedStamp()
  rmSync(stampFile, { force: true })
  await runStep({ title: 'build', command: ['vite', 'build'], limitSeconds: 300 })
  await timed('compress', () => precompress(inProject('dist')))
  mkdirSync(inProject('.cache'), { recursive: true })
  writeFileSync(stampFile, stamp)
}

/** Builds when dist/ is missing or older than what it is made from (by content, so a checkout's dates don't matter). */
export const ensureBuilt = async () => {
  if (!isFresh()) await build()
}
