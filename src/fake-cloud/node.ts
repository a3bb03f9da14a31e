/** Node host of the fake cloud: each cloud on a loopback port of its own, in this process. */
import type { RequestHandler } from 'msw'

import type { CloudProfile } from '#lib/cloud-profile.ts'

import { createCloud, DEMO_CLOUD_NAMES, type DemoCloudName, profileOf, type SeedOptions } from './clouds.ts'
import { listenForControl } from './control.ts'
import { type Clock, type ClockOptions, createClock } from './core/clock.ts'
import type { FakeCloud } from './core/cloud.ts'
import { FaultRules } from './core/faults.ts'
import { serveCloud } from './cloud-host.ts'
import type { Answerer } from './core/router.ts'
import { cloudHandlers, cloudStreams } from './handlers.ts'
import { expireAllTokens } from './identity/tokens.ts'
import { realisticLatency } from './latency.ts'
import { type Listener, openListener } from './listener.ts'

export interface FakeCloudOptions extends SeedOptions {
  /** Fixed ports by cloud name; any free one without. */
  ports?: Partial<Record<DemoCloudName, number>>
  clock?: ClockOptions
  /** Calls take as long as on a real cloud, for people who try the dashboard; default: no time. */
  hasLatency?: boolean
  /** Opens the test-only control on a listener of its own; 0 takes a free port. */
  controlPort?: number
}

/** What tests may do to running fake clouds. */
export interface FakeCloudControl {
  faults: FaultRules
  /** Moves time forward in every cloud, in milliseconds. */
  turnClock(milliseconds: number): void
  /** Every token that was handed out, whatever became of it: what must be found nowhere in a browser. */
  tokens(): string[]
  /** Ends every token that was handed out. */
  expireTokens(): void
  /**
   * Back to the seed: tables, faults and clock. Tokens handed out before are gone.
   * @param seed what to seed otherwise than at the start
   */
  reset(seed?: Pick<SeedOptions, 'images'>): void
}

export interface RunningFakeCloud extends FakeCloudControl {
  /** One profile per cloud, for the proxy's configuration. */
  clouds: CloudProfile[]
  /** Base URL of the control listener, when asked for. */
  controlUrl?: string
  /** The tables behind a cloud, for tests in the same process. */
  cloud(name: DemoCloudName): FakeCloud
  close(): Promise<void>
}

/** One cloud on its port. */
interface Running {
  cloud: FakeCloud
  handlers: RequestHandler[]
  streams: Answerer
  listener: Listener
}

/** Starts both demo clouds on 127.0.0.1. */
export async function startFakeCloud(options: FakeCloudOptions = {}): Promise<RunningFakeCloud> {
  const faults = new FaultRules()
  const running = new Map<DemoCloudName, Running>()
  let seed: SeedOptions = options
  const fresh = (name: DemoCloudName, clock: Clock, url: string) => {
    const cloud = createCloud(name, clock, seed)
    cloud.baseUrl = url
    return { cloud, handlers: cloudHandlers(cloud), streams: cloudStreams(cloud) }
  }

  const firstClock = createClock(options.clock)
  for (const name of DEMO_CLOUD_NAMES) {
    const handlers = () => running.get(name)?.handlers ?? []
    const streams: Answerer = (request) => running.get(name)?.streams(request)
    const host = {
      cloudName: name,
      faults,
      handlers,
      streams,
      ...(options.hasLatency === true && { latency: realisticLatency() }),
    }
    const listener = await openListener(options.ports?.[name] ?? 0, (request, response) =>
      serveCloud(host, request, response),
    )
    running.set(name, { ...fresh(name, firstClock, listener.url), listener })
  }

  const control: FakeCloudControl = {
    faults,
    turnClock: (milliseconds) => running.values().next().value?.cloud.clock.turn(milliseconds),
    tokens: () => [...running.values()].flatMap(({ cloud }) => [...cloud.identity.tokens.keys()]),
    expireTokens: () => running.forEach(({ cloud }) => expireAllTokens(cloud)),
    reset(changed) {
      faults.clear()
      seed = { ...options, ...changed }
      const clock = createClock(options.clock)
      for (const [name, { listener }] of running) running.set(name, { ...fresh(name, clock, listener.url), listener })
    },
  }
  const controlListener =
    options.controlPort === undefined ? undefined : await listenForControl(control, options.controlPort)

  return {
    ...control,
    clouds: [...running.values()].map(({ cloud }) => profileOf(cloud)),
    ...(controlListener && { controlUrl: controlListener.url }),
    cloud(name) {
      const found = running.get(name)
      if (!found) throw new Error(`No fake cloud ${name}`)
      return found.cloud
    },
    async close() {
      await Promise.all([...running.values()].map(({ listener }) => listener.close()))
      await controlListener?.close()
    },
  }
}
