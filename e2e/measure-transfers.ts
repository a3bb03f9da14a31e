/**
 * `node e2e/measure-transfers.ts [MiB]`: the built dashboard takes a file through the demo cloud and back, in Chromium:
 * how fast, and what it costs in memory. Heap is the page's own JavaScript; the server holds the demo cloud as well.
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
  // In place of the person who chooses where it goes.
  await page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    })
  })
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
  /** @param act begins it @param end is shown once it is done */
  const measured = async (act: string, end: string) => {
    const before = { heap: await heap(), server: await resident() }
    const most = { ...before }
    const start = performance.now()
    await page.getByRole('button', { name: act, exact: true }).click()
    const looks = setInterval(() => {
      void heap().then((now) => (most.heap = Math.max(most.heap, now)))
      void resident().then((now) => (most.server = Math.max(most.server, now)))
    }, EVERY_MS)
    await page.getByText(end).waitFor({ timeout: 900_000 })
    clearInterval(looks)
    const seconds = (performance.now() - start) / 1000
    return {
      'seconds, hash compared': Math.round(seconds),
      'MiB per second': Math.round(MEBIBYTES / seconds),
      'heap before, MiB': Math.round(before.heap),
      'heap at most, MiB': Math.round(most.heap),
      'server before, MiB': Math.round(before.server),
      'server at most, MiB': Math.round(most.server),
    }
  }
  const upload = await measured('Upload', 'Verified by sha512')
  // A page of its own: what is shown of the upload is no end of the download.
  await page.reload()
  const download = await measured('Download and verify', 'is saved, and its sha512 is the image’s')
  console.table({ upload, download })
} finally {
  await files.remove()
  await browser.close()
  server.kill('SIGTERM')
  await once(server, 'exit')
}
