import type { Ref } from 'react'

import type { CloudChoice, SignInMethod } from '#lib/contract.ts'
import { TextField } from '#ui/text-field.tsx'

import type { SignInDraft } from './draft.ts'

interface MethodFieldsProps {
  cloud: CloudChoice
  method: SignInMethod
  draft: SignInDraft
  onChange: (draft: SignInDraft) => void
  /** The field that proves who one is: it gets the focus when the proof was refused. */
  secretRef: Ref<HTMLInputElement>
  isUserKnown: boolean
}

/** The fields of one way to sign in. Names tell password managers what is what. */
export function MethodFields({ cloud, method, draft, onChange, secretRef, isUserKnown }: MethodFieldsProps) {
  const set = (field: keyof SignInDraft) => ({
    value: draft[field],
    onChange: (value: string) => onChange({ ...draft, [field]: value }),
  })
  const username = (
    <TextField
      {...set('username')}
      label="Username"
      name="username"
      autoComplete="username"
      autoCorrect="off"
      spellCheck="false"
      isReadOnly={isUserKnown}
      isRequired
    />
  )
  switch (method) {
    case 'password':
      return (
        <>
          {username}
          <TextField
            {...set('password')}
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            inputRef={secretRef}
            isRequired
          />
          {cloud.flavour === 'openstack' && (
            <TextField
              {...set('userDomain')}
              label="User domain"
              name="userDomain"
              placeholder="Default"
              autoComplete="off"
              spellCheck="false"
              description="Name or ID. Leave empty unless your users live in another one."
            />
          )}
        </>
      )
    case 'apiKey':
      return (
        <>
          {username}
          <TextField
            {...set('apiKey')}
            label="API key"
            name="apiKey"
            type="password"
            autoComplete="off"
            inputRef={secretRef}
            isRequired
          />
        </>
      )
    case 'applicationCredential':
      return (
        <>
          <TextField
            {...set('credentialId')}
            label="Application credential ID"
            name="credentialId"
            autoComplete="off"
            spellCheck="false"
            isMono
            isRequired
          />
          <TextField
            {...set('credentialSecret')}
            label="Application credential secret"
            name="credentialSecret"
            type="password"
            autoComplete="off"
            inputRef={secretRef}
            isRequired
          />
        </>
      )
    default:
      return method satisfies never
  }
}
