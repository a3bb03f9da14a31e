/** Accounts: what is in them, and what was attached. Source: api §4, rows `{acct}`. */
import { isoNaive } from '#fake-cloud/core/clock.ts'
import { type AccountRow, type ContainerRow } from '#fake-cloud/core/object-tables.ts'

import { listNames, readListingQuery, renderListing } from './listing.ts'
import { mergedMetadata } from './metadata.ts'
import { type StorageHandle, timestampOf } from './storage-exchange.ts'
import { usageOf } from './usage.ts'

function headersOf(account: AccountRow): Record<string, string> {
  const containers = [...account.containers.from()]
  const usage = containers.map(usageOf)
  return {
    'x-account-container-count': String(containers.length),
    'x-account-object-count': String(usage.reduce((sum, { count }) => sum + count, 0)),
    'x-account-bytes-used': String(usage.reduce((sum, { bytes }) => sum + bytes, 0)),
    'x-timestamp': timestampOf(Math.min(...containers.map((container) => container.createdAt), Date.UTC(2026, 0))),
    'accept-ranges': 'bytes',
    vary: 'Accept',
    ...account.metadata,
  }
}

const entityOf = (container: ContainerRow) => ({
  name: container.name,
  ...usageOf(container),
  last_modified: isoNaive(container.lastModified),
})

/** `GET {acct}` */
export const listContainers: StorageHandle = ({ request, account }) => {
  const listed = listNames(account.containers, readListingQuery(new URL(request.url)))
  return renderListing(request, listed, entityOf, headersOf(account))
}

/** `HEAD {acct}` */
export const headAccount: StorageHandle = ({ account }) =>
  new Response(null, { status: 204, headers: { 'content-type': 'text/plain; charset=utf-8', ...headersOf(account) } })

/** `POST {acct}` */
export const postAccount: StorageHandle = ({ request, account }) => {
  account.metadata = mergedMetadata(account.metadata, request.headers, 'account')
  return new Response(null, { status: 204, headers: { 'content-type': 'text/html; charset=UTF-8' } })
}
