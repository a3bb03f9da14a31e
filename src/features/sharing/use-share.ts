/** Shares an image with several accounts, one after the other, and tells how each of them ended. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, isSessionOver } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import { changeImage, type WriteTarget } from '#api/image-writes.ts'
import type { ImageRef } from '#api/images.ts'
import { limitSentence, memberFailure, memberLimit } from '#api/members-failure.ts'
import { addMember } from '#api/members-writes.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'

/** Of one account; `waiting` until its turn has come. */
export type ShareOutcome = { state: 'waiting' | 'shared' } | { state: 'refused'; reason: string }

export interface ShareResult {
  id: string
  outcome: ShareOutcome
}

/** Upstream only shared images have members; Rackspace adds them to private ones. Source: "Members". */
export const needsSharedVisibility = (image: Image, { flavour }: SignedIn) =>
  flavour === 'openstack' && image.visibility === 'private'

/** The image was made public or the like meanwhile. */
class CannotShare extends Error {}

const makeShared = (target: WriteTarget) =>
  changeImage(
    target,
    ({ visibility }) => {
      if (visibility === 'shared') return []
      if (visibility !== 'private')
        throw new CannotShare(`The image has become ${visibility}: only a shared image has members.`)
      return [{ op: 'replace', path: '/visibility', value: 'shared' }]
    },
    'Made shared, so that it can have members',
  )

export function useShare(session: SignedIn, ref: ImageRef, image: Image) {
  const client = useQueryClient()
  const [results, setResults] = useState<readonly ShareResult[]>([])
  /** The most members the cloud allows, once it has said so. */
  const [limit, setLimit] = useState<number | null>(null)
  const target = { client, session, ref }

  const settle = (id: string, outcome: ShareOutcome) =>
    setResults((now) => now.map((one) => (one.id === id ? { id, outcome } : one)))
  const refuseAll = (ids: readonly string[], reason: string) => {
    for (const id of ids) settle(id, { state: 'refused', reason })
  }

  const share = async (ids: readonly string[]) => {
    setResults((now) => [
      ...now.filter(({ id }) => !ids.includes(id)),
      ...ids.map((id) => ({ id, outcome: { state: 'waiting' } as const })),
    ])
    if (needsSharedVisibility(image, session)) {
      try {
        await makeShared(target)
      } catch (error) {
        refuseAll(ids, `The image could not be made shared. ${reasonOf(error)}`)
        if (isSessionOver(error)) throw error
        return
      }
    }
    // One by one: only so is a limit on members met exactly.
    for (const [at, id] of ids.entries()) {
      try {
        await addMember(target, image, id)
        settle(id, { state: 'shared' })
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        const reached = memberLimit(error)
        if (reached !== null) {
          setLimit(reached)
          refuseAll(ids.slice(at), limitSentence(reached))
          return
        }
        settle(id, { state: 'refused', reason: memberFailure(error, 'add', session.flavour) })
        if (isSessionOver(error)) throw error
      }
    }
  }

  const { mutateAsync, isPending } = useMutation({ mutationFn: share })
  return {
    results,
    limit,
    isSharing: isPending,
    /** Ends when every account has been tried. */
    share: (ids: readonly string[]) => mutateAsync(ids).catch(() => undefined),
    clear: () => setResults([]),
  }
}

const reasonOf = (error: unknown) => {
  if (error instanceof ApiError) return faultText(error, 'The change').detail
  if (error instanceof CannotShare) return error.message
  throw error
}
