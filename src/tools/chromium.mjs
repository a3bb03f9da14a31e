// Where the tests find a browser. Playwright has no setting for a system browser's path, and the one it would
// download is not available on every machine, so the path is looked up here for Vitest and Playwright alike.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

// The shell first: without the parts that nobody sees, it needs a third less of the processor for the same pages.
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']

/** @param {string} path */
const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Path of a Chromium this machine already has: `CHROMIUM_PATH` when set, else the first known name on `PATH` or in
 * `/usr/bin`. `undefined` when there is none.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export const findChromium = (env = process.env) => {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin']
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

/**
 * Playwright launch options shared by every suite. Without a system browser `executablePath` is left out, and
 * Playwright uses the one `playwright install chromium` put in its own cache.
 * @returns {{ executablePath?: string, args: string[] }}
 */
export const chromiumLaunch = () => {
  const executablePath = findChromium()
  return {
    ...(executablePath ? { executablePath } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}
