/**
 * Shapes of the Images API v2 as both flavours answer them (Rackspace omits null fields, upstream sends them).
 * Unknown keys are kept: custom properties are top-level. Source: "Image entity", "Tasks", "Members".
 */
import * as z from 'zod/mini'

// A strict Content-Security-Policy forbids eval; Zod would otherwise try to compile its parsers.
z.config({ jitless: true })

const nullish = <T extends z.core.$ZodType>(schema: T) => z.optional(z.nullable(schema))

/** The fields of an image that every service knows, as one may send them. */
const imageFields = z.object({
  id: z.string(),
  name: nullish(z.string()),
  /** Open set: unknown statuses are shown as they come. */
  status: z.string(),
  visibility: z.string(),
  protected: z.optional(z.boolean()),
  os_hidden: z.optional(z.boolean()),
  owner: nullish(z.string()),
  tags: z.optional(z.array(z.string())),
  /** Bytes stored; null before data arrives. */
  size: nullish(z.number()),
  /** Bytes; null when the service does not know. */
  virtual_size: nullish(z.number()),
  /** MD5, hex. */
  checksum: nullish(z.string()),
  os_hash_algo: nullish(z.string()),
  os_hash_value: nullish(z.string()),
  disk_format: nullish(z.string()),
  container_format: nullish(z.string()),
  /** GiB. */
  min_disk: nullish(z.number()),
  /** MiB. */
  min_ram: nullish(z.number()),
  created_at: z.string(),
  updated_at: nullish(z.string()),
  /** Comma-joined store ids; only on multi-store clouds and once data is there. */
  stores: z.optional(z.string()),
})

/** The names of those fields. */
export const imageFieldNames: readonly string[] = Object.keys(imageFields.shape)

type SentImage = z.infer<typeof imageFields>

/**
 * What a reader finds where the service sent nothing. Every image has this as its prototype, so that its own keys stay
 * exactly those the service sent.
 */
const absentFields = Object.freeze({
  name: null,
  protected: false,
  os_hidden: false,
  owner: null,
  tags: Object.freeze<string[]>([]),
  size: null,
  virtual_size: null,
  checksum: null,
  os_hash_algo: null,
  os_hash_value: null,
  disk_format: null,
  container_format: null,
  min_disk: 0,
  min_ram: 0,
  updated_at: null,
})

/**
 * One image. Own keys are those the service sent, whatever they hold; every other field reads as its default. A spread
 * (`{ ...image }`) copies own keys only: put it through `Image.parse` when it is to be read as an image again. Queries
 * do not merge one into another, since it is no plain object: say by `isSameImage` whether the earlier one serves on.
 */
export type Image = SentImage & {
  [Field in keyof typeof absentFields]: Exclude<SentImage[Field], undefined>
} & { [property: string]: unknown }

// What comes in is checked and then copied by a spread. The parser's own copy costs twice the memory and time to read:
// it adds key after key, which makes engines keep the object as a hash table.
export const Image = z.pipe(
  z.custom<Record<string, unknown>>((sent) => typeof sent === 'object' && sent !== null, 'Expected an object'),
  z.transform((sent, { issues }): Image => {
    const { error } = imageFields.safeParse(sent)
    for (const { path, message } of error?.issues ?? []) issues.push({ code: 'custom', path, message, input: sent })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Checked by the schema, completed by the prototype.
    return { __proto__: absentFields, ...sent } as unknown as Image
  }),
)

/** The image to the letter as the service sent it: nothing filled in. */
export const imageEntity = (image: Image): Record<string, unknown> => ({ ...image })

export const ImagePage = z.object({
  images: z.array(Image),
  next: z.optional(z.string()),
})
export type ImagePage = z.infer<typeof ImagePage>
