import { useRevalidator, useRouteError } from 'react-router'

import { BrandMark } from '#ui/brand.tsx'
import { controlClasses } from '#ui/control-classes.ts'

import { basePath } from './base-path.ts'
import { routeFailure } from './route-failure.ts'

const button = `${controlClasses({ variant: 'primary', size: 'lg' })} hover:bg-accent-strong`
const link = `${controlClasses({ variant: 'secondary', size: 'lg' })} hover:bg-hover`

/**
 * The last boundary, when not even the shell is there: the server did not answer, or the code did not arrive.
 * Plain elements only, because the component kit may be the very thing that is missing.
 */
export function RootError() {
  const { title, detail, requestId, remedy } = routeFailure(useRouteError())
  const { revalidate, state } = useRevalidator()
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-5 px-6 py-10">
      <title>{`${title} – Cloud Images`}</title>
      <BrandMark className="size-8" />
      <div role="alert" className="flex flex-col gap-2">
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        <p className="text-base text-ink-2">{detail}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          aria-busy={state === 'loading'}
          className={button}
          onClick={() => (remedy === 'again' ? void revalidate() : window.location.reload())}
        >
          {state === 'loading' ? 'Trying…' : 'Retry'}
        </button>
        <a href={`${basePath}/`} className={link}>
          Go to images
        </a>
      </div>
      {requestId && (
        <p className="border-t border-line pt-3 text-xs text-ink-3">
          Request ID <code className="font-mono text-ink-2 select-all">{requestId}</code>
        </p>
      )}
    </main>
  )
}
