import { Pencil } from 'lucide-react'
import { useState } from 'react'

import { Button, IconButton } from './button.tsx'
import { Popover, PopoverTrigger } from './popover.tsx'
import { TextField } from './text-field.tsx'

export interface AccountNameProps {
  /** Account number or project ID. */
  id: string
  /** What it is called; null when nobody has named it. */
  name: string | null
  /** Absent where the name is not the reader's to give. */
  onRename?: ((name: string) => void) | undefined
  longestName: number
}

/** An account by its name, with its ID below: numbers alone say little, names alone prove nothing. */
export function AccountName({ id, name, onRename, longestName }: AccountNameProps) {
  return (
    <span className="group/account flex min-w-0 items-center gap-1">
      <span className="flex min-w-0 flex-col">
        {name !== null && (
          <bdi className="truncate font-medium" title={name}>
            {name}
          </bdi>
        )}
        <span className={`truncate font-mono text-xs ${name === null ? 'text-ink' : 'text-ink-3'}`} title={id}>
          {id}
        </span>
      </span>
      {onRename && <Rename id={id} name={name} onRename={onRename} longestName={longestName} />}
    </span>
  )
}

function Rename({ id, name, onRename, longestName }: Required<AccountNameProps>) {
  return (
    <PopoverTrigger>
      <IconButton
        size="sm"
        aria-label={name === null ? `Name ${id}` : `Rename ${name}`}
        className="opacity-0 group-hover/account:opacity-100 data-focus-visible:opacity-100 data-pressed:opacity-100 pointer-coarse:opacity-100"
      >
        <Pencil aria-hidden />
      </IconButton>
      <Popover label={`Name of ${id}`}>
        {(close) => (
          <RenameForm
            id={id}
            name={name}
            longestName={longestName}
            onRename={(next) => {
              onRename?.(next)
              close()
            }}
          />
        )}
      </Popover>
    </PopoverTrigger>
  )
}

function RenameForm({ id, name, onRename, longestName }: Required<AccountNameProps>) {
  const [text, setText] = useState(name ?? '')
  return (
    <form
      className="flex w-64 flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onRename?.(text)
      }}
    >
      <TextField
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the panel holds this one field and was opened for it
        autoFocus
        label={`Name for ${id}`}
        description="Kept in this browser only. Leave it empty to take the name away."
        value={text}
        onChange={setText}
        maxLength={longestName}
        autoComplete="off"
      />
      <Button type="submit" variant="primary" className="self-end">
        Save name
      </Button>
    </form>
  )
}
