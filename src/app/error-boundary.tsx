import { Compass } from 'lucide-react'
import { isRouteErrorResponse, useRevalidator, useRouteError } from 'react-router'

import { LinkButton } from '#ui/link-button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { ErrorState } from '#ui/state-panel.tsx'

import { routeFailure } from './route-failure.ts'

/** In place of a page that failed, inside the shell: a sentence and a way on. Never a stack, never a blank page. */
export function RouteError() {
  const error = useRouteError()
  const { revalidate, state } = useRevalidator()

  if (isRouteErrorResponse(error) && error.status === 404) return <PageNotFound />

  const { title, detail, requestId, remedy } = routeFailure(error)
  return (
    <>
      <PageTitle title={title} />
      <ErrorState
        headingLevel={1}
        title={title}
        detail={detail}
        requestId={requestId}
        isRetrying={state === 'loading'}
        onRetry={() => (remedy === 'again' ? void revalidate() : window.location.reload())}
        actions={<LinkButton href="/">Go to images</LinkButton>}
      />
    </>
  )
}

/** No page has this address. */
export function PageNotFound() {
  return (
    <>
      <PageTitle title="Page not found" />
      <ErrorState
        headingLevel={1}
        icon={<Compass />}
        title="There is no page at this address"
        detail="The link may be mistyped, or from another version of the dashboard."
        actions={
          <LinkButton variant="primary" href="/">
            Go to images
          </LinkButton>
        }
      />
    </>
  )
}
