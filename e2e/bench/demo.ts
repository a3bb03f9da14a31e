/** `npm run bench`: the catalog of the demo at several sizes. Read the columns of one run against each other. */
import { chromium } from '@playwright/test'

import { paths } from '#lib/paths.ts'
import { chromiumLaunch } from '#tools/chromium.mjs'
import { demoServer } from '#tools/demo-server.mjs'

import { openstack } from '../demo-clouds.ts'
import { startDashboard, stop } from '../faults/server-process.ts'
import { signInAs } from '../support.ts'
import { medians, report } from './report.ts'
import { emptyHeap, type Figures, firstVisit, secondVisit } from './visit.ts'

const PORT = 4396
const SIZES = (process.env['SIZES'] ?? '100,1000,10000,100000').split(',').map(Number)
const ROUNDS = Number(process.env['ROUNDS'] ?? 5)

async function measure(images: number): Promise<Figures> {
  const { env, url } = demoServer({ port: PORT })
  const server = await startDashboard(url, { ...env, LOG_LEVEL: 'error' }, ['--demo', '--images', String(images)])
  const browser = await chromium.launch(chromiumLaunch())
  const place = {
    origin: url,
    path: paths.images(openstack.region),
    signIn: (page: Parameters<typeof signInAs>[0]) => signInAs(page, openstack, 'producer'),
  }
  try {
    const rounds: Figures[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({ ...(await firstVisit(browser, place)), ...(await secondVisit(browser, place)) })
    const own = await emptyHeap(browser, place, paths.transfers(openstack.region))
    return { ...medians(rounds), 'heap of the app without images, MiB': own }
  } finally {
    await browser.close()
    await stop(server)
  }
}

const cases: Record<string, Figures> = {}
for (const size of SIZES) cases[size] = await measure(size)
await report('demo', cases)
