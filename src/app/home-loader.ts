import type { QueryClient } from '@tanstack/react-query'
import { redirect } from 'react-router'

import { sessionQueries } from '#api/session.ts'
import { paths } from '#lib/paths.ts'

/** The root address leads to the images of the session's default region; null when there is no region at all. */
export const homeLoader = (client: QueryClient) => async () => {
  const session = await client.ensureQueryData(sessionQueries.current())
  const region = session?.defaultRegion ?? session?.regions[0]
  return region === undefined ? null : redirect(paths.images(region))
}
