import { useMutation } from '@tanstack/react-query'
import { Boxes } from 'lucide-react'
import { useNavigate } from 'react-router'

import { faultText } from '#api/fault-text.ts'
import { sessionActions } from '#api/session.ts'
import { useSession } from '#api/use-session.ts'
import { paths } from '#lib/paths.ts'
import { Select } from '#ui/select.tsx'
import { notify } from '#ui/toast.ts'

/** Goes on in another Keystone project without signing in again. Plain text where that is impossible. */
export function ProjectSelect({ onChoose }: { onChoose?: () => void }) {
  const { account, projects, capabilities, flavour } = useSession()
  const navigate = useNavigate()
  const { mutate } = useMutation(sessionActions.chooseProject())

  if (!capabilities.switchProject || !projects || projects.length < 2) {
    return (
      <span className="flex h-control min-w-0 items-center gap-1.5 px-2.5 font-medium text-ink-2">
        <Boxes aria-hidden className="size-4 shrink-0 text-ink-3" />
        <span className="sr-only">{flavour === 'rackspace' ? 'Account' : 'Project'}: </span>
        <span className="truncate">{account.name}</span>
      </span>
    )
  }

  const choose = (project: string) => {
    if (project === account.id) return
    onChoose?.()
    mutate(project, {
      // What is on screen belongs to the old project, and its regions may differ: start at the new one's images.
      onSuccess: ({ defaultRegion, regions, account: chosen }) => {
        const region = defaultRegion ?? regions[0]
        void navigate(region ? paths.images(region) : '/')
        if (chosen) notify({ tone: 'info', title: `Now in project ${chosen.name}` })
      },
      onError: (error) => {
        const { title, detail } = faultText(error, 'The project')
        notify({ tone: 'bad', title, detail })
      },
    })
  }

  return (
    <Select
      label="Project"
      isLabelHidden
      look="quiet"
      icon={<Boxes aria-hidden />}
      options={projects.map(({ id, name, enabled }) => ({
        value: id,
        label: name,
        isDisabled: !enabled,
        ...(!enabled && { detail: 'This project is disabled.' }),
      }))}
      value={account.id}
      onChange={choose}
    />
  )
}
