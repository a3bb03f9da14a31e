/**
 * The server's command line: `node src/server/main.ts [--api-only] [--demo] [--images N] [--reset] [--latency]`.
 * Reads the configuration, listens, and ends gracefully on SIGTERM and SIGINT.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { FastifyInstance } from 'fastify'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import { buildApp } from './app.ts'
import { readClouds } from './clouds-yaml.ts'
import { ConfigError, readConfig } from './config.ts'
import type { ResetWish } from './demo-reset.ts'
import { askForReset, listenForReset, resetSocketPath } from './demo-reset.ts'
import { variable } from './environment.ts'
import { keptKeyPath, keptSessionKey } from './session-keys.ts'

/** Milliseconds that running transfers get to finish after a stop signal. */
const DRAIN_MS = 30_000

const say = (line: string) => process.stdout.write(`${line}\n`)

const readArguments = () => {
  try {
    const { values } = parseArgs({
      options: {
        'api-only': { type: 'boolean', default: false },
        demo: { type: 'boolean', default: false },
        images: { type: 'string' },
        reset: { type: 'boolean', default: false },
        latency: { type: 'boolean', default: false },
      },
    })
    const images = values.images === undefined ? undefined : Number(values.images)
    if (images !== undefined && !(Number.isSafeInteger(images) && images > 0)) {
      throw new ConfigError(['--images must be a whole number above 0. Example: --images 10000'])
    }
    const seed = images === undefined ? {} : { images }
    return { ...values, apiOnly: values['api-only'], seed }
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError([
      `${error instanceof Error ? error.message : String(error)} Known options: --api-only, --demo, --images N, --reset, --latency.`,
    ])
  }
}

interface DemoClouds {
  clouds: CloudProfile[]
  reset(seed: ResetWish): void
  close(): Promise<void>
}

/**
 * The fake cloud and its mocking library are loaded in demo mode only; a server for real clouds never touches them.
 * `FAKE_CLOUD_CONTROL_PORT` opens the demo's control for tests that drive this server from another process.
 */
const startDemo = async (seed: ResetWish, hasLatency: boolean): Promise<DemoClouds> => {
  const { startFakeCloud } = await import('#fake-cloud/node.ts')
  const controlPort = variable(process.env, 'FAKE_CLOUD_CONTROL_PORT')
  return startFakeCloud({
    ...seed,
    hasLatency,
    ...(controlPort !== undefined && { controlPort: Number(controlPort) }),
  })
}

const tellAboutDemo = (url: string, demo: DemoClouds) => {
  say(`The image dashboard is at ${url}`)
  for (const cloud of demo.clouds) {
    say(`  ${cloud.label}`)
    for (const { username, password, role, account } of cloud.demo?.accounts ?? []) {
      say(`    ${username} / ${password}  (${role} in ${account})`)
    }
  }
  say('Stop with Ctrl+C.')
}

/** First signal: stop accepting, let streams finish. Second signal or the time limit: end now. */
const closeOnSignal = (app: FastifyInstance, closeDemo: () => Promise<void>) => {
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    app.log.info({ signal }, 'Stopping')
    setTimeout(() => {
      app.log.warn('Open connections are cut: the time to finish is over')
      app.server.closeAllConnections()
    }, DRAIN_MS).unref()
    void app
      .close()
      .then(closeDemo)
      .then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

const publicUrl = (host: string, port: number, basePath: string) => {
  const isAny = host === '0.0.0.0' || host === '::' || host === '127.0.0.1' || host === '::1'
  const name = isAny ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}${basePath}/`
}

const start = async () => {
  const { apiOnly, demo: isDemoWanted, seed, reset, latency } = readArguments()
  const config = readConfig(process.env)
  if (reset && (await askForReset(resetSocketPath(process.env, config.port), seed))) {
    say(`The demo on port ${config.port} is back at its beginning. Sign in again.`)
    return
  }
  const configured = readClouds({ environment: process.env, workingDirectory: process.cwd() })
  const demo = isDemoWanted || configured.clouds.length === 0 ? await startDemo(seed, latency) : undefined
  // The demo's plain lines are what stands on the terminal; the log then speaks of trouble only.
  const logLevel = config.logLevel ?? (demo ? 'warn' : 'info')
  const sessionKeys = config.sessionKeys ?? [await keptSessionKey(keptKeyPath(process.env))]
  const distFolder = join(fileURLToPath(new URL('../..', import.meta.url)), 'dist')
  const app = await buildApp({
    config: { ...config, logLevel, sessionKeys },
    clouds: [...configured.clouds, ...(demo?.clouds ?? [])],
    ...(!apiOnly && { distFolder }),
    processMetrics: true,
  })
  for (const warning of configured.warnings) app.log.warn(warning)
  closeOnSignal(app, async () => demo?.close())
  await app.listen({ port: config.port, host: config.host })

  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  // After the port: whoever has it is the one to be told.
  if (demo) (await listenForReset(resetSocketPath(process.env, port), (wish) => demo.reset(wish))).unref()
  const url = config.publicOrigin
    ? `${config.publicOrigin}${config.basePath}/`
    : publicUrl(config.host, port, config.basePath)
  if (demo) tellAboutDemo(url, demo)
  else app.log.info({ url, clouds: configured.clouds.map(({ name }) => name), file: configured.path }, 'Ready')
  if (!apiOnly && !existsSync(join(distFolder, 'index.html'))) {
    say('The pages are not built yet, so only the API answers: run "npm run build" first.')
  }
}

const portTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

start().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`The dashboard cannot start.\n${error.message}\n`)
  else if (portTaken(error))
    process.stderr.write('The port is taken by another program. Example: PORT=4174 npm start\n')
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
