import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { makeQueryClient } from '#api/query-client.ts'
import type { CloudChoice, Problem, ProblemKind } from '#lib/contract.ts'

import { SignIn } from './sign-in.tsx'
import { makeSession } from '#lib/testing/session.ts'

const lab: CloudChoice = {
  name: 'lab',
  label: 'Lab',
  flavour: 'openstack',
  methods: ['password', 'applicationCredential'],
}
const demo: CloudChoice = {
  name: 'demo',
  label: 'Demo',
  flavour: 'rackspace',
  methods: ['password', 'apiKey'],
  demo: { accounts: [{ username: 'ada', password: 'public', role: 'producer', account: '728391' }] },
}

const session = makeSession({
  projects: [
    { id: 'p1', name: 'studio', enabled: true },
    { id: 'p2', name: 'archive', enabled: false },
    { id: 'p3', name: 'staging', enabled: true },
  ],
  regions: ['RegionOne'],
  defaultRegion: 'RegionOne',
  services: { RegionOne: { image: true, objectStore: true } },
  capabilities: { switchProject: true, importTasks: false },
})

const problem = (kind: ProblemKind, status: number, more: Partial<Problem> = {}) =>
  Response.json(
    { type: `/problems/${kind}`, title: kind, status, detail: 'As the server puts it.', requestId: 'req-7', ...more },
    { status, headers: { 'content-type': 'application/problem+json', 'x-request-id': 'req-7' } },
  )

/** The server's answers by "METHOD path", each list used up in turn; what was sent is kept for looking at. */
function serve(answers: Record<string, (() => Response | Promise<Response>)[]>) {
  const sent: { call: string; body: unknown }[] = []
  vi.spyOn(window, 'fetch').mockImplementation(async (input, init) => {
    const call = `${init?.method ?? 'GET'} ${new URL(input instanceof Request ? input.url : input).pathname}`
    sent.push({ call, body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined })
    const answer = answers[call]?.shift()
    if (!answer) throw new TypeError(`No answer was prepared for ${call}`)
    return answer()
  })
  return sent
}

