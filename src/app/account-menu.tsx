import { CircleUserRound, LogOut } from 'lucide-react'

import { useSession } from '#api/use-session.ts'
import { accountWord } from '#lib/account-word.ts'
import { IconButton } from '#ui/button.tsx'
import { Menu, MenuItem, MenuTrigger } from '#ui/menu.tsx'

import { useSignOut } from './sign-out.ts'

/** Who is signed in, in which account, with which roles, and the way out. */
export function AccountMenu() {
  const { user, account, flavour, roles, cloudLabel } = useSession()
  const { signOut, isPending } = useSignOut()
  const word = accountWord(flavour)
  return (
    <MenuTrigger>
      <IconButton aria-label="Account" isPending={isPending}>
        <CircleUserRound aria-hidden />
      </IconButton>
      <Menu
        aria-label="Account"
        heading={
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs [&_dd]:break-words [&_dt]:text-ink-3">
            <div className="col-span-2 pb-1">
              <dt className="sr-only">User</dt>
              <dd className="text-sm font-medium">{user.name}</dd>
            </div>
            <dt>Cloud</dt>
            <dd>{cloudLabel}</dd>
            <dt className="capitalize">{word}</dt>
            <dd>
              {account.name}
              {account.name !== account.id && <span className="block font-mono text-2xs text-ink-3">{account.id}</span>}
            </dd>
            <dt>{roles.length === 1 ? 'Role' : 'Roles'}</dt>
            <dd>{roles.length === 0 ? 'none' : roles.join(', ')}</dd>
          </dl>
        }
      >
        <MenuItem icon={<LogOut aria-hidden />} onAction={signOut}>
          Sign out
        </MenuItem>
      </Menu>
    </MenuTrigger>
  )
}
