/**
 * Keeps other sites out. Three layers: the cookie is SameSite=Strict; a call needs a header that no form or image can set;
 * a write needs proof of the same origin.
 */
import type { FastifyRequest } from 'fastify'
import { APP_HEADER } from '#lib/contract.ts'
import { ProblemError } from './problems.ts'

const READS = ['GET', 'HEAD', 'OPTIONS']

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name.toLowerCase()]
  return Array.isArray(value) ? value[0] : value
}

const hasAppHeader = (request: FastifyRequest) => headerOf(request, APP_HEADER.name) === APP_HEADER.value

const crossSite = (detail: string) => new ProblemError('cross-site', detail)

/** For a write: whatever the browser says about its origin must be ours, and it must say something. */
const assertSameOrigin = (request: FastifyRequest, publicOrigin: string | undefined): void => {
  const site = headerOf(request, 'sec-fetch-site')
  const origin = headerOf(request, 'origin')
  if (site === undefined && origin === undefined) throw crossSite('This change names no origin, so it is refused.')
  if (site !== undefined && site !== 'same-origin')
    throw crossSite('Changes are accepted from the dashboard itself only.')
  if (origin === undefined) return
  const own = publicOrigin ?? `${request.protocol}://${request.host}`
  if (origin.toLowerCase() !== own.toLowerCase()) {
    request.log.warn(
      { origin, own },
      'Refused a change from another origin. If people use that address, set PUBLIC_URL to it.',
    )
    throw crossSite('Changes are accepted from the dashboard itself only.')
  }
}

/** @throws ProblemError `cross-site` unless the request comes from the dashboard's own pages. */
export const assertOwnCall = (request: FastifyRequest, publicOrigin: string | undefined): void => {
  if (!hasAppHeader(request)) throw crossSite(`API calls carry the header ${APP_HEADER.name}: ${APP_HEADER.value}.`)
  if (!READS.includes(request.method)) assertSameOrigin(request, publicOrigin)
}

/**
 * A download is started by a link, which can set no header. It changes nothing and its answer is an attachment in a sandbox, closed to other
 * origins (CORP), so it is enough that no foreign page started it: Sec-Fetch-Site `same-origin` (a link of ours) or `none` (typed, or a
 * download manager of the browser). Browsers leave Sec-Fetch-* out on plain http: there SameSite=Strict alone keeps the cookie from foreign pages.
 * @throws ProblemError `cross-site`
 */
export const assertOwnDownload = (request: FastifyRequest): void => {
  const site = headerOf(request, 'sec-fetch-site')
  if (hasAppHeader(request) || site === undefined || site === 'same-origin' || site === 'none') return
  throw crossSite('Downloads start from the dashboard itself only.')
}
