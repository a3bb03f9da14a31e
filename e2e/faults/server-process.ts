/** Servers that a worker of the tests starts for itself. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

import { inProject, nodeBinary } from '#tools/project.mjs'

const START_MS = 20_000

/** A dashboard, once it answers at this origin. @param env beside that of the tests */
export async function startDashboard(
  origin: string,
  env: Record<string, string>,
  args: readonly string[] = [],
): Promise<ChildProcess> {
  const dashboard = spawn(nodeBinary(), ['src/server/main.ts', ...args], {
    cwd: inProject(),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const answers = () =>
    fetch(`${origin}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
  for (const end = Date.now() + START_MS; !(await answers()); await delay(50))
    if (dashboard.exitCode !== null || Date.now() > end) {
      await stop(dashboard)
      throw new Error(`No dashboard started at ${origin}.`)
    }
  return dashboard
}

/** As a crash does: nothing under way is let finish. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
