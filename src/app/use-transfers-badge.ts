import { transferStuckSince } from '#api/stuck.ts'
import { isEnded } from '#api/transfers.ts'
import { useSession } from '#api/use-session.ts'
import { useTransfers } from '#api/use-transfers.ts'
import { useNow } from '#ui/use-now.ts'

/** How many transfers run; those that are stuck are left out, or the number would never go away. */
export function useTransfersBadge(region: string): { value: number; label: string } {
  const transfers = useTransfers(useSession(), region)
  const now = useNow(60_000)
  const value = transfers.filter((one) => !isEnded(one) && transferStuckSince(one, now) === null).length
  return { value, label: `${value} running` }
}
