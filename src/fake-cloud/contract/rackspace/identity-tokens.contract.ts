import { matching } from '#fake-cloud/contract/matchers.ts'
import { rackspaceContract, type RackspaceStage, type User } from './rackspace-contract.ts'
import { fault } from './sign-in-acts.ts'

const revoke = (user: User, id = '') => user.identity('DELETE', `/v2.0/tokens${id}`)
const look = (user: User) => user.identity('GET', '/v2.0/tenants')
const NO_TOKEN = fault(401, 'unauthorized', matching(/./))

rackspaceContract({
  title: 'tokens and tenants',
  source: 'Token operations',
  cases: [
    {
      name: 'sign-out ends the token',
      as: 'producer',
      act: async (user) => [
        await revoke(user),
        await look(user),
        await revoke(user),
        await user.images('GET', '/v2/images'),
      ],
      expect: [{ status: 204, text: '' }, NO_TOKEN, NO_TOKEN, { status: 401 }],
    },
    {
      name: 'sign-out by the token’s name',
      as: 'producer',
      act: async (user) => [await revoke(user, `/${user.token}`), await look(user)],
      expect: [{ status: 204, text: '' }, NO_TOKEN],
    },
    {
      name: 'the token of others is not for everybody to end',
      as: 'producer',
      act: async (user, stage: RackspaceStage) => {
        const other = await stage.as('consumer')
        return [await revoke(user, `/${other.token}`), await look(other)]
      },
      expect: [fault(403, 'forbidden', matching(/./)), { status: 200 }],
    },
    {
      name: 'a token tells about itself, without the catalog',
      as: 'producer',
      act: (user) => user.identity('GET', `/v2.0/tokens/${user.token}`),
      expect: { status: 200, has: { access: { token: { tenant: { id: '{producer}' } }, user: { name: 'producer' } } } },
    },
    {
      name: 'without a token',
      as: 'nobody',
      act: async (user) => [await revoke(user), await look(user)],
      expect: [NO_TOKEN, NO_TOKEN],
    },
    {
      name: 'tenants',
      as: 'producer',
      act: look,
      expect: { status: 200, body: { tenants: [{ id: '{producer}', name: '{producer}', enabled: true }] } },
    },
    {
      name: 'a path there is not, and a method there is not',
      as: 'producer',
      act: async (user) => [await user.identity('GET', '/v2.0/nonesuch'), await user.identity('PUT', '/v2.0/tokens')],
      expect: [
        { status: 404, has: { itemNotFound: { code: 404 } } },
        { status: 405, headers: { allow: 'POST, DELETE' } },
      ],
    },
  ],
})
