/** What the runnable files of this folder share: timed lines, and logs shown when something fails. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BringUpError, tailOf } from './commands.ts'
import { settingsFrom } from './settings.ts'
import type { Settings } from './settings.ts'

const TAIL_LINES = 10

/** Prints the last lines of each log that has any. */
export function showLogs(files: readonly string[]): void {
  for (const file of files) {
    const lines = tailOf(file, TAIL_LINES)
    if (lines.length > 0) console.error(`--- ${file}\n${lines.join('\n')}`)
  }
}

/** All logs of a cloud, by name. Throws when there is no cloud. */
export async function logFiles({ logDir }: Settings): Promise<string[]> {
  const names = await readdir(logDir)
  return names.toSorted().map((name) => join(logDir, name))
}

/** Runs a tool's work; a failure is told in a sentence with the logs that explain it, and exit code 1. */
export async function runTool(work: (settings: Settings, say: (text: string) => void) => Promise<void>): Promise<void> {
  const began = performance.now()
  const say = (text: string) => console.log(`[${((performance.now() - began) / 1000).toFixed(1)} s] ${text}`)
  try {
    await work(settingsFrom(process.env), say)
  } catch (error) {
    console.error(`real cloud: ${error instanceof Error ? error.message : String(error)}`)
    if (error instanceof BringUpError) showLogs(error.logFiles)
    process.exitCode = 1
  }
}
