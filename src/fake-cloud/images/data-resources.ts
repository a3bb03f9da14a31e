/** Everything about the data of images. Rackspace has none of it: its images move as tasks. Source: api §3.1, §3.13. */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Handle, Resource } from '#fake-cloud/core/router.ts'

import { readableImage } from './access.ts'
import { callerOf } from './caller.ts'
import { downloadFile } from './data-download.ts'
import { importImage } from './data-import.ts'
import { quotaResources } from './data-quota.ts'
import { storeResources } from './data-stores.ts'
import { imageTaskResources } from './data-tasks.ts'
import { stageFile, uploadFile } from './data-upload.ts'

/** Source: api §3.1 "RAX": 403 for `/file`. */
const keepFile =
  (region: RegionTables): Handle =>
  (exchange) => {
    readableImage(exchange.cloud, region, callerOf(exchange), exchange.params['imageId'] ?? '')
    throw new Refusal(403, 'You are not authorized to complete this action.')
  }

export const dataResources = (cloud: FakeCloud, region: RegionTables): Resource[] =>
  cloud.flavour === 'rackspace'
    ? [{ path: '/v2/images/:imageId/file', verbs: { GET: keepFile(region), PUT: keepFile(region) }, streams: true }]
    : [
        {
          path: '/v2/images/:imageId/file',
          verbs: { GET: downloadFile(region), PUT: uploadFile(region) },
          streams: true,
        },
        { path: '/v2/images/:imageId/stage', verbs: { PUT: stageFile(region) }, streams: true },
        { path: '/v2/images/:imageId/import', verbs: { POST: importImage(region) } },
        ...imageTaskResources(region),
        ...storeResources(region),
        ...quotaResources(region),
      ]
