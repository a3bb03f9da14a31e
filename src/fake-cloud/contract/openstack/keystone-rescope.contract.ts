import * as z from 'zod'

import { contract } from '#fake-cloud/contract/contract.ts'
import { matching, satisfying } from '#fake-cloud/contract/matchers.ts'
import { keystoneRefused, UNAUTHENTICATED } from '#fake-cloud/contract/shapes.ts'
import { must } from '#fake-cloud/contract/stage.ts'
import { projectScope, tokenIn } from '#fake-cloud/contract/tokens.ts'

import { byToken, producer, projectOf, signIn } from './keystone-acts.ts'

const Expiring = z.object({ token: z.object({ expires_at: z.string() }) })

contract({
  title: 'Keystone: change of project',
  source: 'Authentication and token management',
  cases: [
    {
      name: 'an unscoped token becomes one for a project, which ends no later',
      as: 'nobody',
      act: async (caller, stage) => {
        const first = await signIn(caller, producer(stage))
        const { expires_at: end } = must(first, 201, Expiring).token
        stage.name(end, 'end of the first')
        return signIn(caller, byToken(tokenIn(first), projectOf(stage)))
      },
      expect: {
        status: 201,
        headers: { 'x-subject-token': '{token}' },
        has: {
          token: {
            methods: satisfying<string[]>(
              'token and password',
              (found) => found.toSorted().join() === 'password,token',
            ),
            audit_ids: [matching(/^[\w-]{22}$/), matching(/^[\w-]{22}$/)],
            expires_at: '{end of the first}',
            project: { id: '{producer}' },
          },
        },
      },
    },
    {
      name: 'a token for the project of others',
      as: 'nobody',
      act: async (caller, stage) =>
        signIn(
          caller,
          byToken(
            tokenIn(await signIn(caller, producer(stage))),
            projectScope(stage.target.accounts.consumer.projectId),
          ),
        ),
      expect: UNAUTHENTICATED,
    },
    {
      name: 'a token that is none',
      as: 'nobody',
      act: (caller, stage) => signIn(caller, byToken('x', projectOf(stage))),
      expect: keystoneRefused(404, 'Could not recognize Fernet token'),
    },
    {
      name: 'a token that was revoked',
      as: 'nobody',
      act: async (caller, stage) => {
        const token = tokenIn(await signIn(caller, producer(stage)))
        const { identity } = stage.withToken(token)
        await identity.delete('/auth/tokens', { 'x-subject-token': token })
        return signIn(caller, byToken(token, projectOf(stage)))
      },
      expect: keystoneRefused(404, 'Failed to validate token'),
    },
  ],
})
