import { useQueries } from '@tanstack/react-query'

import { invitationQueries } from '#api/invitations.ts'
import { useSession } from '#api/use-session.ts'
import { ALL_REGIONS } from '#lib/paths.ts'

/** How many invitations wait for an answer; null while nobody knows. Looked at again while the page is in view. */
export function useInvitationsBadge(region: string): { value: number; label: string } | null {
  const session = useSession()
  const regions = region === ALL_REGIONS ? session.regions : [region]
  const lists = useQueries({ queries: regions.map((name) => invitationQueries.watch(session, name, 'pending')) })
  if (lists.every(({ data }) => data === undefined)) return null
  const value = lists.reduce((sum, { data }) => sum + (data?.images.length ?? 0), 0)
  return { value, label: `${value} waiting` }
}
