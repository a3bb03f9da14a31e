import { type FakeCloud, servicePaths } from '#fake-cloud/core/cloud.ts'
import type { ProjectRow } from '#fake-cloud/core/db.ts'
import { hexOf } from '#fake-cloud/core/ids.ts'

const imageUrl = (cloud: FakeCloud, region: string) => `${cloud.baseUrl}${servicePaths.image(region)}`
const objectUrl = (cloud: FakeCloud, region: string, account: string) =>
  `${cloud.baseUrl}${servicePaths.objectStore(region)}/v1/${account}`

/** Cloud Files names its accounts apart from the tenant. Source: api §1.3 "Catalog reading rules". */
export const cloudFilesAccount = (projectId: string) => `MossoCloudFS_${projectId}`
export const swiftAccount = (projectId: string) => `AUTH_${projectId}`

/** Regions where the project's catalog lists a service. */
const regionsWith = (cloud: FakeCloud, { lacks = [] }: ProjectRow, type: string): string[] =>
  [...cloud.regions.keys()].filter(
    (region) => !lacks.some((lack) => lack.type === type && (lack.region === undefined || lack.region === region)),
  )

/**
 * Keystone's catalog: image URLs carry no version, and each interface is its own endpoint.
 * Source: api §2.1 "POST /v3/auth/tokens", §0 "Base URL".
 */
export function keystoneCatalog(cloud: FakeCloud, project: ProjectRow) {
  const service = (type: string, name: string, urlOf: (region: string) => string) => ({
    endpoints: regionsWith(cloud, project, type).flatMap((region) =>
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
  const services = [
    service('image', 'glance', (region) => imageUrl(cloud, region)),
    service('object-store', 'swift', (region) => objectUrl(cloud, region, swiftAccount(project.id))),
    service('identity', 'keystone', () => `${cloud.baseUrl}${servicePaths.identity}/v3`),
  ]
  return services.filter((one) => one.endpoints.length > 0)
}

/**
 * Rackspace's catalog: image URLs end in `/v2`, only Cloud Files names a tenant, the CDN is there to be skipped, and
 * one service has an endpoint without a public URL. Source: api §1.1, §1.3.
 */
export function rackspaceCatalog(cloud: FakeCloud, project: ProjectRow) {
  const filesAccount = cloudFilesAccount(project.id)
  const services = [
    {
      name: 'cloudFilesCDN',
      type: 'rax:object-cdn',
      endpoints: regionsWith(cloud, project, 'object-store').map((region) => ({
        region,
        tenantId: filesAccount,
        publicURL: `${cloud.baseUrl}/cdn/${region}/v1/${filesAccount}`,
      })),
    },
    {
      name: 'cloudFiles',
      type: 'object-store',
      endpoints: regionsWith(cloud, project, 'object-store').map((region) => ({
        region,
        tenantId: filesAccount,
        publicURL: objectUrl(cloud, region, filesAccount),
        internalURL: `${cloud.baseUrl}/servicenet/${region}/v1/${filesAccount}`,
      })),
    },
    {
      name: 'cloudImages',
      type: 'image',
      endpoints: regionsWith(cloud, project, 'image').map((region) => ({
        region,
        tenantId: project.id,
        publicURL: `${imageUrl(cloud, region)}/v2`,
      })),
    },
    {
      name: 'cloudMetrics',
      type: 'rax:cloudmetrics',
      endpoints: [{ tenantId: project.id, internalURL: `${cloud.baseUrl}/metrics/v2.0/${project.id}` }],
    },
  ]
  return services.filter((one) => one.endpoints.length > 0)
}
