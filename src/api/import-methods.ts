/** By which ways this cloud takes images in, and into which stores. Source: "Image data and import". */
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { callImages } from './client.ts'
import { ApiError } from './errors.ts'
import { scopeKey, type SignedIn } from './session.ts'

/** A store's flags are texts in the answer, and absent where they are false. */
const StoreRow = z.object({
  id: z.string(),
  description: z.optional(z.nullable(z.string())),
  default: z.optional(z.nullable(z.string())),
  'read-only': z.optional(z.nullable(z.string())),
})

export interface Store {
  id: string
  description: string | null
  isDefault: boolean
  isReadOnly: boolean
}

const isTrue = (flag: string | null | undefined) => flag?.toLowerCase() === 'true'

/** @returns null where the service does not know the call */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ApiError && error.fault.kind === 'missing') return null
    throw error
  }
}

const LONG_MS = 10 * 60_000

export const importQueries = {
  /** Names of methods; empty where there is no interoperable import. The service may offer one that never finishes. */
  methods: (session: SignedIn, region: string) =>
    queryOptions({
      queryKey: [...scopeKey(session, region), 'import-methods'],
      queryFn: async ({ signal }): Promise<string[]> => {
        const shape = z.object({ 'import-methods': z.object({ value: z.array(z.string()) }) })
        const answer = await orNull(callImages(region, '/info/import', shape, { signal }))
        return answer?.['import-methods'].value ?? []
      },
      staleTime: LONG_MS,
    }),
  /** Empty on a cloud of one store, which does not name it. */
  stores: (session: SignedIn, region: string) =>
    queryOptions({
      queryKey: [...scopeKey(session, region), 'stores'],
      queryFn: async ({ signal }): Promise<Store[]> => {
        const shape = z.object({ stores: z.array(StoreRow) })
        const answer = await orNull(callImages(region, '/info/stores', shape, { signal }))
        return (answer?.stores ?? []).map((row) => ({
          id: row.id,
          description: row.description ?? null,
          isDefault: isTrue(row.default),
          isReadOnly: isTrue(row['read-only']),
        }))
      },
      staleTime: LONG_MS,
    }),
}
