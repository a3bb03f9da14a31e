import { type ReactNode, useState } from 'react'
import { Form, Radio, RadioGroup } from 'react-aria-components'

import type { Project } from '#lib/contract.ts'
import { no, yes } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { SearchField } from '#ui/search-field.tsx'

/** From this many on, a search field helps more than it disturbs. */
const MANY = 10

interface ProjectStepProps {
  cloudLabel: string
  userName: string
  projects: readonly Project[]
  /** ID of the project to begin with. */
  suggested: string | null
  onChoose: (projectId: string) => void
  onLeave: () => void
  isPending: boolean
  note: ReactNode
}

/** Keystone only: signed in, and now in which project? */
export function ProjectStep({
  cloudLabel,
  userName,
  projects,
  suggested,
  onChoose,
  onLeave,
  isPending,
  note,
}: ProjectStepProps) {
  const enabled = projects.filter((project) => project.enabled)
  const [chosen, setChosen] = useState(() => (enabled.find(({ id }) => id === suggested) ?? enabled[0])?.id ?? null)
  const [search, setSearch] = useState('')
  const needle = search.trim().toLowerCase()
  const found = projects.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(needle))

  return (
    <Form
      aria-label="Project"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== null && !isPending) onChoose(chosen)
      }}
      className="flex min-h-0 flex-col gap-4"
    >
      <p className="text-ink-2">
        Signed in to {cloudLabel} as <strong className="font-medium text-ink">{userName}</strong>. Choose the project to
        work in; you can switch later.
      </p>
      {note}
      {projects.length >= MANY && (
        <SearchField
          label="Find a project"
          placeholder="Find a project"
          value={search}
          onChange={setSearch}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the press that led here has lost its button
          autoFocus
        />
      )}
      <RadioGroup
        aria-label="Project"
        value={chosen}
        onChange={setChosen}
        className="max-h-80 divide-y divide-line overflow-auto rounded-lg border border-line bg-surface"
      >
        {found.map((project) => (
          <ProjectRow
            key={project.id}
            project={project}
            isLast={project.id === suggested}
            takesFocus={projects.length < MANY && project.id === chosen}
          />
        ))}
        {found.length === 0 && (
          <p className="px-3 py-4 text-center text-ink-3">No project has “{search}” in its name or ID.</p>
        )}
      </RadioGroup>
      <div className="flex flex-col gap-2">
        <Button
          type="submit"
          variant="primary"
          size="lg"
          isPending={isPending}
          verdict={chosen === null ? no('None of these projects is enabled. An administrator can enable one.') : yes}
          className="w-full"
        >
          Continue
        </Button>
        <Button variant="ghost" size="lg" onPress={onLeave} className="w-full">
          Sign in as somebody else
        </Button>
      </div>
    </Form>
  )
}

interface ProjectRowProps {
  project: Project
  isLast: boolean
  takesFocus: boolean
}

function ProjectRow({ project: { id, name, enabled }, isLast, takesFocus }: ProjectRowProps) {
  return (
    <Radio
      value={id}
      isDisabled={!enabled}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the press that led here has lost its button; Enter now continues
      autoFocus={takesFocus}
      className="group flex cursor-default items-center gap-3 px-3 py-2 -outline-offset-2 data-focus-visible:outline-2 data-focus-visible:outline-accent data-hovered:bg-hover data-selected:bg-accent-soft"
    >
      <span
        aria-hidden
        className="flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface group-data-disabled:bg-sunken group-data-selected:border-accent group-data-selected:bg-accent"
      >
        <span className="size-1.5 rounded-full bg-on-accent opacity-0 group-data-selected:opacity-100" />
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-medium group-data-disabled:text-ink-3">{name}</span>
        {enabled ? (
          name !== id && <span className="truncate font-mono text-2xs text-ink-3">{id}</span>
        ) : (
          <span className="text-xs text-ink-3">Disabled by an administrator</span>
        )}
      </span>
      {isLast && enabled && <span className="text-xs text-ink-3">last used</span>}
    </Radio>
  )
}
