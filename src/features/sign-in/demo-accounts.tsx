import { ArrowRight, LoaderCircle } from 'lucide-react'
import { Button } from 'react-aria-components'

import { accountWord } from '#lib/account-word.ts'
import type { CloudChoice, DemoAccount } from '#lib/contract.ts'

interface DemoAccountsProps {
  cloud: CloudChoice
  accounts: readonly DemoAccount[]
  /** Username of the one on its way in. */
  pending: string | null
  onChoose: (account: DemoAccount) => void
}

/** The accounts of a demo cloud, one press each. Their passwords are public by design, so nobody needs to type them. */
export function DemoAccounts({ cloud, accounts, pending, onChoose }: DemoAccountsProps) {
  return (
    <section aria-label={`Demo accounts of ${cloud.label}`} className="flex flex-col gap-1.5">
      <h2 className="text-xs font-medium text-ink-2">Demo accounts</h2>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {accounts.map((account) => (
          <li
            key={account.username}
            className="group relative flex items-center gap-3 px-3 py-2 transition-colors duration-100 has-data-hovered:bg-hover has-data-pressed:bg-sunken"
          >
            {/* The button's name is its words and no more, but the whole row can be pressed: its after element covers it. */}
            <Button
              aria-disabled={pending === account.username}
              aria-describedby={`demo-${account.username}`}
              onPress={() => onChoose(account)}
              className="min-w-0 flex-1 cursor-default truncate text-left outline-none after:absolute after:inset-0 data-focus-visible:after:rounded-md data-focus-visible:after:outline-2 data-focus-visible:after:-outline-offset-2 data-focus-visible:after:outline-accent"
            >
              <span className="text-ink-3">Sign in as </span>
              <span className="font-medium">{account.role}</span>
            </Button>
            <span id={`demo-${account.username}`} className="min-w-0 truncate text-xs text-ink-3">
              {account.username} <span className="sr-only">, {accountWord(cloud.flavour)}</span>
              <span aria-hidden> · </span>
              {account.account}
            </span>
            {pending === account.username ? (
              <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-accent" />
            ) : (
              <ArrowRight
                aria-hidden
                className="size-4 shrink-0 text-ink-3 transition-transform duration-100 group-has-data-hovered:translate-x-0.5 group-has-data-hovered:text-accent"
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
