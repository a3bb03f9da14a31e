import { contract } from '#fake-cloud/contract/contract.ts'
import { having } from '#fake-cloud/contract/matchers.ts'
import { keystoneRefused } from '#fake-cloud/contract/shapes.ts'

import { byCredential, projectOf, signIn } from './keystone-acts.ts'

contract({
  title: 'Keystone: application credential',
  source: 'Authentication and token management',
  cases: [
    {
      name: 'an application credential opens its own project and no other',
      as: 'nobody',
      act: (caller, { target: { credential } }) => signIn(caller, byCredential(credential)),
      expect: {
        status: 201,
        has: {
          token: {
            methods: ['application_credential'],
            project: { id: '{producer}' },
            application_credential: having({ restricted: true }),
          },
        },
      },
    },
    {
      name: 'an application credential nobody knows is the one thing Keystone tells apart',
      as: 'nobody',
      act: (caller) => signIn(caller, byCredential({ id: '0'.repeat(32), secret: 'x' })),
      expect: keystoneRefused(404, `Could not find Application Credential: ${'0'.repeat(32)}.`),
    },
    {
      name: 'an application credential takes no scope',
      as: 'nobody',
      act: (caller, stage) => signIn(caller, byCredential(stage.target.credential, projectOf(stage))),
      expect: {
        status: 401,
        has: {
          error: {
            code: 401,
            message:
              'Error authenticating with application credential: Application credentials cannot request a scope.',
            title: 'Unauthorized',
          },
        },
      },
    },
  ],
})
