/** Which headers cross the proxy. Both lists name what may pass: an unknown header stays on its side. */
import type { IncomingHttpHeaders } from 'node:http'
import type { ProxiedService } from './proxy-path.ts'

/** Hop-by-hop headers, Cookie, Host, X-Auth-Token and forwarding headers are absent, so nobody can smuggle them. */
const REQUEST_COMMON = [
  'accept',
  'content-type',
  'content-length',
  'range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'if-range',
]
const REQUEST: Record<ProxiedService, RegExp> = {
  image: /^(x-image-meta-store|x-openstack-image-size)$/,
  'object-store':
    /^(etag|content-encoding|x-copy-from|x-delete-(at|after)|x-detect-content-type|x-newest|x-fresh-metadata|x-object-(meta-.+|manifest)|x-remove-object-meta-.+|x-container-.+|x-remove-container-.+|x-versions-.+|x-history-location|x-account-meta-.+|x-remove-account-meta-.+)$/,
}

const RESPONSE_COMMON = [
  'content-type',
  'content-length',
  'content-range',
  'content-encoding',
  'content-language',
  'content-md5',
  'etag',
  'last-modified',
  'accept-ranges',
  'retry-after',
  'accept-patch',
  'allow',
  'x-openstack-request-id',
]
/** `Location` and `Link` are left out: they name hosts of the cloud's inside; the ID is in the body. */
const RESPONSE: Record<ProxiedService, RegExp> = {
  image: /^openstack-image-.+$/,
  'object-store':
    /^(x-trans-id|x-timestamp|x-static-large-object|x-manifest-etag|x-parts-count|x-symlink-target|x-copied-.+|x-delete-at|x-storage-policy|x-object-.+|x-container-.+|x-account-.+)$/,
}
/** Keys that sign URLs or sync containers are credentials in all but name. */
const CREDENTIAL = /temp-url-key|sync-key/

const pick = (headers: IncomingHttpHeaders, common: string[], own: RegExp): Record<string, string | string[]> => {
  const picked: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || CREDENTIAL.test(name)) continue
    if (common.includes(name) || own.test(name)) picked[name] = value
  }
  return picked
}

export const requestHeaders = (
  headers: IncomingHttpHeaders,
  service: ProxiedService,
): Record<string, string | string[]> => pick(headers, REQUEST_COMMON, REQUEST[service])

/** @param headers names in lower case, as undici gives them */
export const responseHeaders = (
  headers: IncomingHttpHeaders,
  service: ProxiedService,
): Record<string, string | string[]> => pick(headers, RESPONSE_COMMON, RESPONSE[service])

/**
 * `attachment` with a file name in both spellings of RFC 6266. Without a name the page's `download` attribute decides.
 * @param name decoded; path separators, control and quoting characters are replaced
 */
export const contentDisposition = (name: string | undefined): string => {
  const clean = name
    ?.toWellFormed()
    .replace(/[\p{Cc}"\\/:*?<>|]/gu, '_')
    .slice(0, 200)
  if (!clean) return 'attachment'
  const ascii = clean.replace(/[^\u0020-\u007e]/g, '_').replaceAll('%', '_')
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
