/** The server under test on a real socket, and a browser's side of it that can also misbehave. */
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { Agent, request as httpRequest } from 'undici'
import type { Dispatcher } from 'undici'
import { onTestFinished, vi } from 'vitest'
import * as z from 'zod'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import type { Problem } from '#lib/contract.ts'
import { APP_HEADER } from '#lib/contract.ts'
import type { AppOptions } from '#server/app.ts'
import { buildApp } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import type { ServerConfig } from '#server/config.ts'
import { portOf } from './upstream.ts'

/** Milliseconds. Sockets and processes take their time on a machine with other work; no test waits for this on purpose. */
vi.setConfig({ testTimeout: 30_000 })

export interface Dashboard {
  app: FastifyInstance
  url: string
  port: number
  /** Log lines so far. */
  logs: string[]
}

type Options = Partial<Omit<AppOptions, 'config' | 'clouds'>> & { config?: Partial<ServerConfig> }

export const sessionKey = (): Buffer => randomBytes(32)

const testConfig = (config: Partial<ServerConfig> = {}): ServerConfig => ({
  ...readConfig({}),
  sessionKeys: [sessionKey()],
  ...config,
})

/** Builds and listens; closed when the test ends. */
export const startDashboard = async (clouds: CloudProfile[], options: Options = {}): Promise<Dashboard> => {
  const logs: string[] = []
  const app = await buildApp({
    ...options,
    config: testConfig(options.config),
    clouds,
    logStream: { write: (line) => void logs.push(line) },
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(async () => {
    app.server.closeAllConnections()
    await app.close()
  })
  const port = portOf(app.server)
  return { app, port, url: `http://127.0.0.1:${port}`, logs }
}

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  json(): unknown
  problem(): Problem
}

export interface CallOptions {
  json?: unknown
  body?: Dispatcher.DispatchOptions['body']
  signal?: AbortSignal
  /** Added to the app's own headers; undefined takes one away. */
  headers?: Record<string, string | undefined>
}

/** A browser with a cookie jar that sends what the app sends. */
export class Browser {
  readonly cookies = new Map<string, string>()
  /** Everything the server ever said to it: heads and bodies. */
  readonly transcript: string[] = []
  readonly #url: string
  readonly #agent = new Agent()

  constructor({ url }: Pick<Dashboard, 'url'>) {
    this.#url = url
    onTestFinished(() => this.#agent.destroy())
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  headers(more: Record<string, string | undefined> = {}): Record<string, string> {
    const all: Record<string, string | undefined> = {
      [APP_HEADER.name.toLowerCase()]: APP_HEADER.value,
      origin: this.#url,
      accept: 'application/json',
      ...(this.cookies.size > 0 && { cookie: this.cookieHeader }),
      ...more,
    }
    return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined))
  }

  /** The answer's head; its body is left to the caller. */
  async open(method: Dispatcher.HttpMethod, path: string, options: CallOptions = {}): Promise<Dispatcher.ResponseData> {
    const answer = await httpRequest(`${this.#url}${path}`, {
      dispatcher: this.#agent,
      method,
      headers: this.headers({
        ...(options.json !== undefined && { 'content-type': 'application/json' }),
        ...options.headers,
      }),
      signal: options.signal ?? null,
      body: options.json === undefined ? (options.body ?? null) : JSON.stringify(options.json),
    })
    this.transcript.push(JSON.stringify(answer.headers))
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) this.#keep(line)
    return answer
  }

  async call(method: Dispatcher.HttpMethod, path: string, options: CallOptions = {}): Promise<Answer> {
    const { statusCode, headers, body } = await this.open(method, path, options)
    const text = await body.text()
    this.transcript.push(text)
    return {
      status: statusCode,
      headers,
      text,
      json: () => z.unknown().parse(JSON.parse(text)),
      problem: () => z.custom<Problem>().parse(JSON.parse(text)),
    }
  }

  signIn(more: Record<string, unknown> = {}): Promise<Answer> {
    const json = { cloud: 'lab', method: 'password', username: 'ada', password: 'right', ...more }
    return this.call('POST', '/api/session', { json })
  }

  #keep(line: string) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0/i.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

/** Sends bytes as they are; resolves with everything that came back once the server closes (requests say `Connection: close`). */
export const sendRaw = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.setEncoding('latin1')
    socket.on('data', (piece: string) => {
      answer += piece
    })
    socket.once('error', reject)
    socket.once('close', () => resolve(answer))
    onTestFinished(() => void socket.destroy())
  })

/** A raw request of a signed-in browser. */
export const rawRequest = (browser: Browser, line: string, more: string[] = []): string =>
  [
    `${line} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...Object.entries(browser.headers({ origin: undefined })).map(([name, value]) => `${name}: ${value}`),
    'Sec-Fetch-Site: same-origin',
    'Connection: close',
    ...more,
    '',
    '',
  ].join('\r\n')

export const statusOf = (rawAnswer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(rawAnswer)?.[1])
