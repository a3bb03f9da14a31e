import { type ReactNode, type Ref, useState } from 'react'
import { Form } from 'react-aria-components'

import type { CloudChoice, SignInMethod } from '#lib/contract.ts'
import { Button } from '#ui/button.tsx'
import { Tabs } from '#ui/tabs.tsx'

import type { SignInDraft } from './draft.ts'
import { MethodFields } from './method-fields.tsx'

const methodLabels: Record<SignInMethod, string> = {
  password: 'Password',
  apiKey: 'API key',
  applicationCredential: 'Application credential',
}

interface CredentialsFormProps {
  cloud: CloudChoice
  draft: SignInDraft
  onDraftChange: (draft: SignInDraft) => void
  onMethodChange: () => void
  onSubmit: (method: SignInMethod) => void
  isPending: boolean
  /** Why the last try failed. */
  note: ReactNode
  secretRef: Ref<HTMLInputElement>
  /** The draft's username stands: only the proof is asked for. */
  isUserKnown?: boolean
}

/** Who one is, in one of the ways the cloud takes. */
export function CredentialsForm({
  cloud,
  draft,
  onDraftChange,
  onMethodChange,
  onSubmit,
  isPending,
  note,
  secretRef,
  isUserKnown = false,
}: CredentialsFormProps) {
  const [wanted, setWanted] = useState<SignInMethod>('password')
  const method = cloud.methods.includes(wanted) ? wanted : (cloud.methods[0] ?? 'password')

  const form = (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) onSubmit(method)
      }}
      className="flex flex-col gap-3"
    >
      {note}
      <MethodFields
        cloud={cloud}
        method={method}
        draft={draft}
        onChange={onDraftChange}
        secretRef={secretRef}
        isUserKnown={isUserKnown}
      />
      <Button type="submit" size="lg" variant="primary" isPending={isPending} className="mt-1 w-full">
        Sign in
      </Button>
    </Form>
  )
  if (cloud.methods.length < 2) return form
  return (
    <Tabs
      label="Way to sign in"
      look="segment"
      items={cloud.methods.map((id) => ({ id, label: methodLabels[id], content: id === method ? form : null }))}
      selected={method}
      onSelect={(id) => {
        setWanted(id)
        onMethodChange()
      }}
      panelClassName="pt-4"
    />
  )
}
