/** One piece of work at a time under a name. */

/** The last work under each name, in this page; only for where the browser has no locks. */
const queues = new Map<string, Promise<unknown>>()

/**
 * Does the work when all earlier work of that name has ended, well or badly, in every tab of this browser. Pages served
 * over plain HTTP have no Web Locks: there it is one at a time within the page.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  // Absent outside secure contexts, whatever the type says.
  const locks: LockManager | undefined = globalThis.navigator?.locks
  if (locks) return locks.request(name, work)
  const before = queues.get(name) ?? Promise.resolve()
  const mine = before.then(work, work)
  queues.set(name, mine)
  try {
    return await mine
  } finally {
    if (queues.get(name) === mine) queues.delete(name)
  }
}
