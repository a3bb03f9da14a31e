/** `POST /v2/images/{id}/import`: what is refused, in the service's own order. Source: api §3.13 "Import body". */
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle } from '#fake-cloud/core/router.ts'

import { isOwner, readableImage } from './access.ts'
import { isObject, readJson } from './body.ts'
import { callerOf, requireRight } from './caller.ts'
import { type ImportMethod, type ImportPlan, runImport } from './data-import-run.ts'
import { requireQuota, requireRoomToUpload } from './data-quota.ts'
import { isStore, STORES } from './data-stores.ts'
import { passesFilter } from './data-web.ts'
import { crash } from './errors.ts'

const METHODS: readonly ImportMethod[] = ['glance-direct', 'web-download', 'copy-image']

interface ImportBody {
  method: ImportMethod
  uri: unknown
  stores: readonly string[] | undefined
  isAllStores: boolean
  /** The body as it came, for the task's input. */
  raw: Record<string, unknown>
}

async function readBody(exchange: Exchange): Promise<ImportBody> {
  const body = await readJson(exchange)
  if (!isObject(body)) throw crash()
  if (!('method' in body)) throw new Refusal(400, "Import request requires a 'method' field.")
  const { method, stores } = body
  if (!isObject(method)) throw crash()
  if (!('name' in method)) throw new Refusal(400, "Import request requires a 'name' field.")
  const name = METHODS.find((one) => one === method['name'])
  if (!name) throw new Refusal(400, `Unknown import method name '${String(method['name'])}'.`)
  for (const flag of ['all_stores', 'all_stores_must_succeed']) {
    if (flag in body && typeof body[flag] !== 'boolean') {
      throw new Refusal(400, `'${flag}' must be boolean value only`)
    }
  }
  return {
    method: name,
    uri: method['uri'],
    stores: Array.isArray(stores) ? stores.map(String) : undefined,
    isAllStores: body['all_stores'] === true,
    raw: body,
  }
}

export const importImage =
  (region: RegionTables): Handle =>
  async (exchange) => {
    const { cloud, params } = exchange
    const body = await readBody(exchange)
    const caller = callerOf(exchange)
    const image = readableImage(cloud, region, caller, params['imageId'] ?? '')
    requireStatus(image, body.method)
    requireFormats(image)
    requireImportRight(exchange, body.method, caller.isAdmin || (caller.mayWrite && isOwner(caller, image)))
    const stores = storesOf(exchange, body, image)
    const uri = uriOf(exchange, body)
    requireImportQuota(exchange, region, image, body.method)
    const plan: ImportPlan = { method: body.method, stores, uri, request: body.raw }
    runImport(exchange, region, image, plan)
    return new Response(null, { status: 202, headers: { 'content-type': 'text/html; charset=UTF-8' } })
  }

function requireStatus({ status, properties }: ImageRow, method: ImportMethod): void {
  const refuse = (text: string) => new Refusal(409, text)
  if (status === 'active' && method !== 'copy-image') {
    throw refuse('Image with status active cannot be target for import')
  }
  if (status !== 'active' && method === 'copy-image') {
    throw refuse('Only images with status active can be targeted for copying')
  }
  if (status !== 'queued' && method === 'web-download') {
    throw refuse("Image needs to be in 'queued' state to use 'web-download' method")
  }
  if (status !== 'uploading' && method === 'glance-direct') {
    throw refuse("Image needs to be staged before 'glance-direct' method can be used")
  }
  if (properties['os_glance_import_task'] !== undefined) throw refuse('Image has active task')
}

function requireFormats(image: ImageRow): void {
  if (image.containerFormat === null) throw new Refusal(409, "'container_format' needs to be set before import")
  if (image.diskFormat === null) throw new Refusal(409, "'disk_format' needs to be set before import")
}

/** Copying between stores is the operators' by default. Source: api §3.13 "copy-image … admin by default". */
function requireImportRight(exchange: Exchange, method: ImportMethod, mayChange: boolean): void {
  requireRight(exchange, mayChange, 'modify_image')
  if (method === 'copy-image') requireRight(exchange, callerOf(exchange).isAdmin, 'copy_image')
}

function storesOf({ request }: Exchange, { method, stores, isAllStores }: ImportBody, image: ImageRow): string[] {
  const named = request.headers.get('x-image-meta-store')
  if (isAllStores && (stores || named !== null)) {
    throw new Refusal(400, "All_stores parameter can't be used with x-image-meta-store header or stores parameter")
  }
  // Copying to all stores leaves out those that hold the image.
  const all = STORES.filter((store) => method !== 'copy-image' || !image.stores.includes(store))
  const wanted = isAllStores ? all : (stores ?? [named ?? STORES[0]])
  for (const store of wanted) {
    if (!isStore(store)) throw new Refusal(409, `Store for identifier ${store} not found`)
    if (method === 'copy-image' && image.stores.includes(store)) {
      throw new Refusal(400, `Image is already present at store '${store}'`)
    }
  }
  return wanted.toSorted()
}

function uriOf({ cloud }: Exchange, { method, uri }: ImportBody): string | undefined {
  if (method !== 'web-download') return undefined
  if (uri === undefined || uri === null) throw new Refusal(400, 'URI for web-download does not pass filtering: None')
  if (typeof uri !== 'string') throw crash()
  if (!passesFilter(cloud, uri)) throw new Refusal(400, `URI for web-download does not pass filtering: ${uri}`)
  return uri
}

function requireImportQuota({ cloud }: Exchange, region: RegionTables, image: ImageRow, method: ImportMethod): void {
  requireQuota(cloud, region, image.owner, 'image_size_total', 0)
  // Staged data was counted when it came.
  if (method === 'glance-direct') return
  requireQuota(cloud, region, image.owner, 'image_stage_total', 0)
  if (method === 'web-download') requireRoomToUpload(cloud, region, image.owner)
}
