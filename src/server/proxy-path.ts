/**
 * Decides from the raw request target which service and which path a proxied call means, or that it means none.
 * The router's decoded parameters are not used: what goes upstream must be the bytes that were checked here.
 */
import { ProblemError } from './problems.ts'

export type ProxiedService = 'image' | 'object-store'

export interface ProxyTarget {
  region: string
  service: ProxiedService
  /** Percent-encoded as it came, starts with '/' or is empty; appended to the service's base URL. */
  path: string
  /** With the question mark, or empty. */
  query: string
}

/** `images/v2` is the only image API there is; the segment keeps room for others. */
const PATTERN = /^\/api\/regions\/([^/]+)\/(image\/v2|object-store)(\/.*)?$/

const notFound = () => new ProblemError('not-found', 'The dashboard has nothing at this address.')

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ProblemError('invalid-request', 'The address holds a percent sign that starts no valid encoding.')
  }
}

/** Decodings to look through: a service behind another proxy may decode once more than we do. */
const DECODINGS = 6

const mayDecode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const climbs = (path: string) => path.split(/[/\\]/).some((segment) => segment === '.' || segment === '..')

/** Control characters end lines and strings in somebody's parser; backslashes are slashes to some. */
const HOSTILE = /[\p{Cc}\\]/u

/** @throws ProblemError unless the path stays below its service under every reading of its encoding. */
const assertStays = (path: string, service: ProxiedService): void => {
  let reading = decoded(path)
  for (let round = 0; round < DECODINGS; round += 1) {
    if (climbs(reading) || HOSTILE.test(reading)) throw notFound()
    const next = mayDecode(reading)
    if (next === reading) break
    reading = next
  }
  const [, first = '', ...rest] = path.split('/')
  // An empty container name would reach the account itself; object names may hold empty segments, image paths never do.
  if (first === '' && rest.length > 0) throw notFound()
  if (service === 'image' && rest.slice(0, -1).includes('')) throw notFound()
}

/** True for a target in origin form, `/path?query`: no absolute URL, no `//host`, no authority or asterisk form. */
export const isOriginForm = (target: string): boolean =>
  /^\/(?!\/)[\u0021-\u007e]*$/.test(target) && !/[\\#]/.test(target)

/**
 * @param target the request line's target, as sent by the client
 * @throws ProblemError `not-found` for anything that is not a path inside a service, `invalid-request` for broken encoding
 */
export const proxyTarget = (target: string, basePath: string): ProxyTarget => {
  if (!isOriginForm(target) || !target.startsWith(basePath)) throw notFound()
  const mark = target.indexOf('?')
  const wholePath = mark === -1 ? target : target.slice(0, mark)
  const match = PATTERN.exec(wholePath.slice(basePath.length))
  if (!match) throw notFound()
  const [, region = '', servicePath, path = ''] = match
  const service = servicePath === 'object-store' ? 'object-store' : 'image'
  assertStays(path, service)
  return { region: decoded(region), service, path, query: mark === -1 ? '' : target.slice(mark) }
}

/** GET of image data or of an object: the two calls a link may start. */
export const isDownload = (method: string, { service, path }: ProxyTarget): boolean => {
  if (method !== 'GET') return false
  return service === 'image' ? /^\/images\/[^/]+\/file$/.test(path) : /^\/[^/]+\/.+$/.test(path)
}
