/** Every URL of the app, below its base path. Route patterns live in `routes.tsx`; nobody else spells a URL. */

/** One path part or query value, percent-encoded; half a surrogate pair, which has no encoding, becomes U+FFFD. */
const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

/** In place of a region: all of them, where a page can show that. */
export const ALL_REGIONS = 'all'

export type ImageTab = 'overview' | 'metadata' | 'sharing' | 'data' | 'activity' | 'json'

/** One image of several in a query: each names its own region, as a list may hold images of several. */
export interface RegionImage {
  region: string
  imageId: string
}

/** What a comparison shows beside its images. */
export interface CompareView {
  onlyDifferences?: boolean
  /** Text that the rows are filtered by. */
  q?: string
}

/** `DFW/9f0c…`. A slash or percent sign in the region is encoded once more, so that the first slash ends the region. */
const imageParam = ({ region, imageId }: RegionImage) => `${encoded(region)}/${imageId}`

/** Reads what `imageParam` wrote, or somebody typed; null when there is no slash, or nothing on one of its sides. */
export const readImageParam = (text: string): RegionImage | null => {
  const slash = text.indexOf('/')
  if (slash < 1 || slash === text.length - 1) return null
  const [region, imageId] = [text.slice(0, slash), text.slice(slash + 1)]
  try {
    return { region: decodeURIComponent(region), imageId }
  } catch {
    return { region, imageId }
  }
}

export const paths = {
  /** @param next path within the app to open once signed in */
  signIn: (next?: string) => (next ? `/sign-in?next=${encoded(next)}` : '/sign-in'),
  images: (region: string) => `/${encoded(region)}/images`,
  image: (region: string, imageId: string, tab: ImageTab = 'overview') =>
    `${paths.images(region)}/${encoded(imageId)}${tab === 'overview' ? '' : `?tab=${tab}`}`,
  /**
   * Images side by side, in this order; the first is what the others are compared with.
   * @param region the list that the comparison was made from
   */
  compare: (region: string, images: readonly RegionImage[], { onlyDifferences, q }: CompareView = {}) => {
    const query = [
      // A slash may stand in a query as it is, and is easier to read so.
      ...images.map((image) => `image=${encoded(imageParam(image)).replaceAll('%2F', '/')}`),
      ...(onlyDifferences ? ['only=differences'] : []),
      ...(q ? [`q=${encoded(q)}`] : []),
    ]
    return `/${encoded(region)}/compare${query.length > 0 ? `?${query.join('&')}` : ''}`
  },
  transfers: (region: string) => `/${encoded(region)}/transfers`,
  importImage: (region: string) => `${paths.transfers(region)}/import`,
  /** @param imageId the image to export, when it is already chosen */
  exportImage: (region: string, imageId?: string) =>
    `${paths.transfers(region)}/export${imageId ? `?image=${encoded(imageId)}` : ''}`,
  /** A container of object storage, with one of its objects chosen. */
  objects: (region: string, container: string, object?: string) =>
    `${paths.transfers(region)}/files?container=${encoded(container)}${object ? `&object=${encoded(object)}` : ''}`,
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
