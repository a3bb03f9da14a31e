import { useQuery } from '@tanstack/react-query'
import { CloudOff } from 'lucide-react'
import { type ReactNode, useRef } from 'react'

import { faultText } from '#api/fault-text.ts'
import { sessionQueries } from '#api/session.ts'
import type { CloudChoice } from '#lib/contract.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/state-panel.tsx'

import { CredentialsStep } from './credentials-step.tsx'
import { FailureNote } from './failure-note.tsx'
import { PasscodeStep } from './passcode-step.tsx'
import { ProjectStep } from './project-step.tsx'
import { lastProject } from './remembered.ts'
import { useSignIn } from './use-sign-in.ts'

/** Everything about signing in. @param next path within the app to open afterwards */
export function SignIn({ next }: { next: string }) {
  const { data: clouds, error, refetch, isFetching } = useQuery(sessionQueries.clouds())
  if (clouds) {
    const [first] = clouds
    return first ? <Steps clouds={clouds} first={first} next={next} /> : <NoCloud />
  }
  if (error) {
    const { title, detail } = faultText(error, 'The list of clouds')
    return (
      <Titled title="Sign in">
        <ErrorState
          look="inline"
          title={title}
          detail={detail}
          requestId={error.requestId}
          isRetrying={isFetching}
          onRetry={() => void refetch()}
        />
      </Titled>
    )
  }
  return (
    <Titled title="Sign in">
      <div role="status" aria-label="Loading the list of clouds" className="flex flex-col gap-5">
        {['w-10', 'w-16', 'w-14'].map((width) => (
          <div key={width} className="flex flex-col gap-2">
            <Skeleton className={`h-3 ${width}`} />
            <Skeleton className="h-control w-full" />
          </div>
        ))}
      </div>
    </Titled>
  )
}

function Steps({ clouds, first, next }: { clouds: readonly CloudChoice[]; first: CloudChoice; next: string }) {
  const flow = useSignIn(clouds, next)
  const passcodeRef = useRef<HTMLInputElement>(null)
  const { step, failure, isPending } = flow
  const note = failure && <FailureNote {...failure} />
  switch (step.at) {
    case 'credentials':
      return (
        <Titled title="Sign in">
          <CredentialsStep clouds={clouds} first={first} flow={flow} />
        </Titled>
      )
    case 'passcode':
      return (
        <Titled title="Enter your passcode">
          <PasscodeStep
            cloudLabel={step.cloud.label}
            username={step.username}
            onSubmit={(passcode) =>
              flow.send(step.cloud, { cloud: step.cloud.name, method: 'passcode', passcode }, () =>
                passcodeRef.current?.select(),
              )
            }
            onBack={flow.leave}
            isPending={isPending}
            note={note}
            inputRef={passcodeRef}
          />
        </Titled>
      )
    case 'project':
      return (
        <Titled title="Choose a project">
          <ProjectStep
            cloudLabel={step.session.cloudLabel}
            userName={step.session.user.name}
            projects={step.session.projects ?? []}
            suggested={lastProject(step.session)}
            onChoose={flow.chooseProject}
            onLeave={flow.leave}
            isPending={isPending}
            note={note}
          />
        </Titled>
      )
    default:
      return step satisfies never
  }
}

function NoCloud() {
  return (
    <Titled title="Sign in">
      <EmptyState
        icon={<CloudOff />}
        title="No cloud is configured"
        detail={
          <>
            The server found no cloud in its <code className="font-mono text-xs">clouds.yaml</code>. Its operator can
            add one, or start it with <code className="font-mono text-xs">--demo</code> to look around.
          </>
        }
      />
    </Titled>
  )
}

/** The button that led to a step is gone, and the focus with it: the step's heading takes it, unless a field does. */
const takeLostFocus = (heading: HTMLHeadingElement | null) => {
  if (document.activeElement === document.body) heading?.focus()
}

function Titled({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <PageTitle title={title} />
      <h1
        key={title}
        ref={takeLostFocus}
        tabIndex={-1}
        className="mb-6 text-2xl font-semibold tracking-tight outline-none"
      >
        {title}
      </h1>
      {children}
    </>
  )
}
