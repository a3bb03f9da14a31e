/** What the service says about the fields of its images. Source: "GET /v2/schemas/image". */
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { catalogKey } from './catalog.ts'
import { callImages } from './client.ts'
import type { SignedIn } from './session.ts'

const SchemaProperty = z.looseObject({
  description: z.optional(z.string()),
  readOnly: z.optional(z.boolean()),
  enum: z.optional(z.array(z.unknown())),
  is_base: z.optional(z.boolean()),
})

const SchemaAnswer = z.looseObject({
  properties: z.record(z.string(), SchemaProperty),
  additionalProperties: z.optional(z.unknown()),
})

export interface ImageSchema {
  /** Keys that only the service writes. */
  readOnly: ReadonlySet<string>
  /** The values that a key may have, where the service names them; null is left out. */
  choices: ReadonlyMap<string, readonly string[]>
  descriptions: ReadonlyMap<string, string>
  /** Whether an image may have properties that the schema does not name. */
  isOpen: boolean
}

/** Older services and Rackspace's say it in the description. */
const READ_ONLY_MARK = /\s*\(read-only\)\s*/i

/** @param answer what the service sent; whatever is not understood is left out, as the schema only helps */
export function readImageSchema({ properties, additionalProperties }: z.infer<typeof SchemaAnswer>): ImageSchema {
  const entries = Object.entries(properties)
  const isReadOnly = ({ readOnly, description }: z.infer<typeof SchemaProperty>) =>
    readOnly ?? READ_ONLY_MARK.test(description ?? '')
  return {
    readOnly: new Set(entries.filter(([, property]) => isReadOnly(property)).map(([key]) => key)),
    choices: new Map(
      entries.flatMap(([key, { enum: values }]) => {
        const texts = values?.filter((value) => typeof value === 'string') ?? []
        return texts.length > 0 ? [[key, texts] as const] : []
      }),
    ),
    descriptions: new Map(
      entries.flatMap(([key, { description }]) => {
        const text = description?.replace(READ_ONLY_MARK, ' ').replaceAll(/\s+/g, ' ').trim()
        return text ? [[key, text] as const] : []
      }),
    ),
    isOpen: additionalProperties !== undefined && additionalProperties !== false,
  }
}

/** Operators extend the schema rarely: once a session is enough. */
export const imageSchemaQuery = (session: SignedIn, region: string) =>
  queryOptions({
    queryKey: [...catalogKey(session, region), 'schema'],
    queryFn: async ({ signal }) =>
      readImageSchema(await callImages(region, '/schemas/image', SchemaAnswer, { signal })),
    staleTime: Infinity,
    structuralSharing: false,
  })
