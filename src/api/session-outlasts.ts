/** Long uploads outlive tokens: whether this one would. Apart from the upload itself, for those who ask before there is one. */
import { formatBytes } from '#lib/units.ts'
import { no, type Verdict, yes } from '#lib/verdict.ts'
import type { SignedIn } from './session.ts'

/** Nobody knows the line before the first upload: a good office line, in bytes per second. */
const ASSUMED_RATE = 10 * 2 ** 20
/** Below that no upload is begun: the cloud would refuse the end of it. */
const LEAST_LEFT_MS = 60_000

/**
 * Whether the session lives long enough to begin, and a warning where it may end before the upload does.
 * @param canGoOn segments are kept when the session ends, so signing in again is all it costs
 */
export function sessionOutlasts(
  { expiresAt }: Pick<SignedIn, 'expiresAt'>,
  bytes: number,
  canGoOn: boolean,
  now = Date.now(),
): { verdict: Verdict; warning: string | null } {
  const left = Date.parse(expiresAt) - now
  if (left < LEAST_LEFT_MS) {
    return { verdict: no('Your session is about to end. Sign in again, then start the upload.'), warning: null }
  }
  if ((bytes / ASSUMED_RATE) * 1000 < left) return { verdict: yes, warning: null }
  const minutes = Math.floor(left / 60_000)
  const then = canGoOn ? 'It can go on after you sign in again.' : 'Sign in again first, so that it does not break off.'
  const warning = `Your session ends in ${minutes} min, and ${formatBytes(bytes)} may take longer. ${then}`
  return { verdict: yes, warning }
}
