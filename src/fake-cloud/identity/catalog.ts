import { type FakeCloud, servicePaths } from '#fake-cloud/core/cloud.ts'
import { hexOf } from '#fake-cloud/core/ids.ts'

const imageUrl = (cloud: FakeCloud, region: string) => `${cloud.baseUrl}${servicePaths.image(region)}`
const objectUrl = (cloud: FakeCloud, region: string, account: string) =>
  `${cloud.baseUrl}${servicePaths.objectStore(region)}/v1/${account}`

/** Cloud Files names its accounts apart from the tenant. Source: api §1.3 "Catalog reading rules". */
export const cloudFilesAccount = (projectId: string) => `MossoCloudFS_${projectId}`
export const swiftAccount = (projectId: string) => `AUTH_${projectId}`

/**
 * Keystone's catalog: image URLs carry no version, and each interface is its own endpoint.
 * Source: api §2.1 "POST /v3/auth/tokens", §0 "Base URL".
 */
export function keystoneCatalog(cloud: FakeCloud, projectId: string) {
  const regions = [...cloud.regions.keys()]
  const service = (type: string, name: string, urlOf: (region: string) => string) => ({
    endpoints: regions.flatMap((region) =>
      ['admin', 'internal', 'public'].map((face) => ({
        id: hexOf(`${cloud.name} endpoint ${type} ${region} ${face}`, 32),
        interface: face,
        region_id: region,
        url: urlOf(region),
        region,
      })),
    ),
    id: hexOf(`${cloud.name} service ${type}`, 32),
    type,
    name,
  })
  return [
    service('image', 'glance', (region) => imageUrl(cloud, region)),
    service('object-store', 'swift', (region) => objectUrl(cloud, region, swiftAccount(projectId))),
    service('identity', 'keystone', () => `${cloud.baseUrl}${servicePaths.identity}/v3`),
  ]
}

/**
 * Rackspace's catalog: image URLs end in `/v2`, only Cloud Files names a tenant, the CDN is there to be skipped, and
 * one service has an endpoint without a public URL. Source: api §1.1, §1.3.
 */
export function rackspaceCatalog(cloud: FakeCloud, projectId: string) {
  const regions = [...cloud.regions.keys()]
  const filesAccount = cloudFilesAccount(projectId)
  return [
    {
      name: 'cloudFilesCDN',
      type: 'rax:object-cdn',
      endpoints: regions.map((region) => ({
        region,
        tenantId: filesAccount,
        publicURL: `${cloud.baseUrl}/cdn/${region}/v1/${filesAccount}`,
      })),
    },
    {
      name: 'cloudFiles',
      type: 'object-store',
      endpoints: regions.map((region) => ({
        region,
        tenantId: filesAccount,
        publicURL: objectUrl(cloud, region, filesAccount),
        internalURL: `${cloud.baseUrl}/servicenet/${region}/v1/${filesAccount}`,
      })),
    },
    {
      name: 'cloudImages',
      type: 'image',
      endpoints: regions.map((region) => ({
        region,
        tenantId: projectId,
        publicURL: `${imageUrl(cloud, region)}/v2`,
      })),
    },
    {
      name: 'cloudMetrics',
      type: 'rax:cloudmetrics',
      endpoints: [{ tenantId: projectId, internalURL: `${cloud.baseUrl}/metrics/v2.0/${projectId}` }],
    },
  ]
}
