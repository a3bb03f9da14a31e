/** The numbers beside the rail's links; nothing where nothing waits. */
import { Count } from '#ui/badge.tsx'

import { useInvitationsBadge } from './use-invitations-badge.ts'
import { useTransfersBadge } from './use-transfers-badge.ts'

interface BadgeProps {
  region: string
}

export const TransfersBadge = ({ region }: BadgeProps) => <Waiting {...useTransfersBadge(region)} />

export const InvitationsBadge = ({ region }: BadgeProps) => {
  const waiting = useInvitationsBadge(region)
  return waiting && <Waiting {...waiting} />
}

const Waiting = (count: { value: number; label: string }) => count.value > 0 && <Count {...count} tone="accent" />
