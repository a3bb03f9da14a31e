import { ApiError } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'

export interface RouteFailure {
  title: string
  detail: string
  requestId: string | null
  /** `again`: ask the server again. `reload`: the page's code is broken or out of date and is needed anew. */
  remedy: 'again' | 'reload'
}

/** Whatever a route's loader, code or component threw, in words. What we did not foresee says nothing about its inside. */
export function routeFailure(error: unknown): RouteFailure {
  if (error instanceof ApiError) {
    return { ...faultText(error, 'This page'), requestId: error.requestId, remedy: 'again' }
  }
  if (error instanceof TypeError && /import|module/i.test(error.message)) {
    return {
      title: 'This page could not be loaded',
      detail: 'The dashboard may have been updated since you opened it, or the connection was lost. Load it again.',
      requestId: null,
      remedy: 'reload',
    }
  }
  return {
    title: 'This page stopped working',
    detail: 'That is a fault in the dashboard, not in your images. Loading the page again usually helps.',
    requestId: null,
    remedy: 'reload',
  }
}
