/** `GET /healthz`: the process runs. `GET /readyz`: it can do its work, which starts with an identity service that answers. */
import type { FastifyInstance } from 'fastify'
import type { Dispatcher } from 'undici'
import type { CloudProfile } from '#lib/cloud-profile.ts'

const PROBE_LIMIT_MS = 2_000
/** Milliseconds an answer is reused: many probes must not become load on the identity service. */
const PROBE_REUSE_MS = 5_000

const answers = async (cloud: CloudProfile, dispatcher: Dispatcher): Promise<boolean> => {
  try {
    const { origin, pathname } = new URL(cloud.authUrl)
    const signal = AbortSignal.timeout(PROBE_LIMIT_MS)
    const { statusCode, body } = await dispatcher.request({ origin, path: pathname, method: 'GET', signal })
    // Destroyed, not read: a probe has no use for the body, however large.
    body.on('error', () => {}).destroy()
    return statusCode < 500
  } catch {
    return false
  }
}

interface HealthOptions {
  clouds: CloudProfile[]
  dispatcherOf: (cloud: CloudProfile) => Dispatcher
  isClosing: () => boolean
}

export const registerHealth = (app: FastifyInstance, { clouds, dispatcherOf, isClosing }: HealthOptions): void => {
  let last: { at: number; reachable: Promise<Record<string, boolean>> } | undefined

  const probe = async (): Promise<Record<string, boolean>> =>
    Object.fromEntries(
      await Promise.all(clouds.map(async (cloud) => [cloud.name, await answers(cloud, dispatcherOf(cloud))] as const)),
    )

  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))

  app.get('/readyz', async (_request, reply) => {
    if (!last || Date.now() - last.at > PROBE_REUSE_MS) last = { at: Date.now(), reachable: probe() }
    const reachable = await last.reachable
    // One cloud that answers is enough: a second one's outage must not take every replica out of service.
    const isReady = !isClosing() && Object.values(reachable).some(Boolean)
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'not ready', identity: reachable })
  })
}
