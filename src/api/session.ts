/** Who is signed in, and the acts that change it. The token lives in the proxy's sealed cookie: no page code ever sees it. */
import { mutationOptions, queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { CloudChoice, Session, SignInRequest } from '#lib/contract.ts'
import { call, sendCall } from './client.ts'
import { ApiError } from './errors.ts'
import { orFound } from './retry-policy.ts'

const Flavour = z.enum(['rackspace', 'openstack'])
const Account = z.object({ id: z.string(), name: z.string() })

const SessionShape = z.object({
  cloud: z.string(),
  cloudLabel: z.string(),
  flavour: Flavour,
  user: Account,
  account: z.nullable(Account),
  projects: z.optional(z.array(z.object({ id: z.string(), name: z.string(), enabled: z.boolean() }))),
  roles: z.array(z.string()),
  regions: z.array(z.string()),
  defaultRegion: z.nullable(z.string()),
  services: z.record(z.string(), z.object({ image: z.boolean(), objectStore: z.boolean() })),
  expiresAt: z.string(),
  capabilities: z.object({ switchProject: z.boolean(), importTasks: z.boolean() }),
})

const Clouds = z.array(
  z.object({
    name: z.string(),
    label: z.string(),
    flavour: Flavour,
    methods: z.array(z.enum(['password', 'apiKey', 'applicationCredential'])),
    demo: z.optional(
      z.object({
        accounts: z.array(
          z.object({ username: z.string(), password: z.string(), role: z.string(), account: z.string() }),
        ),
      }),
    ),
  }),
)

/** A session whose account is chosen: what every page behind the session gate has. */
export type SignedIn = Session & { account: NonNullable<Session['account']> }

/** Whose session it is: nothing read in one holder's session may be shown in another's. */
export const holderOf = ({ cloud, user, account }: Session) => JSON.stringify([cloud, user.id, account?.id ?? null])

/** Start of every query key: a switch of cloud, account, user or region shows nothing of the other. */
export const scopeKey = (session: SignedIn, region: string) => [holderOf(session), region] as const

/** @returns null: nobody is signed in */
async function readSession(signal?: AbortSignal): Promise<Session | null> {
  try {
    return await call('session', SessionShape, signal ? { signal } : {})
  } catch (error) {
    if (error instanceof ApiError && error.fault.kind === 'signed-out') return null
    throw error
  }
}

export const sessionQueries = {
  /** null: nobody is signed in. */
  current: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: ({ signal }) => readSession(signal),
      staleTime: Infinity,
      gcTime: Infinity,
    }),
  clouds: () =>
    queryOptions({
      queryKey: ['clouds'],
      queryFn: ({ signal }): Promise<CloudChoice[]> => call('clouds', Clouds, { signal }),
      staleTime: 5 * 60_000,
    }),
}

export const sessionActions = {
  signIn: () =>
    mutationOptions({
      mutationFn: (request: SignInRequest): Promise<Session> =>
        call('session', SessionShape, { method: 'POST', body: request }),
      onSuccess: (session, _request, _before, { client }) =>
        client.setQueryData(sessionQueries.current().queryKey, session),
    }),
  /** The same holder once more, where the session has ended: in the project that was open. */
  renew: (held: SignedIn) =>
    mutationOptions({
      mutationFn: async (request: SignInRequest): Promise<Session> => {
        const session = await call('session', SessionShape, { method: 'POST', body: request })
        const project = held.account.id
        const isUnfinished = !session.account && session.user.id === held.user.id
        return isUnfinished && session.projects?.some(({ id }) => id === project)
          ? call('session/project', SessionShape, { method: 'PUT', body: { project } })
          : session
      },
      // Whoever it is: the cookie is theirs by now, and the other tabs have to hear of it.
      onSuccess: (session, _request, _before, { client }) =>
        client.setQueryData(sessionQueries.current().queryKey, session),
    }),
  /** Another Keystone project, same session: the expiry stays. */
  chooseProject: () =>
    mutationOptions({
      mutationFn: async (project: string): Promise<Session> => {
        const chosen = await orFound(
          () => sendCall('session/project', SessionShape, { method: 'PUT', body: { project } }),
          async () => {
            const now = await readSession()
            return now?.account?.id === project ? now : null
          },
        )
        return chosen.data
      },
      onSuccess: (session, _project, _before, { client }) =>
        client.setQueryData(sessionQueries.current().queryKey, session),
    }),
  /** Revokes upstream, then forgets everything read in this session. */
  signOut: () =>
    mutationOptions({
      mutationFn: () =>
        orFound<unknown>(
          () => sendCall('session', z.unknown(), { method: 'DELETE' }),
          async () => (await readSession()) === null || null,
        ),
      onSuccess: (_nothing, _void, _before, { client }) => {
        client.clear()
        client.setQueryData(sessionQueries.current().queryKey, null)
      },
    }),
}
