/** Where image data is kept. Source: api §3.13, rows `/info/stores` and `DELETE /v2/stores/{store}/{image}`. */
import type { RegionTables } from '#fake-cloud/core/db.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Handle, Resource } from '#fake-cloud/core/router.ts'

import { readableImage } from './access.ts'
import { noContent } from './body.ts'
import { callerOf, requireRight } from './caller.ts'

/** The stores of the cloud, the default first. */
export const STORES = ['fast', 'archive'] as const

const DESCRIPTIONS: Record<(typeof STORES)[number], string> = {
  fast: 'Fast local disk',
  archive: 'Cheap archive',
}

export const isStore = (name: string): boolean => STORES.some((store) => store === name)

const storeList = (describe: (store: (typeof STORES)[number]) => object) => ({
  stores: STORES.map((store, index) => ({
    id: store,
    description: DESCRIPTIONS[store],
    // Flags are texts, and absent when they do not hold.
    ...(index === 0 && { default: 'true' }),
    ...describe(store),
  })),
})

const listStores: Handle = (exchange) => {
  callerOf(exchange)
  return Response.json(storeList(() => ({})))
}

const listStoreDetails: Handle = (exchange) => {
  requireRight(exchange, callerOf(exchange).isAdmin, 'stores_info_detail')
  return Response.json(
    storeList((store) => ({
      type: 'file',
      properties: { data_dir: `/var/lib/glance/${store}`, chunk_size: 65_536, thin_provisioning: true },
    })),
  )
}

/** Takes an image's data out of one store. */
const deleteFromStore =
  (region: RegionTables): Handle =>
  (exchange) => {
    const { cloud, params } = exchange
    const caller = callerOf(exchange)
    const image = readableImage(cloud, region, caller, params['imageId'] ?? '')
    requireRight(exchange, caller.isAdmin, 'delete_image_location')
    const store = params['store'] ?? ''
    if (!isStore(store)) throw new Refusal(409, `The selected store ${store} is not available on this node.`)
    if (image.status !== 'active') {
      throw new Refusal(409, "It's not allowed to remove image data from store if image status is not 'active'")
    }
    if (image.stores.length === 1) {
      throw new Refusal(
        403,
        `Cannot delete image data from the only store containing it. Consider deleting the image instead.`,
      )
    }
    if (!image.stores.includes(store)) {
      throw new Refusal(404, `Image ${image.id} is not stored in store ${store}.`)
    }
    region.images.put({
      ...image,
      stores: image.stores.filter((one) => one !== store),
      updatedAt: cloud.clock.now(),
    })
    return noContent()
  }

export const storeResources = (region: RegionTables): Resource[] => [
  { path: '/v2/info/stores', verbs: { GET: listStores } },
  { path: '/v2/info/stores/detail', verbs: { GET: listStoreDetails } },
  { path: '/v2/stores/:store/:imageId', verbs: { DELETE: deleteFromStore(region) } },
]
