/** What the service did with an image's data by itself. Source: "GET /v2/images/{id}/tasks", version 2.12 or newer. */
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { catalogKey } from './catalog.ts'
import { callImages } from './client.ts'
import { ApiError } from './errors.ts'
import { imagePath, type ImageRef } from './images.ts'
import type { SignedIn } from './session.ts'

const text = z.optional(z.nullable(z.string()))

const ImageTask = z.looseObject({
  id: z.string(),
  type: z.string(),
  status: z.string(),
  /** Microseconds without a zone, which means UTC. */
  created_at: text,
  updated_at: text,
  message: text,
  request_id: text,
  input: z.optional(
    z.nullable(
      z.looseObject({ import_req: z.optional(z.looseObject({ method: z.optional(z.looseObject({ name: text })) })) }),
    ),
  ),
})
export type ImageTask = z.infer<typeof ImageTask>

/** Newest first; null where the cloud does not tell: it is older, or keeps tasks to its administrators. */
export const imageTasksQuery = (session: SignedIn, ref: ImageRef) =>
  queryOptions({
    queryKey: [...catalogKey(session, ref.region), 'tasks', ref.imageId],
    enabled: session.flavour === 'openstack',
    queryFn: async ({ signal }): Promise<ImageTask[] | null> => {
      try {
        const shape = z.object({ tasks: z.array(ImageTask) })
        const { tasks } = await callImages(ref.region, `${imagePath(ref.imageId)}/tasks`, shape, { signal })
        return tasks.toSorted((one, other) => ((one.created_at ?? '') < (other.created_at ?? '') ? 1 : -1))
      } catch (error) {
        if (error instanceof ApiError && ['missing', 'forbidden'].includes(error.fault.kind)) return null
        throw error
      }
    },
    staleTime: 5_000,
  })
