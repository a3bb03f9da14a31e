/** One pool of upstream connections per cloud, each with that cloud's TLS settings. */
import { readFileSync } from 'node:fs'
import { Agent } from 'undici'
import type { Dispatcher } from 'undici'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import { ConfigError } from './config.ts'

/** Milliseconds without progress after which an upstream exchange is given up. None of them limits a whole transfer. */
export interface UpstreamTimeouts {
  connect: number
  /** To the first byte of the answer; sending a body keeps it from running out. */
  headers: number
  /** Between two pieces of the answer; a browser that reads slowly does not count. */
  body: number
}

export const UPSTREAM_TIMEOUTS: UpstreamTimeouts = { connect: 10_000, headers: 120_000, body: 60_000 }

export interface UpstreamAgents {
  /** The pool of a cloud of this server. */
  of(cloud: CloudProfile): Dispatcher
  /** Ends every connection at once. */
  destroy(): Promise<void>
}

const read = (cloud: CloudProfile, key: string, path: string | undefined): Buffer | undefined => {
  if (path === undefined) return undefined
  try {
    return readFileSync(path)
  } catch (error) {
    throw new ConfigError([
      `clouds.${cloud.name}.${key} names ${path}, which cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    ])
  }
}

/** @throws ConfigError when a certificate file of a cloud cannot be read. */
export const createAgents = (clouds: CloudProfile[], timeouts: UpstreamTimeouts): UpstreamAgents => {
  const agents = new Map(
    clouds.map((cloud) => {
      const ca = read(cloud, 'cacert', cloud.tls.caFile)
      const cert = read(cloud, 'cert', cloud.tls.certFile)
      const key = read(cloud, 'key', cloud.tls.keyFile)
      const agent = new Agent({
        // HTTP/1.1 only: one request per connection gives every stream its own back-pressure and its own end.
        allowH2: false,
        pipelining: 1,
        headersTimeout: timeouts.headers,
        bodyTimeout: timeouts.body,
        // Shorter than the 5 s after which Apache and eventlet drop an idle connection: a write must not meet a closing one.
        keepAliveTimeout: 4_000,
        keepAliveMaxTimeout: 4_000,
        connect: {
          timeout: timeouts.connect,
          rejectUnauthorized: cloud.tls.verify,
          ...(ca && { ca }),
          ...(cert && { cert }),
          ...(key && { key }),
        },
      })
      return [cloud.name, agent] as const
    }),
  )
  return {
    of(cloud) {
      const agent = agents.get(cloud.name)
      if (!agent) throw new Error(`No connections were prepared for the cloud ${cloud.name}`)
      return agent
    },
    async destroy() {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()))
    },
  }
}
