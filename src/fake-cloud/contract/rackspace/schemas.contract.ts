import { matching } from '#fake-cloud/contract/matchers.ts'
import { type RackspaceCase, rackspaceContract } from './rackspace-contract.ts'

rackspaceContract({
  title: 'schemas',
  source: 'Schemas',
  cases: [
    ...['image', 'images', 'member', 'members', 'task', 'tasks'].map((name): RackspaceCase => ({
      name: `the schema of ${name}`,
      as: 'observer',
      act: (user) => user.images('GET', `/v2/schemas/${name}`),
      expect: { status: 200, has: { name, properties: {} } },
    })),
    {
      name: 'what the service sets is marked in words',
      as: 'observer',
      act: (user) => user.images('GET', '/v2/schemas/image'),
      expect: {
        status: 200,
        has: {
          properties: {
            status: { description: matching(/\(READ-ONLY\)/) },
            visibility: { enum: ['public', 'private'] },
            disk_format: { enum: ['ami', 'ari', 'aki', 'vhd', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso'] },
            container_format: { enum: ['ami', 'ari', 'aki', 'bare', 'ovf'] },
          },
          additionalProperties: { type: 'string' },
        },
      },
    },
  ],
})
