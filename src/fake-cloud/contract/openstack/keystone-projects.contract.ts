import { contract } from '#fake-cloud/contract/contract.ts'
import { matching } from '#fake-cloud/contract/matchers.ts'
import { keystoneRefused, UNAUTHENTICATED } from '#fake-cloud/contract/shapes.ts'
import type { Stage } from '#fake-cloud/contract/stage.ts'

const pathOf = (stage: Stage, name: 'producer' | 'consumer') => `/projects/${stage.target.accounts[name].projectId}`

const project = (name: string) => ({
  id: `{${name}}`,
  name,
  domain_id: 'default',
  description: matching(/^/),
  enabled: true,
  parent_id: 'default',
  is_domain: false,
  tags: [],
  options: {},
  links: { self: `{identity}/v3/projects/{${name}}` },
})

const forbidden = (action: string) =>
  keystoneRefused(403, `You are not authorized to perform the requested action: identity:${action}.`)

contract({
  title: 'Keystone: one project',
  source: 'Projects',
  cases: [
    {
      name: 'one’s own, for members and readers',
      as: 'producer',
      act: async ({ identity }, stage) => [
        await identity.get(pathOf(stage, 'producer')),
        await (await stage.as('observer')).identity.get(pathOf(stage, 'producer')),
      ],
      expect: [
        { status: 200, body: { project: project('producer') } },
        { status: 200, body: { project: project('producer') } },
      ],
    },
    {
      name: 'somebody else’s, one that there is not, and the list of all',
      as: 'producer',
      act: async ({ identity }, stage) => [
        await identity.get(pathOf(stage, 'consumer')),
        await identity.get('/projects/nonsense'),
        await identity.get('/projects?name=consumer'),
      ],
      expect: [forbidden('get_project'), forbidden('get_project'), forbidden('list_projects')],
    },
    {
      name: 'an administrator sees any, and finds them by name',
      as: 'admin',
      act: async ({ identity }, stage) => [
        await identity.get(pathOf(stage, 'consumer')),
        await identity.get('/projects/nonsense'),
        await identity.get('/projects?name=consumer'),
        await identity.get('/projects?name=nobody'),
      ],
      expect: [
        { status: 200, body: { project: project('consumer') } },
        keystoneRefused(404, 'Could not find project: nonsense.'),
        { status: 200, has: { projects: [project('consumer')] } },
        { status: 200, has: { projects: [] } },
      ],
    },
    {
      name: 'nobody without a token',
      as: 'nobody',
      act: ({ identity }, stage) => identity.get(pathOf(stage, 'producer')),
      expect: UNAUTHENTICATED,
    },
  ],
})
