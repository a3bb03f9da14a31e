// Where things are, and which Node runs them.
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout's top folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** @param {string[]} parts */
export const inProject = (...parts) => join(root, ...parts)

/** Runs TypeScript by type stripping, unflagged, from here on. */
const OLDEST_NODE = [22, 18]

/** @param {string} version like `v24.21.0` */
const isRecentEnough = (version) => {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}

/**
 * The Node that runs the server and the tools: the one pinned in package.json, or, where that package has no binary
 * for this machine (macOS, musl), the current one if it is recent enough.
 * @returns {string} path of the binary
 * @throws {Error} one sentence when there is neither
 */
export const nodeBinary = () => {
  const pinned = inProject('node_modules', '.bin', 'node')
  // Run it rather than look for it: a glibc binary exists but does not start on a musl system.
  if (spawnSync(pinned, ['--version']).status === 0) return pinned
  if (isRecentEnough(process.version)) return process.execPath
  throw new Error(
    `The pinned Node could not be installed here and Node ${process.version} is too old: use Node ${OLDEST_NODE.join('.')} or newer.`,
  )
}

/**
 * Environment in which a bare `node`, `vite` or `vitest` is the pinned one.
 * @returns {NodeJS.ProcessEnv}
 */
export const toolEnv = () => ({
  ...process.env,
  PATH: [inProject('node_modules', '.bin'), process.env.PATH].join(delimiter),
})
