/**
 * `node e2e/soak/main.ts [MINUTES]`, as `npm run test:soak` starts it: two hundred operators and two browsers, while the
 * cloud and the dashboard are restarted twice each. Fails on a wrong answer, and when the dashboard's memory or handles grow.
 */
import { setTimeout as delay } from 'node:timers/promises'

import { watchInBrowsers } from './browsers.ts'
import { Operator } from './operator.ts'
import type { Figures } from './servers.ts'
import { Servers, url } from './servers.ts'
import { Tally } from './tally.ts'

const MINUTES = Number(process.argv[2] ?? 10)
const OPERATORS = Number(process.env['SOAK_OPERATORS'] ?? 200)
/** Parts of the whole time, and what happens at their end. */
const PLAN = [
  { until: 0.2, restarts: 'cloud' },
  { until: 0.4, restarts: 'dashboard' },
  { until: 0.5, restarts: 'cloud' },
  { until: 0.6, restarts: 'dashboard' },
] as const
/** Between the last restart, once everybody is back, and the end: so much may stand there more. */
const GROWTH = { megabytes: 60, handles: 60 }
/** In a shorter run the dashboard is still warming up when it ends: what it holds is told, and not judged. */
const SHORTEST_JUDGED_MINUTES = 5

const say = (line: string) => process.stdout.write(`${line}\n`)
const words = ({ megabytes, handles }: Figures) => `${megabytes} MB, ${handles} handles`

const tally = new Tally()
const servers = await Servers.start()
const end = new AbortController()
const began = Date.now()
const lengthMs = MINUTES * 60_000
const untilPart = (part: number) => delay(Math.max(0, began + part * lengthMs - Date.now()))

try {
  const operators = Array.from({ length: OPERATORS }, async (_one, at) => {
    // They do not all come in the same second.
    await delay((at * Math.min(20_000, lengthMs / 10)) / OPERATORS)
    await new Operator(url, `soak-${at}`, tally).work(end.signal)
  })
  const everybody = Promise.all([...operators, watchInBrowsers(url, tally, end.signal)])
  everybody.catch(() => undefined)

  for (const { until, restarts } of PLAN) {
    await untilPart(until)
    await (restarts === 'cloud' ? servers.restartCloud() : servers.restartDashboard())
    say(
      `${Math.round((Date.now() - began) / 1_000)} s: the ${restarts} was restarted; ${tally.requests} requests so far`,
    )
  }
  await untilPart(0.75)
  const before = servers.figures()
  await untilPart(1)
  const after = servers.figures()
  end.abort()
  await everybody

  say(`${OPERATORS} operators, 2 browsers, ${MINUTES} min`)
  for (const line of tally.summary()) say(line)
  say(`dashboard   ${words(before)} when all were back, ${words(after)} at the end`)
  const grew = after.megabytes - before.megabytes > GROWTH.megabytes || after.handles - before.handles > GROWTH.handles
  if (tally.wrong.length > 0 || (grew && MINUTES >= SHORTEST_JUDGED_MINUTES)) process.exitCode = 1
} finally {
  await servers.stop()
}
