// Installs the packages of the lockfile when they are not there yet or the lockfile has changed since.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

import { inProject } from './project.mjs'
import { runStep, StepFailed } from './steps.mjs'

const stampFile = inProject('node_modules', '.install-stamp')

const wantedStamp = () =>
  createHash('sha256')
    .update(readFileSync(inProject('package.json')))
    .update(readFileSync(inProject('package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')

const isInstalled = () => {
  try {
    return readFileSync(stampFile, 'utf8') === wantedStamp()
  } catch {
    return false
  }
}

/** npm 10 installs the pinned Node without the link that puts it on the scripts' path (npm 11 makes it). */
const linkPinnedNode = () => {
  const program = join(`node-${process.platform}-${process.arch}`, 'bin', 'node')
  const link = inProject('node_modules', '.bin', 'node')
  if (existsSync(inProject('node_modules', program)) && !existsSync(link)) symlinkSync(join('..', program), link)
}

/**
 * `npm install`, only when needed. `--no-save` leaves the lockfile as it is byte for byte, also on a platform whose
 * optional packages it does not list (where `npm ci` would refuse). The older Node that npm itself may run on draws
 * engine warnings; they do not matter, because the tools run on the pinned Node.
 */
export const ensureInstalled = async () => {
  if (isInstalled()) return
  rmSync(stampFile, { force: true })
  await runStep({
    title: 'install',
    command: ['npm', 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    limitSeconds: 900,
  })
  linkPinnedNode()
  writeFileSync(stampFile, wantedStamp())
}

/**
 * package.json and the lockfile must name the same versions: an install that saves nothing would hide the difference.
 * @throws {StepFailed}
 */
export const checkLockfile = () => {
  /** @type {Record<string, Record<string, string> | undefined>} */
  const manifest = JSON.parse(readFileSync(inProject('package.json'), 'utf8'))
  /** @type {typeof manifest} */
  const locked = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages['']
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    if (!isDeepStrictEqual(manifest[kind], locked[kind])) {
      throw new StepFailed(
        `package-lock.json does not match the ${kind} of package.json: run npm install and commit it.`,
        '',
      )
    }
  }
}
