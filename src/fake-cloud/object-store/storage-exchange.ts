/** One request on its way through object storage. */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { AccountRow, ContainerRow, ObjectRow } from '#fake-cloud/core/object-tables.ts'

import { notFound } from './errors.ts'

export interface StorageExchange {
  cloud: FakeCloud
  region: RegionTables
  request: Request
  query: URLSearchParams
  account: AccountRow
  accountName: string
  /** Decoded; undefined on the account itself. */
  containerName?: string
  /** Decoded, slashes and all; undefined on an account or a container. */
  objectName?: string
}

export type StorageHandle = (exchange: StorageExchange) => Response | Promise<Response>

/** @throws StorageRefusal 404 */
export function containerOf({ account, containerName }: StorageExchange): ContainerRow {
  const container = containerName === undefined ? undefined : account.containers.get(containerName)
  if (!container) throw notFound()
  return container
}

/** @throws StorageRefusal 404 */
export function objectOf(exchange: StorageExchange): ObjectRow {
  const row = containerOf(exchange).objects.get(exchange.objectName ?? '')
  if (!row) throw notFound()
  return row
}

/** `1795447902.19803`: seconds since the epoch, as the service stamps everything. */
export const timestampOf = (moment: number): string => (moment / 1000).toFixed(5)

/** HTTP date of the next whole second: a copy made later in the same second still counts as newer. */
export const httpDateOf = (moment: number): string => new Date(Math.ceil(moment / 1000) * 1000).toUTCString()
