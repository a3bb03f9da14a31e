import type { QueryClient } from '@tanstack/react-query'
import { type LoaderFunctionArgs, redirect, useSearchParams } from 'react-router'

import { sessionQueries } from '#api/session.ts'
import { SignIn } from '#features/sign-in/sign-in.tsx'
import { SignInScene } from '#features/sign-in/sign-in-scene.tsx'
import { pathWithinApp } from '#lib/paths.ts'

const nextOf = (params: URLSearchParams) => pathWithinApp(params.get('next')) ?? '/'

/** Whoever is signed in already goes straight on. */
export const loader =
  (client: QueryClient) =>
  async ({ request }: LoaderFunctionArgs) => {
    void client.prefetchQuery(sessionQueries.clouds())
    // A server that does not answer is the page's own business: it asks for the clouds and offers a retry.
    const session = await client.ensureQueryData(sessionQueries.current()).catch(() => null)
    return session?.account ? redirect(nextOf(new URL(request.url).searchParams)) : null
  }

export function Component() {
  const [params] = useSearchParams()
  return (
    <SignInScene>
      <SignIn next={nextOf(params)} />
    </SignInScene>
  )
}
