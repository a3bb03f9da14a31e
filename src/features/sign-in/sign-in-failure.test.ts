import { expect, test } from 'vitest'

import { ApiError } from '#api/errors.ts'
import type { ProblemKind } from '#lib/contract.ts'

import { type SignInAttempt, signInFailure } from './sign-in-failure.ts'

const attempt: SignInAttempt = { flavour: 'openstack', cloudLabel: 'Lab', method: 'password' }

const failure = (problem: ProblemKind, more: { retryAfterSeconds?: number } = {}, over: Partial<SignInAttempt> = {}) =>
  signInFailure(
    new ApiError({ kind: 'proxy', problem, detail: 'As the server puts it.', ...more }, { requestId: 'req-1' }),
    { ...attempt, ...over },
  )

const kinds: ProblemKind[] = [
  'wrong-credentials',
  'wrong-passcode',
  'challenge-expired',
  'account-disabled',
  'second-factor-setup-wanted',
  'second-factor-unsupported',
  'project-refused',
  'no-project',
  'no-image-service',
  'session-too-large',
  'identity-unreachable',
  'identity-malformed',
  'upstream-timeout',
  'too-many-attempts',
  'unknown-cloud',
  'cross-site',
  'shutting-down',
]

test('every way signing in can fail has its own title and its own sentence', () => {
  const failures = kinds.map((kind) => failure(kind))
  expect(new Set(failures.map(({ title }) => title)).size).toBe(kinds.length)
  expect(new Set(failures.map(({ detail }) => detail)).size).toBe(kinds.length)
})

test('wrong credentials say which proof was refused', () => {
  const details = (['password', 'apiKey', 'applicationCredential'] as const).map(
    (method) => failure('wrong-credentials', {}, { method }).detail,
  )
  expect(details[0]).toContain('password')
  expect(details[1]).toContain('API key')
  expect(details[2]).toContain('application credential')
})

test.each([
  [1, 'in a second'],
  [40, 'in 40 seconds'],
  [60, 'in a minute'],
  [150, 'in 3 minutes'],
])('a lock of %d s is told as "%s"', (retryAfterSeconds, words) => {
  expect(failure('too-many-attempts', { retryAfterSeconds }).detail).toContain(words)
})

test('what has no words here is told in the server’s, with the request ID to quote', () => {
  expect(failure('internal')).toMatchObject({
    detail: 'As the server puts it.',
    requestId: 'req-1',
    isWorthReporting: true,
  })
})

test('a server that does not answer is not blamed on the cloud', () => {
  expect(signInFailure(new ApiError({ kind: 'unreachable' }), attempt).title).toContain('dashboard')
})
