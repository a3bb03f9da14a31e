/**
 * `npm run bench:cloud`: the catalog of a real Glance at 60 and at 10,000 images, each figure beside its floor: what the
 * API alone takes for the same data, asked in the same round. Bring the cloud up first: `node e2e/real-cloud/up.ts`.
 */
import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'

import { APP_HEADER } from '#lib/contract.ts'
import { paths } from '#lib/paths.ts'
import { chromiumLaunch } from '#tools/chromium.mjs'
import { inProject } from '#tools/project.mjs'

import { cloud, glanceAs, settings } from '../cloud/cloud.ts'
import { startDashboard, stop } from '../faults/server-process.ts'
import { clientFiles } from '../real-cloud/client-files.ts'
import { call } from '../real-cloud/http.ts'
import { signIn } from '../real-cloud/identity.ts'
import { seedImages } from '../real-cloud/seed/seed.ts'
import { medians, report } from './report.ts'
import { type Figures, firstVisit, secondVisit } from './visit.ts'

const PORT = 4397
const origin = `http://127.0.0.1:${PORT}`
const SIZES = (process.env['SIZES'] ?? '60,10000').split(',').map(Number)
const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const { producer } = cloud.accounts

const appHeaders = { [APP_HEADER.name]: APP_HEADER.value, 'sec-fetch-site': 'same-origin' }

const place = {
  origin,
  path: paths.images(cloud.region),
  async signIn(page: Page) {
    const { username, password } = producer
    const answer = await page.request.post('api/session', {
      headers: appHeaders,
      data: { cloud: cloud.name, method: 'password', username, password },
    })
    if (!answer.ok()) throw new Error(`Sign-in: ${answer.status()} ${await answer.text()}`)
  },
}

const timed = async (work: () => Promise<unknown>) => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** What the API takes: for the first page of the dashboard, and for all, one page after another. */
async function floors(): Promise<Figures> {
  const { token } = await signIn(cloud.authUrl, producer, { project: 'producer' })
  const glance = await glanceAs(producer, 'producer')
  const page = () => call(`${cloud.imageUrl}/v2/images?limit=50`, { token }).then((reply) => reply.text())
  return { 'floor: first page': await timed(page), 'floor: all pages': await timed(() => glance.list()) }
}

async function measure(images: number): Promise<Figures> {
  await seedImages(settings, cloud, images)
  const env = {
    PORT: String(PORT),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    OS_CLIENT_CONFIG_FILE: clientFiles(settings).cloudsYaml,
    XDG_STATE_HOME: inProject('.cache', 'bench'),
  }
  const server = await startDashboard(origin, env)
  const browser = await chromium.launch(chromiumLaunch())
  try {
    const rounds: Figures[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({
        ...(await floors()),
        ...(await firstVisit(browser, place)),
        ...(round === 0 ? await secondVisit(browser, place) : {}),
      })
    const found = medians(rounds)
    const ratio = (what: string, floor: string) => (found[what] ?? NaN) / (found[floor] ?? NaN)
    return {
      'first rows, × floor': ratio('first rows', 'floor: first page'),
      'complete, × floor': ratio('complete', 'floor: all pages'),
      ...found,
    }
  } finally {
    await browser.close()
    await stop(server)
  }
}

const cases: Record<string, Figures> = {}
for (const size of SIZES) cases[size] = await measure(size)
await report('real-glance', cases)
