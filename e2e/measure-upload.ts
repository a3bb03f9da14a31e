/**
 * `node e2e/measure-upload.ts`: the built dashboard takes a file of 1 GiB through the demo cloud, in Chromium: how fast,
 * and what it costs in memory. Heap is the page's own JavaScript; the server holds the demo cloud as well.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'

import { chromium } from '@playwright/test'

import { chromiumLaunch } from '#tools/chromium.mjs'
import { demoServer } from '#tools/demo-server.mjs'
import { inProject } from '#tools/project.mjs'

import { openstack } from './demo-clouds.ts'
import { createImage, signInAs } from './support.ts'
import { chooseFile, filesFolder, openData } from './upload-support.ts'

const MEBIBYTES = Number(process.argv[2] ?? 1024)
const EVERY_MS = 250
const MIB = 2 ** 20

const { command, env, url } = demoServer({ port: 4397 })
const [program, ...args] = command
const server = spawn(program, args, { cwd: inProject(), env: { ...process.env, ...env }, stdio: 'ignore' })
const browser = await chromium.launch(chromiumLaunch())
const files = await filesFolder()
try {
  while (
    !(await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await new Promise((resolve) => setTimeout(resolve, 100))
  const page = await (await browser.newContext({ baseURL: url })).newPage()
  await signInAs(page, openstack, 'producer')
  const image = { name: 'measured', disk_format: 'raw', container_format: 'bare' }
  const { id } = await createImage(page, openstack.region, image)
  await openData(page, openstack.region, id)
  await chooseFile(page, await files.disk('large.raw', MEBIBYTES))
  const inspector = await page.context().newCDPSession(page)
  await inspector.send('Performance.enable')

  const heap = async () => {
    const { metrics } = await inspector.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / MIB
  }
  const resident = async () => {
    const status = await readFile(`/proc/${server.pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
  }
  const before = { heap: await heap(), server: await resident() }
  const most = { ...before }
  const start = performance.now()
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  const done = page.getByText('Verified by sha512').waitFor({ timeout: 600_000 })
  const look = async () => {
    most.heap = Math.max(most.heap, await heap())
    most.server = Math.max(most.server, await resident())
  }
  const looks = setInterval(() => void look(), EVERY_MS)
  await done
  clearInterval(looks)
  const seconds = (performance.now() - start) / 1000
  const whole = (value: number) => Math.round(value)
  console.table({
    'seconds, hash compared': whole(seconds),
    'MiB per second': whole(MEBIBYTES / seconds),
    'heap before, MiB': whole(before.heap),
    'heap at most, MiB': whole(most.heap),
    'server before, MiB': whole(before.server),
    'server at most, MiB': whole(most.server),
  })
} finally {
  await files.remove()
  await browser.close()
  server.kill('SIGTERM')
  await once(server, 'exit')
}
