/** Takes many shares back, and tells how each of them ended. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, isSessionOver } from '#api/errors.ts'
import { memberFailure } from '#api/members-failure.ts'
import { removeMember } from '#api/members-writes.ts'
import type { SignedIn } from '#api/session.ts'
import { runAll } from '#lib/run-all.ts'
import type { Share } from './shares.ts'

export interface RevokeResult {
  share: Share
  /** Null while it has not ended. */
  outcome: 'revoked' | { reason: string } | null
}

/** Images written to at once. */
const LANES = 4

export function useRevoke(session: SignedIn) {
  const client = useQueryClient()
  const [results, setResults] = useState<readonly RevokeResult[]>([])

  const settle = (share: Share, outcome: RevokeResult['outcome']) =>
    setResults((now) => now.map((one) => (one.share.key === share.key ? { share, outcome } : one)))

  const revokeOne = async (share: Share) => {
    const ref = { region: share.region, imageId: share.image.id }
    try {
      await removeMember({ client, session, ref }, share.image, share.member.member_id)
      settle(share, 'revoked')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      settle(share, { reason: memberFailure(error, 'remove', session.flavour) })
      if (isSessionOver(error)) throw error
    }
  }

  const { mutate, isPending } = useMutation({
    mutationFn: async (shares: readonly Share[]) => {
      const keys = new Set(shares.map(({ key }) => key))
      setResults((now) => [
        ...now.filter(({ share }) => !keys.has(share.key)),
        ...shares.map((share) => ({ share, outcome: null })),
      ])
      await runAll(shares, revokeOne, { limit: LANES })
    },
  })
  return { results, isRevoking: isPending, revoke: mutate, clear: () => setResults([]) }
}
