/** Prometheus metrics. Labels have few values by construction: route patterns, never paths; clouds and kinds, never users or IDs. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { OnAnswerEnd } from './answer-end.ts'

export interface Metrics {
  signIns: Counter<'cloud' | 'outcome'>
  /** Seconds from sending a request upstream to the head of its answer. */
  upstreamSeconds: Histogram<'cloud' | 'service' | 'method' | 'status'>
  /** Bytes of bodies; direction `up` is from browser to cloud. */
  proxiedBytes: Counter<'cloud' | 'service' | 'direction'>
  openStreams: Gauge<'service'>
}

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120]

/** Own registry per application (prom-client's global one would mix the applications of a test run). Serves `GET /metrics`. */
export const registerMetrics = (
  app: FastifyInstance,
  { onAnswerEnd, ofProcess }: { onAnswerEnd: OnAnswerEnd; ofProcess: boolean },
): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  if (ofProcess) collectDefaultMetrics({ register: registry })
  const requestSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Seconds from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers,
  })
  onAnswerEnd(({ request, reply }) => {
    const route = request.routeOptions.url ?? 'unknown'
    requestSeconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
  return {
    signIns: new Counter({
      name: 'dashboard_sign_ins_total',
      help: 'Sign-ins by outcome',
      labelNames: ['cloud', 'outcome'] as const,
      registers,
    }),
    upstreamSeconds: new Histogram({
      name: 'dashboard_upstream_seconds',
      help: 'Seconds to the head of an upstream answer',
      labelNames: ['cloud', 'service', 'method', 'status'] as const,
      buckets: SECONDS,
      registers,
    }),
    proxiedBytes: new Counter({
      name: 'dashboard_proxied_bytes_total',
      help: 'Bytes of proxied bodies',
      labelNames: ['cloud', 'service', 'direction'] as const,
      registers,
    }),
    openStreams: new Gauge({
      name: 'dashboard_open_streams',
      help: 'Proxied requests under way',
      labelNames: ['service'] as const,
      registers,
    }),
  }
}
