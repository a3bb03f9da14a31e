/** Whether the account may bring images in, and by which ways. Sources: "RAX permission matrix", "Image data and import". */
import { no, type Verdict, yes } from '#lib/verdict.ts'
import { rankOf } from './capabilities.ts'
import type { SignedIn } from './session.ts'

/** Whether images may be brought in at all. */
export function importVerdict(session: SignedIn): Verdict {
  const rank = rankOf(session)
  if (rank === 'admin' || rank === 'member') return yes
  if (rank === 'none') return no('Your user has no role for images, so it cannot import any.')
  return no(`Your role (${rank}) can view images but not import any.`)
}

/** An object of the account's own storage. */
export function objectImportVerdict(session: SignedIn, region: string): Verdict {
  if (!session.capabilities.importTasks) return no('This cloud has no import from object storage.')
  if (session.services[region]?.objectStore !== true) return no(`Your user has no object storage in ${region}.`)
  return importVerdict(session)
}

/** An address that the cloud fetches. @param methods that the cloud offers; undefined while nobody knows */
export function urlImportVerdict(session: SignedIn, methods: readonly string[] | undefined): Verdict {
  if (session.capabilities.importTasks) return no('Rackspace imports from Cloud Files only: put the file there first.')
  return offered(session, methods, 'web-download', 'This cloud does not fetch images from addresses (web-download).')
}

/** An image that is there already, into more stores. @param stores that the cloud has besides one */
export function copyVerdict(session: SignedIn, methods: readonly string[] | undefined, stores: number): Verdict {
  if (session.capabilities.importTasks) return no('Rackspace keeps its images in one place: there is no other store.')
  const refused = offered(session, methods, 'copy-image', 'This cloud does not copy images between stores.')
  if (!refused.ok) return refused
  if (stores < 2) return no('This cloud has one store only.')
  if (rankOf(session) !== 'admin') return no('Copying between stores is the administrator’s in this cloud.')
  return yes
}

function offered(session: SignedIn, methods: readonly string[] | undefined, method: string, refusal: string): Verdict {
  const allowed = importVerdict(session)
  if (!allowed.ok) return allowed
  if (methods === undefined) return no('Asking the cloud what it offers…')
  return methods.includes(method) ? yes : no(refusal)
}
