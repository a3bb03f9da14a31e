import { useMutation } from '@tanstack/react-query'

import { wipeCatalogStore } from '#api/catalog-store.ts'
import { faultText } from '#api/fault-text.ts'
import { sessionActions } from '#api/session.ts'
import { paths } from '#lib/paths.ts'
import { notify } from '#ui/toast.ts'

import { basePath } from './base-path.ts'

/** Signs out and loads the sign-in page afresh: nothing of the account stays in this page's memory, nor in the
 * browser's store. */
export function useSignOut() {
  const { mutate, isPending } = useMutation(sessionActions.signOut())
  const signOut = () =>
    mutate(undefined, {
      onSuccess: () => void wipeCatalogStore().then(() => window.location.assign(`${basePath}${paths.signIn()}`)),
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
