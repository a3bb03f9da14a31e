import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import { faultText } from '#api/fault-text.ts'
import { holderOf, sessionActions, sessionQueries, type SignedIn } from '#api/session.ts'
import { accountWord } from '#lib/account-word.ts'
import type { CloudChoice, SignInRequest } from '#lib/contract.ts'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/state-panel.tsx'

import { CredentialsForm } from './credentials-form.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import { demoRequest, emptyDraft, requestOf } from './draft.ts'
import { FailureNote } from './failure-note.tsx'
import { PasscodeStep } from './passcode-step.tsx'
import { problemOf, requestFailure } from './sign-in-failure.ts'

/** Afresh, with nothing of what this page knows: the address is relative to the page's base. */
const leaveFor = (path: string) => window.location.assign(new URL(path.replace(/^\//, ''), document.baseURI))

/**
 * Over a page whose session has ended: its holder signs in again and goes on where they were. What they entered stays,
 * and what was asked meanwhile is done then. @param held the session as it was
 */
export function SessionRenewal({ held }: { held: SignedIn }) {
  const { data: clouds, error, refetch, isFetching } = useQuery(sessionQueries.clouds())
  const signOut = useMutation(sessionActions.signOut())
  const cloud = clouds?.find(({ name }) => name === held.cloud)
  const leave = () => signOut.mutate(undefined, { onSettled: () => leaveFor(paths.signIn()) })
  return (
    <Dialog
      isOpen
      isDismissable={false}
      title="Your session has ended"
      description={
        <>
          Sign in to {held.cloudLabel} again as <strong className="font-medium text-ink">{held.user.name}</strong>,{' '}
          {accountWord(held.flavour)} {held.account.name}, and go on. Nothing you entered is lost.
        </>
      }
      footer={
        <Button variant="ghost" isPending={signOut.isPending} onPress={leave}>
          Sign in as somebody else
        </Button>
      }
    >
      {cloud ? (
        <Renewal held={held} cloud={cloud} />
      ) : error ? (
        <ErrorState
          look="inline"
          {...faultText(error, 'The way to sign in')}
          requestId={error.requestId}
          isRetrying={isFetching}
          onRetry={() => void refetch()}
        />
      ) : clouds ? (
        <p className="text-ink-2">This cloud is no longer configured at the dashboard’s server.</p>
      ) : (
        <Skeleton className="h-control w-full" />
      )}
    </Dialog>
  )
}

function Renewal({ held, cloud }: { held: SignedIn; cloud: CloudChoice }) {
  const [draft, setDraft] = useState({ ...emptyDraft, username: held.user.name })
  const [isPasscodeAsked, setPasscodeAsked] = useState(false)
  const secretRef = useRef<HTMLInputElement>(null)
  const { mutate, reset, error, isPending, variables } = useMutation(sessionActions.renew(held))
  const send = (request: SignInRequest) =>
    mutate(request, {
      onSuccess: (session) => {
        if (holderOf(session) !== holderOf(held)) leaveFor('')
      },
      onError: (failed) => {
        const problem = problemOf(failed)
        if (problem === 'passcode-wanted') setPasscodeAsked(true)
        if (problem === 'challenge-expired') setPasscodeAsked(false)
        secretRef.current?.select()
      },
    })

  const failure = requestFailure(error, variables, held)
  const note = failure && <FailureNote {...failure} />
  if (isPasscodeAsked) {
    return (
      <PasscodeStep
        cloudLabel={held.cloudLabel}
        username={held.user.name}
        onSubmit={(passcode) => send({ cloud: cloud.name, method: 'passcode', passcode })}
        onBack={() => {
          setPasscodeAsked(false)
          reset()
        }}
        isPending={isPending}
        note={note}
        inputRef={secretRef}
      />
    )
  }
  const demo = cloud.demo?.accounts.filter(({ username }) => username === held.user.name) ?? []
  return (
    <div className="flex flex-col gap-4">
      {demo.length > 0 && (
        <DemoAccounts
          cloud={cloud}
          accounts={demo}
          pending={isPending ? held.user.name : null}
          onChoose={(account) => !isPending && send(demoRequest(cloud, account))}
        />
      )}
      <CredentialsForm
        cloud={cloud}
        draft={draft}
        onDraftChange={setDraft}
        onMethodChange={reset}
        onSubmit={(method) => send(requestOf(cloud, method, draft))}
        isPending={isPending}
        note={note}
        secretRef={secretRef}
        isUserKnown
      />
    </div>
  )
}
