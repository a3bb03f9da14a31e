import { type ReactNode, type Ref, useState } from 'react'
import { Form } from 'react-aria-components'

import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'

interface PasscodeStepProps {
  cloudLabel: string
  username: string
  onSubmit: (passcode: string) => void
  onBack: () => void
  isPending: boolean
  note: ReactNode
  inputRef: Ref<HTMLInputElement>
}

/** The second factor: the password was right, the cloud asks for a passcode too. */
export function PasscodeStep({ cloudLabel, username, onSubmit, onBack, isPending, note, inputRef }: PasscodeStepProps) {
  const [passcode, setPasscode] = useState('')
  return (
    <Form
      aria-label="Passcode"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) onSubmit(passcode.replaceAll(/\s/g, ''))
      }}
      className="flex flex-col gap-4"
    >
      <p className="text-ink-2">
        The password of <strong className="font-medium text-ink">{username}</strong> is right. {cloudLabel} also asks
        for the passcode your authenticator shows now.
      </p>
      {note}
      <TextField
        label="Passcode"
        name="passcode"
        value={passcode}
        onChange={setPasscode}
        autoComplete="one-time-code"
        inputMode="numeric"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the step is this one field, and a press led here
        autoFocus
        isMono
        isRequired
        inputRef={inputRef}
      />
      <div className="flex flex-col gap-2">
        <Button type="submit" variant="primary" size="lg" isPending={isPending} className="w-full">
          Continue
        </Button>
        <Button variant="ghost" size="lg" onPress={onBack} className="w-full">
          Sign in as somebody else
        </Button>
      </div>
    </Form>
  )
}
