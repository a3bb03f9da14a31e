import { useState } from 'react'
import { Form } from 'react-aria-components'
import { no, yes } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/text-field.tsx'

interface ViewNameDialogProps {
  title: string
  initial: string
  /** Names in use: saving under one of them replaces that view. */
  taken: readonly string[]
  onSave: (name: string) => void
  onClose: () => void
}

const LONGEST_NAME = 80

export function ViewNameDialog({ title, initial, taken, onSave, onClose }: ViewNameDialogProps) {
  const [typed, setTyped] = useState(initial)
  const name = typed.trim()
  const replaces = name !== initial && taken.includes(name)
  return (
    <Dialog
      title={title}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={(close) => (
        <>
          <Button onPress={close}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="view-name"
            verdict={name === '' ? no('Give the view a name.') : yes}
          >
            {replaces ? 'Replace' : 'Save'}
          </Button>
        </>
      )}
    >
      <Form
        id="view-name"
        onSubmit={(event) => {
          event.preventDefault()
          if (name !== '') onSave(name)
        }}
      >
        <TextField
          label="Name"
          value={typed}
          onChange={setTyped}
          maxLength={LONGEST_NAME}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog with one field
          autoFocus
          {...(replaces && { description: 'A view of this name exists; it will be replaced.' })}
        />
      </Form>
    </Dialog>
  )
}
