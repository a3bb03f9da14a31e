/** Takes the sharing with several accounts back, and offers to share again. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError, isSessionOver } from '#api/errors.ts'
import type { ImageRef } from '#api/images.ts'
import { memberFailure } from '#api/members-failure.ts'
import { addMember, removeMember } from '#api/members-writes.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { notify } from '#ui/toast.ts'

/** @param nameOf what an account is called in a message */
export function useRemove(session: SignedIn, ref: ImageRef, image: Image, nameOf: (id: string) => string) {
  const client = useQueryClient()
  const target = { client, session, ref }
  const words = (ids: readonly string[]) =>
    ids.length === 1 && ids[0] !== undefined ? nameOf(ids[0]) : `${ids.length} members`

  /** @returns those it was done for; failures are told one by one, and the end of the session ends it */
  const each = async (ids: readonly string[], act: 'add' | 'remove') => {
    const done: string[] = []
    for (const id of ids) {
      try {
        await (act === 'add' ? addMember(target, image, id) : removeMember(target, image, id))
        done.push(id)
      } catch (error) {
        if (!(error instanceof ApiError) || isSessionOver(error)) throw error
        notify({
          tone: 'bad',
          title: act === 'add' ? `Not shared again with ${nameOf(id)}` : `${nameOf(id)} was not removed`,
          detail: memberFailure(error, act, session.flavour),
        })
      }
    }
    return done
  }

  const restore = useMutation({
    mutationFn: (ids: readonly string[]) => each(ids, 'add'),
    onSuccess: (done) => {
      if (done.length > 0)
        notify({
          title: `Shared again with ${words(done)}`,
          detail: 'The status starts at pending, whatever it was before.',
        })
    },
  })
  const remove = useMutation({
    mutationFn: (ids: readonly string[]) => each(ids, 'remove'),
    onSuccess: (done) => {
      if (done.length === 0) return
      notify({
        title: `Removed ${words(done)}`,
        detail: 'Undo shares the image again; the status then starts at pending.',
        action: { label: 'Undo', onPress: () => restore.mutate(done) },
      })
    },
  })
  return { remove: remove.mutate, isRemoving: remove.isPending, removing: remove.variables ?? [] }
}
