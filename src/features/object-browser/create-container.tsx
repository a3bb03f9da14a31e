/** A new container, its name checked while it is typed. */
import { useMutation } from '@tanstack/react-query'
import { FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { faultText } from '#api/fault-text.ts'
import { objectActions } from '#api/object-store.ts'
import { containerNameVerdict } from '#api/object-store-names.ts'
import type { SignedIn } from '#api/session.ts'
import { Button } from '#ui/button.tsx'
import { ErrorState } from '#ui/state-panel.tsx'
import { TextField } from '#ui/text-field.tsx'

interface CreateContainerProps {
  session: SignedIn
  region: string
  onCreated: (name: string) => void
  /** The export task refuses more names than the storage does. */
  forExport?: boolean
}

export function CreateContainer({ session, region, onCreated, forExport = true }: CreateContainerProps) {
  const [name, setName] = useState<string | null>(null)
  const { mutate, isPending, error } = useMutation({
    ...objectActions.createContainer(session, region),
    onError: () => {},
  })
  if (name === null)
    return (
      <Button icon={<FolderPlus aria-hidden />} onPress={() => setName('')}>
        New container
      </Button>
    )
  const verdict = containerNameVerdict(name, { forExport })
  const refusal = verdict.ok || name === '' ? null : verdict.reason
  const create = () =>
    mutate(name, {
      onSuccess: () => {
        setName(null)
        onCreated(name)
      },
    })
  return (
    <form
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (verdict.ok) create()
      }}
    >
      <TextField
        label="Name of the new container"
        isLabelHidden
        placeholder="Name of the new container"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the button that was pressed has become this field
        autoFocus
        autoComplete="off"
        value={name}
        onChange={setName}
        error={refusal}
        className="w-64"
      />
      <Button type="submit" variant="primary" verdict={verdict} isPending={isPending}>
        Create
      </Button>
      <Button onPress={() => setName(null)}>Cancel</Button>
      {/* Not the field's own fault: a field at fault keeps its form from being sent, also once more. */}
      {error && <ErrorState look="inline" {...faultText(error, 'The container')} requestId={error.requestId} />}
    </form>
  )
}
