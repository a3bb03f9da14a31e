/**
 * From a service catalog to the few URLs a session needs: images and object storage, per region.
 * Source: Glance/Keystone catalog entries; Rackspace image endpoints already end in `/v2`, upstream ones do not.
 */
import type { CloudProfile } from '#lib/cloud-profile.ts'

/** One usable URL of a catalog, whichever identity service it came from. */
export interface CatalogEndpoint {
  serviceType: string
  serviceName: string
  region: string
  url: string
}

/** Base URLs without trailing slash: `image` ends in `/v2`, `objectStore` in the account. */
export interface RegionServices {
  region: string
  image: string
  objectStore: string | null
}

const isHttpUrl = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)

/** `http://host/image/`, `http://host/v2`, `http://host/v2.15/` → the same with exactly one `/v2` at the end. */
export const imageBaseUrl = (url: string): string => `${url.replace(/\/+$/, '').replace(/\/v2(\.\d+)?$/, '')}/v2`

const objectStoreBaseUrl = (url: string): string => url.replace(/\/+$/, '')

// The documents also call the Rackspace service type `cloudImages`; its catalog says type `image`, name `cloudImages`.
const isImage = (endpoint: CatalogEndpoint) =>
  endpoint.serviceType === 'image' || endpoint.serviceName === 'cloudImages'
const isObjectStore = (endpoint: CatalogEndpoint) => endpoint.serviceType === 'object-store'

const byConfiguredOrder = (configured: string[] | undefined, found: string[]): string[] =>
  configured ? configured.filter((region) => found.includes(region)) : found

/** `%(project_id)s`, as keystoneauth replaces it in endpoint overrides. */
const withProject = (url: string, projectId: string) => url.replaceAll(/[%$]\((project|tenant)_id\)s/g, projectId)

/**
 * Regions with an image service: the configured ones in their order, else all in catalog order.
 * Endpoint overrides replace the URL in every region; an image override alone makes a region of its own.
 */
export const regionServices = (
  endpoints: CatalogEndpoint[],
  cloud: CloudProfile,
  projectId: string,
): RegionServices[] => {
  const usable = endpoints.filter(({ url }) => isHttpUrl(url))
  const images = usable.filter(isImage)
  const stores = usable.filter(isObjectStore)
  const override = cloud.endpointOverrides
  const found = [...new Set(images.map(({ region }) => region))]
  const regions = byConfiguredOrder(cloud.regions, found)
  if (override.image && regions.length === 0) regions.push(cloud.regions?.[0] ?? stores[0]?.region ?? 'default')
  return regions.map((region) => {
    const image = override.image ?? images.find((endpoint) => endpoint.region === region)?.url ?? ''
    const objectStore = override.objectStore ?? stores.find((endpoint) => endpoint.region === region)?.url
    return {
      region,
      image: imageBaseUrl(withProject(image, projectId)),
      objectStore: objectStore ? objectStoreBaseUrl(withProject(objectStore, projectId)) : null,
    }
  })
}

/** The identity service's own default when it has images there, else the first region. */
export const defaultRegionOf = (services: RegionServices[], wanted: string | null): string | null =>
  services.find(({ region }) => region === wanted)?.region ?? services[0]?.region ?? null
