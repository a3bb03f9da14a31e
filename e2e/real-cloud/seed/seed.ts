/** Fills the cloud with images that are the same at every run: ids, names, properties, dates follow from an index. */
import type { CloudDescription } from '../description.ts'
import type { Settings } from '../settings.ts'
import { makeByApi, signInOwners } from './by-api.ts'
import { makeByDatabase, removeImages, removeTasks, setDates, storedImageIds } from './by-database.ts'
import { API_CASES } from './cases.ts'
import { fillContainer } from './containers.ts'
import { imageIdAt } from './image-spec.ts'
import { imageAt } from './variety.ts'

/** Past this many, listing everything through the API takes minutes. */
const MOST_IMAGES = 100_000

const idsBetween = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => imageIdAt(from + n))

/**
 * Makes the seeded set exactly `count` images: the missing ones are made, those past the count are removed. Images
 * that others made stay, unless `reset` removes every image and task first.
 * @returns what was done and how long it took, in a sentence
 */
export async function seedImages(
  settings: Settings,
  cloud: CloudDescription,
  count: number,
  { reset = false }: { reset?: boolean } = {},
): Promise<string> {
  if (!Number.isInteger(count) || count < 0 || count > MOST_IMAGES)
    throw new Error(`the number of images must be a whole number up to ${MOST_IMAGES}`)
  const began = performance.now()
  const stored = await storedImageIds(settings)
  const surplus = reset ? [...stored.live] : idsBetween(count, MOST_IMAGES).filter((id) => stored.live.has(id))
  const removed = new Set([...surplus, ...stored.deleted])
  await removeImages(settings, [...removed])
  if (reset) await removeTasks(settings)

  const wanted = Array.from({ length: count }, (_, index) => imageAt(index))
  const missing = wanted.filter(({ id }) => removed.has(id) || !stored.live.has(id))
  const real = missing.filter((spec) => API_CASES.includes(spec))
  const rest = missing.filter((spec) => !API_CASES.includes(spec))
  const tokens = await signInOwners(cloud)
  await Promise.all([
    makeByApi(cloud, tokens, real),
    makeByDatabase(settings, cloud, rest),
    fillContainer(cloud, tokens.producer),
  ])
  await setDates(settings, real)

  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const ways = `${real.length} made by API, ${rest.length} by database, ${surplus.length} removed`
  return `${count} images seeded (${ways}) in ${seconds} s`
}
