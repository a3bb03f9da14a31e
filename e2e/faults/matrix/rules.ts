/** What each fault comes to, by the kind of operation. */
import type { Fault } from './faults.ts'
import type { Operation, Outcome } from './operation.ts'
import { isRead } from './operation.ts'

export function expectedOf(operation: Operation, { name, way }: Fault): Outcome {
  const own = operation.but?.[name]
  if (own !== undefined) return own
  // A page that is opened anew each time has no network to come by either.
  if (operation.isQuiet) return way.kind === 'offline' ? 'none' : 'carried on'
  // The service has done it: a look shows that, and nobody is troubled.
  if (way.kind === 'cut' && !isRead(operation)) return 'settled'
  return 'told'
}
