import { useRef, useState } from 'react'

import type { CloudChoice } from '#lib/contract.ts'

import { CloudField } from './cloud-field.tsx'
import { CredentialsForm } from './credentials-form.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import { demoRequest, emptyDraft, requestOf } from './draft.ts'
import { FailureNote } from './failure-note.tsx'
import { lastCloud } from './remembered.ts'
import type { useSignIn } from './use-sign-in.ts'

interface CredentialsStepProps {
  clouds: readonly CloudChoice[]
  first: CloudChoice
  flow: ReturnType<typeof useSignIn>
}

/** Which cloud, and who: by a demo account, or by the form. */
export function CredentialsStep({ clouds, first, flow }: CredentialsStepProps) {
  const [cloud, setCloud] = useState(() => clouds.find(({ name }) => name === lastCloud()) ?? first)
  const [draft, setDraft] = useState(emptyDraft)
  const [entry, setEntry] = useState<'demo' | 'form'>('form')
  const secretRef = useRef<HTMLInputElement>(null)

  const { failure, isPending, sent } = flow
  const note = failure && <FailureNote {...failure} />
  const pendingDemo = entry === 'demo' && isPending && sent?.method === 'password' ? sent.username : null

  return (
    <div className="flex flex-col gap-5">
      <CloudField
        clouds={clouds}
        cloud={cloud}
        onChange={(chosen) => {
          setCloud(chosen)
          flow.forgetFailure()
        }}
      />
      {cloud.demo && (
        <>
          {entry === 'demo' && note}
          <DemoAccounts
            cloud={cloud}
            accounts={cloud.demo.accounts}
            pending={pendingDemo}
            onChoose={(account) => {
              if (isPending) return
              setEntry('demo')
              flow.send(cloud, demoRequest(cloud, account))
            }}
          />
          <div aria-hidden className="flex items-center gap-3 text-xs text-ink-3">
            <span className="h-px flex-1 bg-line" />
            or with your own credentials
            <span className="h-px flex-1 bg-line" />
          </div>
        </>
      )}
      <CredentialsForm
        // Another cloud takes other methods: its tabs start anew, what was typed stays.
        key={cloud.name}
        cloud={cloud}
        draft={draft}
        onDraftChange={setDraft}
        onMethodChange={flow.forgetFailure}
        onSubmit={(method) => {
          setEntry('form')
          // What was refused is selected, so that typing replaces it; the username stays.
          flow.send(cloud, requestOf(cloud, method, draft), () => secretRef.current?.select())
        }}
        isPending={isPending && entry === 'form'}
        note={entry === 'form' && note}
        secretRef={secretRef}
      />
    </div>
  )
}
