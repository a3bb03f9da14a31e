/** Every URL of the app, below its base path. Route patterns live in `routes.tsx`; nobody else spells a URL. */

/** One path part or query value, percent-encoded; half a surrogate pair, which has no encoding, becomes U+FFFD. */
const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

export type ImageTab = 'overview' | 'metadata' | 'sharing' | 'activity' | 'json'

export const paths = {
  /** @param next path within the app to open once signed in */
  signIn: (next?: string) => (next ? `/sign-in?next=${encoded(next)}` : '/sign-in'),
  images: (region: string) => `/${encoded(region)}/images`,
  image: (region: string, imageId: string, tab: ImageTab = 'overview') =>
    `${paths.images(region)}/${encoded(imageId)}${tab === 'overview' ? '' : `?tab=${tab}`}`,
  transfers: (region: string) => `/${encoded(region)}/transfers`,
  importImage: (region: string) => `${paths.transfers(region)}/import`,
  /** @param imageId the image to export, when it is already chosen */
  exportImage: (region: string, imageId?: string) =>
    `${paths.transfers(region)}/export${imageId ? `?image=${encoded(imageId)}` : ''}`,
  task: (region: string, taskId: string) => `${paths.transfers(region)}/${encoded(taskId)}`,
  sharing: (region: string) => `/${encoded(region)}/sharing`,
  invitations: (region: string) => `/${encoded(region)}/invitations`,
  invitation: (region: string, imageId: string) => `${paths.invitations(region)}/${encoded(imageId)}`,
}

/**
 * The path a sign-in may go on to; null when it would leave the app. A link made by someone else must not turn
 * the sign-in page into a redirect to their site: `//host`, `/\host` and control characters are all read as a host.
 */
export const pathWithinApp = (next: string | null): string | null => {
  if (!next?.startsWith('/')) return null
  const here = 'http://app.invalid'
  const url = URL.parse(next, here)
  return url?.origin === here && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : null
}
