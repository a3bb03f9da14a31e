import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { matching, satisfying } from '#fake-cloud/contract/matchers.ts'
import { done, refused } from '#fake-cloud/contract/shapes.ts'
import { must, type Stage } from '#fake-cloud/contract/stage.ts'

const root = '/v2/metadefs/namespaces'
const LIMITS = 'OS::Compute::Libvirt'

/** A private namespace of the run's, made by the administrator. */
async function namespace(stage: Stage, properties: object = {}): Promise<string> {
  const { images } = await stage.as('admin')
  must(await images.post(root, { namespace: stage.run, ...properties }), 201)
  stage.afterwards(() => images.delete(`${root}/${stage.run}`))
  return `${root}/${stage.run}`
}

const DISTANCE = { title: 'Distance', type: 'integer', minimum: 0 }

contract({
  title: 'Metadata definitions',
  source: 'Metadata definitions',
  cases: [
    {
      name: 'a page of namespaces',
      as: 'producer',
      act: ({ images }) => images.get(`${root}?limit=1`),
      expect: {
        status: 200,
        has: {
          namespaces: [
            {
              namespace: matching(/./),
              visibility: 'public',
              created_at: '{seconds}',
              self: matching(/^\/v2\/metadefs\/namespaces\//),
              schema: '/v2/schemas/metadefs/namespace',
              resource_type_associations: satisfying('a list', Array.isArray),
            },
          ],
          first: `${root}?limit=1`,
          next: matching(/^\/v2\/metadefs\/namespaces\?limit=1&marker=./),
          schema: '/v2/schemas/metadefs/namespaces',
        },
      },
    },
    {
      name: 'those for images',
      as: 'observer',
      act: ({ images }) => images.get(`${root}?resource_types=OS::Glance::Image&limit=100`),
      expect: {
        status: 200,
        has: {
          namespaces: satisfying<{ resource_type_associations: { name: string }[] }[]>(
            'for images',
            (rows) =>
              rows.length > 5 &&
              rows.every(({ resource_type_associations: types }) =>
                types.some(({ name }) => name === 'OS::Glance::Image'),
              ),
          ),
        },
      },
    },
    {
      name: 'a namespace with its properties',
      as: 'observer',
      act: ({ images }) => images.get(`${root}/${LIMITS}`),
      expect: {
        status: 200,
        has: {
          namespace: LIMITS,
          visibility: 'public',
          properties: { boot_menu: { title: matching(/./), type: 'string' } },
          resource_type_associations: satisfying<{ name: string; prefix?: string }[]>('with a prefix', (rows) =>
            rows.some(({ name, prefix }) => name === 'OS::Glance::Image' && prefix === 'hw_'),
          ),
        },
      },
    },
    {
      name: 'colons may be encoded',
      as: 'observer',
      act: ({ images }) => images.get(`${root}/${encodeURIComponent(LIMITS)}`),
      expect: { status: 200, has: { namespace: LIMITS } },
    },
    {
      name: 'asked for a resource type, the names of properties have their prefix',
      as: 'observer',
      act: ({ images }) => images.get(`${root}/${LIMITS}?resource_type=OS::Glance::Image`),
      expect: { status: 200, has: { properties: { hw_boot_menu: { type: 'string' } } } },
    },
    {
      name: 'resource types',
      as: 'observer',
      act: ({ images }) => images.get('/v2/metadefs/resource_types'),
      expect: {
        status: 200,
        has: {
          resource_types: satisfying<{ name: string }[]>('images among them', (rows) =>
            rows.some(({ name }) => name === 'OS::Glance::Image'),
          ),
        },
      },
    },
    {
      name: 'a namespace that does not exist',
      as: 'observer',
      act: ({ images }) => images.get(`${root}/nonesuch`),
      expect: { status: 404, has: { message: matching(/Metadata definition namespace=nonesuch was not found\./) } },
    },
    ...(
      [
        ['limit=-1', 400],
        ['limit=x', 500],
        ['visibility=secret', 400],
        ['sort_dir=up', 400],
        ['marker=nonesuch', 404],
      ] as const
    ).map(([query, status]): Case => ({
      name: `"${query}" answers ${status}`,
      as: 'observer',
      act: ({ images }) => images.get(`${root}?${query}`),
      expect: { status },
    })),
    {
      name: 'without a token',
      as: 'nobody',
      act: ({ images }) => images.get(root),
      expect: { status: 401 },
    },
    {
      name: 'members make no namespace',
      as: 'producer',
      act: ({ images }, { run }) => images.post(root, { namespace: run }),
      expect: refused(403, 'You are not authorized to complete add_metadef_namespace action.'),
    },
    {
      name: 'an administrator makes a namespace, private at first',
      as: 'admin',
      act: async ({ images }, stage) => {
        const answer = await images.post(root, { namespace: stage.run, display_name: 'Test' })
        stage.afterwards(() => images.delete(`${root}/${stage.run}`))
        return answer
      },
      expect: {
        status: 201,
        headers: { location: matching(/\/v2\/metadefs\/namespaces\/\{run\}$/) },
        body: {
          namespace: '{run}',
          display_name: 'Test',
          visibility: 'private',
          protected: false,
          owner: '{admin}',
          created_at: '{seconds}',
          updated_at: '{seconds}',
          self: `${root}/{run}`,
          schema: '/v2/schemas/metadefs/namespace',
        },
      },
    },
    {
      name: 'a namespace that is there',
      as: 'admin',
      act: async ({ images }, stage) => {
        await namespace(stage)
        return images.post(root, { namespace: stage.run })
      },
      expect: { status: 409 },
    },
    {
      name: 'a namespace without a name',
      as: 'admin',
      act: ({ images }) => images.post(root, {}),
      expect: { status: 400 },
    },
    {
      name: 'a private namespace of others is not there',
      as: 'producer',
      act: async ({ images }, stage) => images.get(await namespace(stage)),
      expect: { status: 404 },
    },
    {
      name: 'a namespace is changed as a whole',
      as: 'admin',
      act: async ({ images }, stage) =>
        images.put(await namespace(stage), { namespace: stage.run, description: 'new', visibility: 'public' }),
      expect: { status: 200, has: { namespace: '{run}', description: 'new', visibility: 'public' } },
    },
    {
      name: 'properties: made, listed, shown, removed',
      as: 'admin',
      act: async ({ images }, stage) => {
        const path = await namespace(stage)
        return [
          await images.post(`${path}/properties`, { name: 'distance', ...DISTANCE }),
          await images.get(`${path}/properties`),
          await images.get(`${path}/properties/distance`),
          await images.delete(`${path}/properties/distance`),
          await images.get(`${path}/properties/distance`),
        ]
      },
      expect: [
        { status: 201, has: { name: 'distance', ...DISTANCE } },
        { status: 200, has: { properties: { distance: DISTANCE } } },
        { status: 200, has: { name: 'distance', ...DISTANCE } },
        done,
        { status: 404 },
      ],
    },
    {
      name: 'objects: made, listed, removed',
      as: 'admin',
      act: async ({ images }, stage) => {
        const path = await namespace(stage)
        return [
          await images.post(`${path}/objects`, { name: 'trip', properties: { distance: DISTANCE } }),
          await images.get(`${path}/objects`),
          await images.delete(`${path}/objects/trip`),
        ]
      },
      expect: [
        { status: 201, has: { name: 'trip' } },
        { status: 200, has: { objects: [{ name: 'trip' }], schema: 'v2/schemas/metadefs/objects' } },
        done,
      ],
    },
    {
      name: 'tags: made, listed, removed',
      as: 'admin',
      act: async ({ images }, stage) => {
        const path = await namespace(stage)
        return [
          await images.post(`${path}/tags/far`),
          await images.get(`${path}/tags`),
          await images.delete(`${path}/tags/far`),
        ]
      },
      expect: [{ status: 201, has: { name: 'far' } }, { status: 200, has: { tags: [{ name: 'far' }] } }, done],
    },
    {
      name: 'resource types: associated with a prefix, listed, taken away',
      as: 'admin',
      act: async ({ images }, stage) => {
        const path = await namespace(stage)
        return [
          await images.post(`${path}/resource_types`, { name: 'OS::Glance::Image', prefix: 'trip_' }),
          await images.get(`${path}/resource_types`),
          await images.delete(`${path}/resource_types/OS::Glance::Image`),
        ]
      },
      expect: [
        { status: 201, has: { name: 'OS::Glance::Image', prefix: 'trip_' } },
        { status: 200, has: { resource_type_associations: [{ name: 'OS::Glance::Image', prefix: 'trip_' }] } },
        done,
      ],
    },
    {
      name: 'a protected namespace stays until its protection ends',
      as: 'admin',
      act: async ({ images }, stage) => {
        const path = await namespace(stage, { protected: true })
        return [
          await images.delete(path),
          await images.put(path, { namespace: stage.run, protected: false }),
          await images.delete(path),
          await images.get(path),
        ]
      },
      expect: [{ status: 403 }, { status: 200, has: { protected: false } }, done, { status: 404 }],
    },
  ],
})
