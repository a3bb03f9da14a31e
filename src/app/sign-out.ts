import { useMutation } from '@tanstack/react-query'

import { wipeCatalogStore } from '#api/catalog-store.ts'
import { faultText } from '#api/fault-text.ts'
import { sessionActions } from '#api/session.ts'
import { useSession } from '#api/use-session.ts'
import { paths } from '#lib/paths.ts'
import { wipeStored } from '#lib/stored.ts'
import { notify } from '#ui/toast.ts'

import { basePath } from './base-path.ts'

/** Signs out and loads the sign-in page afresh: nothing of the account stays in this page's memory, nor in the
 * browser's store. */
export function useSignOut() {
  const { cloud, user } = useSession()
  const { mutate, isPending } = useMutation(sessionActions.signOut())
  const forget = async () => {
    // Acts and drafts, of all accounts the user has switched to: keys name their holder.
    wipeStored(JSON.stringify([cloud, user.id]).slice(0, -1))
    await wipeCatalogStore()
    window.location.assign(`${basePath}${paths.signIn()}`)
  }
  const signOut = () =>
    mutate(undefined, {
      onSuccess: () => void forget(),
      onError: (error) => {
        const { detail } = faultText(error)
        notify({
          tone: 'bad',
          title: 'You are still signed in',
          detail,
          action: { label: 'Try again', onPress: signOut },
        })
      },
    })
  return { signOut, isPending }
}
