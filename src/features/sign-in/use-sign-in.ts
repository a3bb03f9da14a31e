import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import { sessionActions, sessionQueries } from '#api/session.ts'
import type { CloudChoice, Session, SignInRequest } from '#lib/contract.ts'

import { rememberCloud, rememberProject } from './remembered.ts'
import { problemOf, requestFailure, type SignInFailure } from './sign-in-failure.ts'

/** Where signing in stands. */
export type SignInStep =
  | { at: 'credentials' }
  /** The password was right; the cloud's challenge for a passcode waits in the server's cookie. */
  | { at: 'passcode'; cloud: CloudChoice; username: string }
  /** Signed in to Keystone, in no project yet. Also where a reload in the middle comes back to. */
  | { at: 'project'; session: Session }

/**
 * The course of signing in, from the first try to the page asked for.
 * @param next path within the app to open once signed in
 */
export function useSignIn(clouds: readonly CloudChoice[], next: string) {
  const navigate = useNavigate()
  const { data: current } = useQuery({ ...sessionQueries.current(), enabled: false })
  const [challenge, setChallenge] = useState<{ cloud: CloudChoice; username: string } | null>(null)
  const signIn = useMutation(sessionActions.signIn())
  const chooseProject = useMutation(sessionActions.chooseProject())
  const signOut = useMutation(sessionActions.signOut())

  const step: SignInStep =
    current && !current.account
      ? { at: 'project', session: current }
      : challenge
        ? { at: 'passcode', ...challenge }
        : { at: 'credentials' }

  const enter = (session: Session) => {
    if (!session.account) return
    if (session.flavour === 'openstack') rememberProject(session, session.account.id)
    void navigate(next, { replace: true })
  }

  const send = (cloud: CloudChoice, request: SignInRequest, onRefused?: () => void) =>
    signIn.mutate(request, {
      onSuccess: (session) => {
        rememberCloud(cloud.name)
        enter(session)
      },
      onError: (error) => {
        const problem = problemOf(error)
        if (problem === 'passcode-wanted' && 'username' in request) setChallenge({ cloud, username: request.username })
        if (problem === 'challenge-expired') setChallenge(null)
        if (problem === 'wrong-credentials' || problem === 'wrong-passcode') onRefused?.()
      },
    })

  return {
    step,
    /** The request under way or last sent. */
    sent: signIn.variables,
    isPending: signIn.isPending || chooseProject.isPending,
    failure: failureOf(),
    send,
    /** Forgets the last failure: it is about what the form no longer shows. */
    forgetFailure: () => signIn.reset(),
    chooseProject: (projectId: string) => chooseProject.mutate(projectId, { onSuccess: enter }),
    /** Back to the first step; a session without a project is ended upstream too. */
    leave: () => {
      signIn.reset()
      chooseProject.reset()
      setChallenge(null)
      if (current) signOut.mutate()
    },
  }

  function failureOf(): SignInFailure | null {
    const sent = signIn.variables
    const cloud = clouds.find(({ name }) => name === (sent?.cloud ?? current?.cloud))
    return requestFailure(chooseProject.error ?? signOut.error ?? signIn.error, sent, {
      flavour: cloud?.flavour ?? 'openstack',
      cloudLabel: cloud?.label ?? 'The cloud',
    })
  }
}
