/** Names for the accounts an image comes from or goes to: numbers say little. Kept in this browser, per holder. */
import { useCallback, useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { type Stored, stored } from '#lib/stored.ts'
import { holderOf, type SignedIn } from './session.ts'

const Labels = z.record(z.string(), z.string())
type AccountLabels = Readonly<Record<string, string>>

export const LONGEST_LABEL = 60

/** Name by account number or project ID. */
const accountLabels = (session: SignedIn): Stored<AccountLabels> =>
  stored(`account-labels:v1:${holderOf(session)}`, (json): AccountLabels => {
    const parsed = Labels.safeParse(json)
    return parsed.success ? parsed.data : {}
  })

/** Where a name comes from: `own` is the account itself, `cloud` the identity service, `label` the reader. */
export interface AccountName {
  name: string | null
  source: 'own' | 'cloud' | 'label' | 'none'
}

/** What an account is called: itself, as the reader named it, or as the identity service lists it for the session. */
function accountName(session: SignedIn, labels: AccountLabels, id: string): AccountName {
  const label = Object.hasOwn(labels, id) ? labels[id] : undefined
  if (id === session.account.id)
    return { name: session.flavour === 'rackspace' ? 'This account' : 'This project', source: 'own' }
  if (label) return { name: label, source: 'label' }
  const project = session.projects?.find((one) => one.id === id)
  return project ? { name: project.name, source: 'cloud' } : { name: null, source: 'none' }
}

/** Names an account; an empty name takes the name away. */
function setLabel(session: SignedIn, id: string, label: string): void {
  const labels = accountLabels(session)
  const others = Object.entries(labels.get()).filter(([account]) => account !== id)
  const text = label.trim().slice(0, LONGEST_LABEL)
  labels.set(Object.fromEntries(text === '' ? others : [...others, [id, text]]))
}

export function useAccountNames(session: SignedIn) {
  const labels = accountLabels(session)
  const now = useSyncExternalStore(labels.subscribe, labels.get)
  const nameOf = useCallback((id: string) => accountName(session, now, id), [session, now])
  const rename = useCallback((id: string, label: string) => setLabel(session, id, label), [session])
  return { nameOf, rename }
}
