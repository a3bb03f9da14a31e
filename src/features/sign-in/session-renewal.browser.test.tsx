import { QueryClientProvider } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { makeQueryClient } from '#api/query-client.ts'
import { sessionQueries } from '#api/session.ts'
import type { CloudChoice, ProblemKind } from '#lib/contract.ts'
import { makeSession } from '#lib/testing/session.ts'

import { SessionRenewal } from './session-renewal.tsx'

const lab: CloudChoice = {
  name: 'lab',
  label: 'Lab',
  flavour: 'openstack',
  methods: ['password', 'applicationCredential'],
}
const held = makeSession({ projects: [{ id: 'p1', name: 'studio', enabled: true }] })
const renewed = { ...held, expiresAt: '2099-02-02T00:00:00Z' }

const problem = (kind: ProblemKind, status: number) =>
  Response.json(
    { type: `/problems/${kind}`, title: kind, status, detail: 'As the server puts it.', requestId: 'req-7' },
    { status, headers: { 'content-type': 'application/problem+json' } },
  )

/** Opens the question; the server answers in this order. @returns what was sent, and the session that the page has */
async function open(...answers: (() => Response)[]) {
  const sent: unknown[] = []
  vi.spyOn(window, 'fetch').mockImplementation(async (input, init) => {
    if (new URL(input instanceof Request ? input.url : input).pathname === '/api/clouds') return Response.json([lab])
    sent.push(typeof init?.body === 'string' ? JSON.parse(init.body) : undefined)
    const answer = answers.shift()
    if (!answer) throw new TypeError('No answer was prepared.')
    return answer()
  })
  const client = makeQueryClient(() => {})
  const { queryKey } = sessionQueries.current()
  client.setQueryData(queryKey, held)
  const screen = await render(
    <QueryClientProvider client={client}>
      <SessionRenewal held={held} />
    </QueryClientProvider>,
  )
  return { screen, sent, session: () => client.getQueryData(queryKey) }
}

const type = async (screen: Awaited<ReturnType<typeof open>>['screen'], label: string, text: string) => {
  await screen.getByRole('textbox', { name: label, exact: true }).fill(text)
  await userEvent.keyboard('{Enter}')
}

afterEach(() => vi.restoreAllMocks())

test('the password alone is asked for, and the project is the one that was open', async () => {
  const { screen, sent, session } = await open(
    () => problem('wrong-credentials', 401),
    () => Response.json({ ...renewed, account: null }, { status: 201 }),
    () => Response.json(renewed),
  )
  await expect.element(screen.getByLabelText('Username')).toHaveAttribute('readonly')
  await type(screen, 'Password', 'wrong')
  await expect.element(screen.getByRole('alert').getByText('Sign-in refused')).toBeVisible()
  await type(screen, 'Password', 'secret')
  await expect.poll(session).toEqual(renewed)
  expect(sent.slice(1)).toEqual([
    { cloud: 'lab', method: 'password', username: 'ada', password: 'secret' },
    { project: 'p1' },
  ])
})

test('a second factor is asked for as at the first sign-in', async () => {
  const { screen, sent, session } = await open(
    () => problem('passcode-wanted', 401),
    () => problem('wrong-passcode', 401),
    () => Response.json(renewed, { status: 201 }),
  )
  await type(screen, 'Password', 'secret')
  await type(screen, 'Passcode', '000000')
  await expect.element(screen.getByRole('alert').getByText('That passcode was not accepted')).toBeVisible()
  await type(screen, 'Passcode', '123 456')
  await expect.poll(session).toEqual(renewed)
  expect(sent.at(-1)).toEqual({ cloud: 'lab', method: 'passcode', passcode: '123456' })
})

test('an application credential renews the session too', async () => {
  const { screen, session } = await open(() => Response.json(renewed, { status: 201 }))
  await screen.getByRole('tab', { name: 'Application credential' }).click()
  await screen.getByLabelText('Application credential ID').fill('id')
  await type(screen, 'Application credential secret', 'secret')
  await expect.poll(session).toEqual(renewed)
})
