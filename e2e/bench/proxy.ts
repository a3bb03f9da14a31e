/**
 * `npm run bench`: what the dashboard's proxy costs beside nginx's `proxy_pass` and beside no proxy at all, one after
 * the other in each round. Behind all three stands the same server of files; an upload ends in a server that reads and
 * forgets. Needs nginx; without it the proxy is measured beside the direct way alone.
 */
import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'

import * as z from 'zod'

import { APP_HEADER } from '#lib/contract.ts'
import { inProject, nodeBinary } from '#tools/project.mjs'

import { passwordOf } from '../demo-clouds.ts'
import { startDashboard, stop } from '../faults/server-process.ts'
import { download, pieces, requests, upload, type Way } from './load.ts'
import { medians, report } from './report.ts'
import type { Figures } from './visit.ts'

const PORTS = { dashboard: 4398, files: 4400, nginx: 4401, sink: 4402 }
const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const folder = inProject('.cache', 'bench', 'proxy')

/** Reads what it is sent, and answers when that was all. */
function sink(): void {
  createServer((incoming, answer) => {
    incoming.resume().on('end', () => answer.writeHead(204).end())
  }).listen(PORTS.sink, '127.0.0.1')
}

const nginxConf = `
daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log; user root;
events { worker_connections 512; }
http {
  access_log off; sendfile on; keepalive_requests 1000000; client_max_body_size 0;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream files { server 127.0.0.1:${PORTS.files}; keepalive 32; keepalive_requests 1000000; }
  upstream sink { server 127.0.0.1:${PORTS.sink}; keepalive 32; keepalive_requests 1000000; }
  server {
    listen 127.0.0.1:${PORTS.files}; root ${folder};
    location = /v2/images { default_type application/json; try_files /list.json =404; }
    location = /v2/images/data/file {
      default_type application/octet-stream;
      if ($request_method = PUT) { proxy_pass http://sink; }
      try_files /data =404;
    }
    location = /v2/images/sunk/file { include ${folder}/through.conf; proxy_pass http://sink; }
  }
  server {
    listen 127.0.0.1:${PORTS.nginx};
    location / { include ${folder}/through.conf; proxy_pass http://files; }
    location = /v2/images/sunk/file { include ${folder}/through.conf; proxy_pass http://sink; }
  }
}`

const throughConf = `proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; proxy_request_buffering off;`

/** MiB that the process has held at most. */
const peak = async (pid: number) =>
  Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024

async function writeFiles() {
  for (const part of ['body', 'proxy', 'f', 'u', 's']) await mkdir(`${folder}/${part}`, { recursive: true })
  const image = (at: number) => ({
    id: crypto.randomUUID(),
    name: `image ${at}`,
    status: 'active',
    os_distro: 'debian',
  })
  await writeFile(`${folder}/list.json`, JSON.stringify({ images: Array.from({ length: 25 }, (_, at) => image(at)) }))
  const data = await open(`${folder}/data`, 'w')
  for (const piece of pieces()) await data.write(piece)
  await data.close()
  await writeFile(`${folder}/through.conf`, throughConf)
  await writeFile(`${folder}/nginx.conf`, nginxConf)
}

/** The demo cloud says who is who; the images come from the files. */
async function identity(): Promise<{ url: string; process: ChildProcess }> {
  const clouds = spawn(nodeBinary(), ['src/fake-cloud/serve.ts'], {
    cwd: inProject(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(clouds.stdout, 'data')) as [Buffer]
  const { 'demo-openstack': openstack } = z
    .object({ 'demo-openstack': z.object({ identity: z.string() }) })
    .parse(JSON.parse(line.toString()))
  return { url: openstack.identity, process: clouds }
}

async function signedIn(): Promise<Way> {
  const headers = { [APP_HEADER.name]: APP_HEADER.value, 'sec-fetch-site': 'same-origin' }
  const reply = await fetch(`http://127.0.0.1:${PORTS.dashboard}/api/session`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      cloud: 'bench',
      method: 'password',
      username: 'observer',
      password: passwordOf('observer'),
    }),
  })
  const { regions } = z.object({ regions: z.array(z.string()) }).parse(await reply.json())
  const cookie = reply.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return { port: PORTS.dashboard, prefix: `/api/regions/${regions[0]}/image`, headers: { ...headers, cookie } }
}

async function measure(): Promise<void> {
  await writeFiles()
  if (spawnSync('nginx', ['-v']).error) {
    console.log('proxy: nginx is not installed, and nothing is measured beside it.')
    return
  }
  const nginx = spawn('nginx', ['-p', folder, '-c', `${folder}/nginx.conf`], { stdio: 'inherit' })
  const forgets = fork(import.meta.filename, ['--sink'])
  const who = await identity()
  await writeFile(
    `${folder}/clouds.yaml`,
    JSON.stringify({
      clouds: {
        bench: { auth: { auth_url: who.url }, image_endpoint_override: `http://127.0.0.1:${PORTS.files}` },
      },
    }),
  )
  const env = {
    PORT: String(PORTS.dashboard),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    OS_CLIENT_CONFIG_FILE: `${folder}/clouds.yaml`,
    XDG_STATE_HOME: folder,
  }
  const dashboard = await startDashboard(`http://127.0.0.1:${PORTS.dashboard}`, env)
  try {
    const ways: Record<string, Way> = {
      direct: { port: PORTS.files, prefix: '', headers: {} },
      nginx: { port: PORTS.nginx, prefix: '', headers: {} },
      dashboard: await signedIn(),
    }
    const rounds: Record<string, Figures[]> = { direct: [], nginx: [], dashboard: [] }
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, way] of Object.entries(ways))
        rounds[name]?.push({
          ...(await requests(way)),
          'download, MiB/s': await download(way),
          'upload, MiB/s': await upload(way),
        })
    const cases = Object.fromEntries(Object.entries(rounds).map(([name, of]) => [name, medians(of)]))
    const held = await peak(dashboard.pid ?? 0)
    const beside = (what: string) => (cases['dashboard']?.[what] ?? NaN) / (cases['nginx']?.[what] ?? NaN)
    cases['dashboard ÷ nginx'] = Object.fromEntries(
      Object.keys(cases['nginx'] ?? {}).map((what) => [what, beside(what)]),
    )
    cases['dashboard'] = { ...cases['dashboard'], 'peak of memory, MiB': held }
    await report('proxy', cases)
  } finally {
    await stop(dashboard)
    for (const child of [nginx, forgets, who.process]) child.kill('SIGTERM')
  }
}

if (process.argv[2] === '--sink') sink()
else await measure()
