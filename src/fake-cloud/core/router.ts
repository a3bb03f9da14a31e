import type { RequestHandler } from 'msw'
import { http } from 'msw'

import type { FakeCloud } from './cloud.ts'
import { Refusal } from './refusal.ts'

/** One request on its way through a service. */
export interface Exchange {
  cloud: FakeCloud
  request: Request
  url: URL
  /** Decoded path parameters. */
  params: Readonly<Record<string, string>>
  requestId: string
}

export type Handle = (exchange: Exchange) => Response | Promise<Response>
export type Verb = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A path of a service and what its methods do. Parameters are written `:imageId`. */
export interface Resource {
  path: string
  verbs: Partial<Record<Verb, Handle>>
  /** The service never named this path's methods: any but these gets 404 instead of 405. */
  methodsUnnamed?: true
  /** Its bodies may be of any size: a host must not let MSW keep its copy of them. */
  streams?: true
}

/** A service of a cloud: its resources, and how it says no. */
export interface Service {
  /** Absolute URL the resources' paths are added to. */
  base: string
  resources: Resource[]
  /** Runs before any resource is looked at, known or not: the token check. */
  admit?: (exchange: Exchange) => void
  /** Answers a method that the resource lacks. */
  refuseMethod(exchange: Exchange, allowed: string[]): Response
  /** Answers a path the service does not have. */
  refusePath(exchange: Exchange): Response
  /** Renders a refusal thrown by a handler. */
  refuse(refusal: Refusal, exchange: Exchange): Response
  /** Last touch on every answer: the request id header. */
  finish(response: Response, exchange: Exchange): Response
}

function paramsOf(raw: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, typeof value === 'string' ? value : '']))
}

/** MSW handlers of a service; the last one catches every path below its base. */
export function handlersOf(cloud: FakeCloud, service: Service): RequestHandler[] {
  return [
    ...service.resources.map((resource) =>
      http.all(`${service.base}${resource.path}`, ({ request, params }) =>
        serve(cloud, service, request, paramsOf(params), resource),
      ),
    ),
    http.all(`${service.base}/*`, ({ request }) => serve(cloud, service, request, {})),
    http.all(service.base, ({ request }) => serve(cloud, service, request, {})),
  ]
}

/** Answers a request, or undefined when it is for somebody else. */
export type Answerer = (request: Request) => Promise<Response> | undefined

/** Answers the requests to a service's streaming resources, and leaves all others to its MSW handlers. */
export function streamingAnswerer(cloud: FakeCloud, service: Service): Answerer {
  const { pathname: base } = new URL(service.base)
  const streaming = service.resources
    .filter((resource) => resource.streams)
    .map((resource) => ({
      resource,
      pattern: new RegExp(`^${resource.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
    }))
  return (request) => {
    const { pathname } = new URL(request.url)
    if (!pathname.startsWith(`${base}/`)) return undefined
    for (const { resource, pattern } of streaming) {
      const found = pattern.exec(pathname.slice(base.length))
      if (found) return serve(cloud, service, request, decodedParams(found.groups ?? {}), resource)
    }
    return undefined
  }
}

const decodedParams = (raw: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, decodeLeniently(value)]))

function decodeLeniently(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

async function serve(
  cloud: FakeCloud,
  service: Service,
  request: Request,
  params: Record<string, string>,
  resource?: Resource,
): Promise<Response> {
  cloud.clock.settle()
  const exchange: Exchange = { cloud, request, url: new URL(request.url), params, requestId: cloud.nextRequestId() }
  try {
    service.admit?.(exchange)
    return service.finish(await answer(service, exchange, resource), exchange)
  } catch (error) {
    if (error instanceof Refusal) return service.refuse(error, exchange)
    throw error
  }
}

function answer(service: Service, exchange: Exchange, resource?: Resource): Response | Promise<Response> {
  const { method } = exchange.request
  // No CORS: a preflight gets an empty answer without a single Access-Control header. Source: api §0 "CORS".
  if (method === 'OPTIONS') return new Response(null, { status: 200 })
  // MSW forgives a slash at the end and decodes one inside a parameter; the real routers do neither.
  const strays =
    (exchange.url.pathname.endsWith('/') && resource?.path.endsWith('/') === false) ||
    Object.entries(exchange.params).some(([name, value]) => value.includes('/') && !name.startsWith('object'))
  if (!resource || strays) return service.refusePath(exchange)

  const verbs = new Map<string, Handle>(Object.entries(resource.verbs))
  const handle = verbs.get(method)
  if (handle) return handle(exchange)
  return resource.methodsUnnamed ? service.refusePath(exchange) : service.refuseMethod(exchange, [...verbs.keys()])
}
