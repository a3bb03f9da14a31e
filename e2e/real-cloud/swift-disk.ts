/**
 * Swift keeps an object's metadata in extended attributes of up to a few kilobytes, which not every file system has.
 * Tried in turn: the state folder, shared memory, and an ext4 file mounted by loop device.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SERVICE_ENV, runCommand } from './commands.ts'
import type { Settings } from './settings.ts'

const PROBE = `
import os, sys, tempfile
with tempfile.NamedTemporaryFile(dir=sys.argv[1]) as file:
    os.setxattr(file.name, 'user.probe', bytes(2000))
`
const LOOP_GIB = 4

const choiceFile = ({ stateDir }: Settings) => join(stateDir, 'swift-disk')
const loopDir = ({ stateDir }: Settings) => join(stateDir, 'swift-loop')
const memoryDir = ({ stateDir }: Settings) => join('/dev/shm', `${stateDir.replaceAll(/[^\w]/g, '_')}-swift`)

const isMounted = (dir: string) => spawnSync('/usr/bin/mountpoint', ['-q', dir], { env: SERVICE_ENV }).status === 0

function holdsAttributes(dir: string): boolean {
  mkdirSync(dir, { recursive: true })
  return spawnSync('/usr/bin/python3', ['-c', PROBE, dir], { env: SERVICE_ENV }).status === 0
}

async function mountLoop(settings: Settings): Promise<void> {
  const dir = loopDir(settings)
  const file = `${dir}.img`
  const logFile = join(settings.logDir, 'swift-disk.log')
  mkdirSync(dir, { recursive: true })
  if (isMounted(dir)) return
  if (!existsSync(file)) {
    writeFileSync(file, '')
    truncateSync(file, LOOP_GIB * 2 ** 30)
    await runCommand('mkfs.ext4', ['-q', '-F', file], { logFile })
  }
  await runCommand('mount', ['-o', 'loop', file, dir], { logFile })
}

/** @returns a folder fit for Swift's devices; the same one at every run, since the objects are there. */
export async function ensureSwiftDisk(settings: Settings): Promise<string> {
  const chosen = existsSync(choiceFile(settings)) ? readFileSync(choiceFile(settings), 'utf8') : undefined
  const candidates = chosen === undefined ? [join(settings.stateDir, 'swift'), memoryDir(settings)] : [chosen]
  let disk = candidates.find((dir) => dir !== loopDir(settings) && holdsAttributes(dir))
  if (disk === undefined) {
    await mountLoop(settings)
    disk = loopDir(settings)
  }
  writeFileSync(choiceFile(settings), disk)
  return disk
}

/** Takes away what lies outside the state folder or is mounted into it. */
export async function releaseSwiftDisk(settings: Settings): Promise<void> {
  if (isMounted(loopDir(settings)))
    await runCommand('umount', [loopDir(settings)], { logFile: join(settings.logDir, 'swift-disk.log') })
  rmSync(memoryDir(settings), { recursive: true, force: true })
}
