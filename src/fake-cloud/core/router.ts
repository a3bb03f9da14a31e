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
  const serve = async (request: Request, params: Record<string, string>, resource?: Resource): Promise<Response> => {
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

  return [
    ...service.resources.map((resource) =>
      http.all(`${service.base}${resource.path}`, ({ request, params }) => serve(request, paramsOf(params), resource)),
    ),
    http.all(`${service.base}/*`, ({ request }) => serve(request, {})),
    http.all(service.base, ({ request }) => serve(request, {})),
  ]
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
  return verbs.get(method)?.(exchange) ?? service.refuseMethod(exchange, [...verbs.keys()])
}
