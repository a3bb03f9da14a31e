import { satisfying } from '#fake-cloud/contract/matchers.ts'
import { type RackspaceCase, rackspaceContract } from './rackspace-contract.ts'
import { authenticate, password } from './sign-in-acts.ts'

interface Endpoint {
  region?: string
  tenantId?: string
  publicURL?: string
  internalURL?: string
}
interface CatalogService {
  name: string
  type: string
  endpoints: Endpoint[]
}

/** The producer's catalog, one service of it. */
const lists = (
  name: string,
  type: string,
  question: (endpoints: Endpoint[], names: string[]) => boolean,
): RackspaceCase => ({
  name,
  as: 'nobody',
  act: (user) => authenticate(user, password('producer')),
  expect: {
    status: 200,
    has: {
      access: {
        serviceCatalog: satisfying<CatalogService[]>(name, (services) => {
          const found = services.filter((one) => one.type === type)
          return question(
            found.flatMap((one) => one.endpoints),
            found.map((one) => one.name),
          )
        }),
      },
    },
  },
})

rackspaceContract({
  title: 'service catalog',
  source: 'Service catalog',
  cases: [
    lists(
      'images are a service of every region, its addresses end in /v2',
      'image',
      (endpoints, names) =>
        names.join() === 'cloudImages' &&
        endpoints.map(({ region }) => region).join() === 'DFW,IAD,ORD' &&
        endpoints.every(
          ({ region, publicURL, internalURL }) =>
            publicURL === `{cloud}/image/${region}/v2` && internalURL === undefined,
        ),
    ),
    lists(
      'Cloud Files has an account of its own, inside and outside',
      'object-store',
      (endpoints, names) =>
        names.join() === 'cloudFiles' &&
        endpoints.every(
          ({ tenantId, publicURL, internalURL }) =>
            tenantId === 'MossoCloudFS_{producer}' &&
            publicURL?.endsWith('/v1/MossoCloudFS_{producer}') === true &&
            internalURL?.endsWith('/v1/MossoCloudFS_{producer}') === true,
        ),
    ),
    lists(
      'the CDN has another type than the files',
      'rax:object-cdn',
      (_endpoints, names) => names.join() === 'cloudFilesCDN',
    ),
    lists('a global service has no region; this one has no public address', 'rax:cloudmetrics', (endpoints) =>
      endpoints.every(({ region, publicURL }) => region === undefined && publicURL === undefined),
    ),
  ],
})
