import { matching, satisfying } from '#fake-cloud/contract/matchers.ts'
import { rackspaceContract, type User } from './rackspace-contract.ts'
import { authenticate, fault, password, WRONG } from './sign-in-acts.ts'

const passcode = (code: string) => ({ auth: { 'RAX-AUTH:passcodeCredentials': { passcode: code } } })

/** Gives the right password of somebody with a second factor. @returns the session id of the challenge */
async function challenged(user: User): Promise<string> {
  const { headers } = await authenticate(user, password('secured'))
  return /sessionId='([^']+)'/.exec(headers['www-authenticate'] ?? '')?.[1] ?? ''
}

rackspaceContract({
  title: 'second factor',
  source: 'Authenticate with multi-factor',
  cases: [
    {
      name: 'the right password is answered with a challenge',
      as: 'nobody',
      act: (user) => authenticate(user, password('secured')),
      expect: {
        ...fault(401, 'unauthorized', 'Additional authentication credentials required.'),
        headers: { 'www-authenticate': matching(/^OS-MF sessionId='[^']{100,}', factor='PASSCODE'$/) },
      },
    },
    {
      name: 'a wrong password is not',
      as: 'nobody',
      act: (user) => authenticate(user, password('secured', 'wrong')),
      expect: { ...WRONG, headers: { 'www-authenticate': null } },
    },
    {
      name: 'the passcode, with the session of the challenge',
      as: 'nobody',
      act: async (user) => authenticate(user, passcode('123456'), { 'x-sessionid': await challenged(user) }),
      expect: {
        status: 200,
        has: {
          access: {
            token: {
              'RAX-AUTH:authenticatedBy': satisfying<string[]>(
                'both factors',
                (factors) => factors.toSorted().join() === 'PASSCODE,PASSWORD',
              ),
            },
            user: { name: 'secured' },
          },
        },
      },
    },
    {
      name: 'a wrong passcode, then the right one in the same session',
      as: 'nobody',
      act: async (user) => {
        const session = { 'x-sessionid': await challenged(user) }
        return [
          await authenticate(user, passcode('000000'), session),
          await authenticate(user, passcode('123456'), session),
        ]
      },
      expect: [WRONG, { status: 200 }],
    },
    {
      name: 'a session opens the account once',
      as: 'nobody',
      act: async (user) => {
        const session = { 'x-sessionid': await challenged(user) }
        await authenticate(user, passcode('123456'), session)
        return authenticate(user, passcode('123456'), session)
      },
      expect: WRONG,
    },
    {
      name: 'a session is no token',
      as: 'nobody',
      act: async (user, stage) => {
        const session = stage.withToken(await challenged(user))
        return [await session.identity('GET', '/v2.0/tenants'), await session.images('GET', '/v2/images')]
      },
      expect: [{ status: 401 }, { status: 401 }],
    },
    {
      name: 'a passcode without a session, and with one that is none',
      as: 'nobody',
      act: async (user) => [
        await authenticate(user, passcode('123456')),
        await authenticate(user, passcode('123456'), { 'x-sessionid': 'x' }),
      ],
      expect: [WRONG, WRONG],
    },
    {
      name: 'a passcode can be given for ten minutes',
      as: 'nobody',
      act: async (user, stage) => {
        const session = { 'x-sessionid': await challenged(user) }
        stage.fake.turnClock(10 * 60_000 + 1000)
        return authenticate(user, passcode('123456'), session)
      },
      expect: WRONG,
    },
  ],
})