async function openPage() {
  const router = createMemoryRouter(
    [
      { path: '/sign-in', element: <SignIn next="/RegionOne/images" /> },
      { path: '/RegionOne/images', element: <h1>Images</h1> },
    ],
    { initialEntries: ['/sign-in'] },
  )
  return render(
    <QueryClientProvider client={makeQueryClient(() => {})}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
}

type Screen = Awaited<ReturnType<typeof openPage>>

const submit = (screen: Screen) => screen.getByRole('button', { name: 'Sign in', exact: true }).click()

async function fillIn(screen: Screen, password = 'secret') {
  await screen.getByLabelText('Username').fill('ada')
  await screen.getByLabelText('Password').fill(password)
  await submit(screen)
}

const clouds = (...choices: CloudChoice[]) => [() => Response.json(choices)]

beforeEach(() => localStorage.clear())
afterEach(() => vi.restoreAllMocks())

test('wrong credentials keep the username and select the password', async () => {
  const sent = serve({
    'GET /api/clouds': clouds(lab),
    'POST /api/session': [() => problem('wrong-credentials', 401), () => Response.json(session, { status: 201 })],
  })
  const screen = await openPage()
  await fillIn(screen, 'wrong')
  await expect.element(screen.getByRole('alert').getByText('Sign-in refused')).toBeVisible()
  await expect.element(screen.getByLabelText('Username')).toHaveValue('ada')
  await expect.element(screen.getByLabelText('Password')).toHaveFocus()

  await userEvent.keyboard('secret{Enter}')
  await expect.element(screen.getByRole('heading', { name: 'Images' })).toBeVisible()
  expect(sent.at(-1)?.body).toEqual({ cloud: 'lab', method: 'password', username: 'ada', password: 'secret' })
})

test('an unreachable identity service is told with the request ID', async () => {
  serve({ 'GET /api/clouds': clouds(lab), 'POST /api/session': [() => problem('identity-unreachable', 502)] })
  const screen = await openPage()
  await fillIn(screen)
  const alert = screen.getByRole('alert')
  await expect.element(alert.getByText('The identity service of Lab cannot be reached')).toBeVisible()
  await expect.element(alert.getByText('req-7')).toBeVisible()
})

test('another way to sign in starts without the failure of the last', async () => {
  serve({ 'GET /api/clouds': clouds(lab), 'POST /api/session': [() => problem('account-disabled', 403)] })
  const screen = await openPage()
  await fillIn(screen)
  await expect.element(screen.getByText('This user is locked or disabled')).toBeVisible()
  await screen.getByRole('tab', { name: 'Application credential' }).click()
  await expect.element(screen.getByRole('alert')).not.toBeInTheDocument()
  await expect.element(screen.getByLabelText('Application credential secret')).toBeVisible()
})

test('a second factor asks for the passcode; a wrong one may be tried again, a late one starts over', async () => {
  const sent = serve({
    'GET /api/clouds': clouds({ ...lab, flavour: 'rackspace' }),
    'POST /api/session': [
      () => problem('passcode-wanted', 401, { challenge: 'passcode' }),
      () => problem('wrong-passcode', 401, { challenge: 'passcode' }),
      () => problem('challenge-expired', 401),
    ],
  })
  const screen = await openPage()
  await fillIn(screen)
  const passcode = screen.getByRole('textbox', { name: 'Passcode' })
  await expect.element(passcode).toHaveFocus()
  await expect.element(screen.getByRole('alert')).not.toBeInTheDocument()

  await userEvent.keyboard('123 456{Enter}')
  await expect.element(screen.getByText('That passcode was not accepted')).toBeVisible()
  expect(sent.at(-1)?.body).toEqual({ cloud: 'lab', method: 'passcode', passcode: '123456' })

  await userEvent.keyboard('654321{Enter}')
  await expect.element(screen.getByText('The passcode came too late')).toBeVisible()
  await expect.element(screen.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('several projects: the last one used is offered, a disabled one says so', async () => {
  localStorage.setItem('sign-in.project:lab:u1', 'p3')
  const sent = serve({
    'GET /api/clouds': clouds(lab),
    'POST /api/session': [() => Response.json({ ...session, account: null }, { status: 201 })],
    'PUT /api/session/project': [
      () => problem('project-refused', 403),
      () => Response.json({ ...session, account: { id: 'p1', name: 'studio' } }),
    ],
  })
  const screen = await openPage()
  await fillIn(screen)
  await expect.element(screen.getByRole('heading', { name: 'Choose a project' })).toBeVisible()
  await expect.element(screen.getByRole('radio', { name: /staging/ })).toBeChecked()
  await expect.element(screen.getByRole('radio', { name: /archive/ })).toBeDisabled()
  await expect.element(screen.getByText('Disabled by an administrator')).toBeVisible()

  await screen.getByRole('button', { name: 'Continue' }).click()
  await expect.element(screen.getByText('You cannot work in that project')).toBeVisible()
  expect(sent.at(-1)?.body).toEqual({ project: 'p3' })

  await screen.getByText('studio').click()
  await screen.getByRole('button', { name: 'Continue' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Images' })).toBeVisible()
  expect(localStorage.getItem('sign-in.project:lab:u1')).toBe('p1')
})

test('whoever will not choose a project is signed out and may start again', async () => {
  const sent = serve({
    'GET /api/clouds': [...clouds(lab), ...clouds(lab)],
    'POST /api/session': [() => Response.json({ ...session, account: null }, { status: 201 })],
    'DELETE /api/session': [() => new Response(null, { status: 204 })],
  })
  const screen = await openPage()
  await fillIn(screen)
  await screen.getByRole('button', { name: 'Sign in as somebody else' }).click()
  await expect.element(screen.getByLabelText('Username')).toBeVisible()
  expect(sent.map(({ call }) => call)).toContain('DELETE /api/session')
})

test('a demo account signs in with one press', async () => {
  const sent = serve({
    'GET /api/clouds': clouds(demo, lab),
    'POST /api/session': [() => Response.json({ ...session, flavour: 'rackspace' }, { status: 201 })],
  })
  const screen = await openPage()
  const button = screen.getByRole('button', { name: 'Sign in as producer' })
  await expect.element(button).toHaveAccessibleDescription(/ada.*728391/)
  await button.click()
  await expect.element(screen.getByRole('heading', { name: 'Images' })).toBeVisible()
  expect(sent.at(-1)?.body).toEqual({ cloud: 'demo', method: 'password', username: 'ada', password: 'public' })
})

test('nothing is sent while a field is missing', async () => {
  const sent = serve({ 'GET /api/clouds': clouds(lab) })
  const screen = await openPage()
  await screen.getByLabelText('Username').fill('ada')
  await submit(screen)
  await expect.element(screen.getByLabelText('Password')).toBeInvalid()
  await expect.element(screen.getByLabelText('Password')).toHaveFocus()
  expect(sent.map(({ call }) => call)).toEqual(['GET /api/clouds'])
})

test('without a cloud, or without an answer, the page says what to do', async () => {
  serve({ 'GET /api/clouds': [() => problem('internal', 500), ...clouds()] })
  const screen = await openPage()
  await expect.element(screen.getByText('req-7')).toBeVisible()
  await screen.getByRole('button', { name: 'Retry' }).click()
  await expect.element(screen.getByRole('heading', { name: 'No cloud is configured' })).toBeVisible()
})
