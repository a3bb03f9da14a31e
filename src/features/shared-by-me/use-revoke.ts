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

/** Between two pictures of the results: hundreds of rows drawn for each that ends would take longer than the cloud. */
const DRAW_MS = 150

export function useRevoke(session: SignedIn) {
  const client = useQueryClient()
  const [results, setResults] = useState<readonly RevokeResult[]>([])

  const revokeOne = async (share: Share, settle: (outcome: RevokeResult['outcome']) => void) => {
    const ref = { region: share.region, imageId: share.image.id }
    try {
      await removeMember({ client, session, ref }, share.image, share.member.member_id)
      settle('revoked')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      settle({ reason: memberFailure(error, 'remove', session.flavour) })
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
      const ended = new Map<string, RevokeResult['outcome']>()
      let timer: ReturnType<typeof setTimeout> | undefined
      const draw = () => {
        clearTimeout(timer)
        timer = undefined
        const news = new Map(ended)
        ended.clear()
        setResults((now) =>
          now.map((one) => (news.has(one.share.key) ? { ...one, outcome: news.get(one.share.key) ?? null } : one)),
        )
      }
      const revokeAndNote = (share: Share) =>
        revokeOne(share, (outcome) => {
          ended.set(share.key, outcome)
          timer ??= setTimeout(draw, DRAW_MS)
        })
      try {
        await runAll(shares, revokeAndNote, { limit: LANES })
      } finally {
        draw()
      }
    },
  })
  return { results, isRevoking: isPending, revoke: mutate, clear: () => setResults([]) }
}
