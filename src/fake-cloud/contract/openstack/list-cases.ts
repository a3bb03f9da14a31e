/** Lists of images that carry the run as a tag, so that what else is in the cloud stays out of them. */
import type { Case } from '#fake-cloud/contract/contract.ts'
import type { Answer } from '#fake-cloud/contract/http.ts'
import { containing, satisfying } from '#fake-cloud/contract/matchers.ts'
import type { AccountName } from '#fake-cloud/contract/target.ts'
import type { Caller, CallerName, ImageProperties, Stage } from '#fake-cloud/contract/stage.ts'

interface Named {
  name: string
}

const short = ({ name }: Named) => name.replace('{run}-', '')

/** Images of these names and no others, in this order. */
export const names = (...expected: string[]): unknown =>
  satisfying<Named[]>(`images ${expected.join()}`, (images) => images.map(short).join() === expected.join())

/** The same in any order. */
export const namesOf = (...expected: readonly string[]): unknown =>
  satisfying<Named[]>(
    `images ${expected.join()} in any order`,
    (images) => images.map(short).toSorted().join() === expected.toSorted().join(),
  )

/** Makes an image of the run. Its tags are given as texts. */
export function make(
  stage: Stage,
  name: string,
  properties: ImageProperties = {},
  { tags = [], owner = 'producer' }: { tags?: string[]; owner?: AccountName } = {},
): Promise<string> {
  return stage.image({ name: `${stage.run}-${name}`, tags: [stage.run, ...tags], ...properties }, owner)
}

/** Lists images of the run. @param query further parameters, `RUN` standing for the run */
export const list = ({ images }: Caller, { run }: Stage, query = ''): Promise<Answer> =>
  images.get(`/v2/images?tag=${run}${query.replaceAll('RUN', run)}`)

/** A query and the images it finds. */
export const found = (query: string, expected: unknown, why = '', as: CallerName = 'producer'): Case => ({
  name: `"${query}"${why && `: ${why}`}`,
  as,
  act: (caller, stage) => list(caller, stage, query),
  expect: { status: 200, has: { images: expected } },
})

/** A query that is refused, whatever there is. */
export const bad = (query: string, text = ''): Case => ({
  name: `"${query}" is refused`,
  as: 'producer',
  act: ({ images }) => images.get(`/v2/images?${query}`),
  expect: { status: 400, has: { code: '400 Bad Request', message: containing(text) } },
})
