/** News about sharing on every page: the cloud notifies nobody, so what has changed since the last look is told here. */
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useNavigate } from 'react-router'

import { useAccountNames } from '#api/account-labels.ts'
import { imageName } from '#api/image-facts.ts'
import { imageQueries } from '#api/images.ts'
import { invitationQueries } from '#api/invitations.ts'
import { holderOf, type SignedIn } from '#api/session.ts'
import type { SharingNews as News } from '#api/sharing-seen.ts'
import { answersWatch, watchSharing } from '#api/sharing-watch.ts'
import { notify } from '#ui/toast.ts'

import { newsNotices } from './sharing-notices.ts'

export function SharingNews({ session }: { session: SignedIn }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { nameOf } = useAccountNames(session)
  // What is offered in another region than the one at hand is news as well.
  useQueries({ queries: session.regions.map((region) => invitationQueries.watch(session, region, 'pending')) })
  useQuery(answersWatch(session))

  const imageNameOf = async ({ region, imageId }: News) => {
    const image = await client.fetchQuery(imageQueries.detail(session, { region, imageId })).catch(() => null)
    return (image && imageName(image)) ?? imageId
  }
  const tell = useEffectEvent(async (news: readonly News[]) => {
    for (const { path, ...notice } of await newsNotices(news, { accountNameOf: (id) => nameOf(id).name, imageNameOf }))
      notify({ ...notice, action: { label: 'Show', onPress: () => void navigate(path) } })
  })
  useEffect(
    () => watchSharing(client, session, (news) => void tell(news)),
    // A session of the same holder is the same: only its end is another.
    // oxlint-disable-next-line react/exhaustive-deps
    [client, holderOf(session)],
  )
  return null
}
