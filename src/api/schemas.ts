/**
 * Shapes of the Images API v2 as both flavours answer them (Rackspace omits null fields, upstream sends them).
 * Unknown keys are kept: custom properties are top-level. Source: "Image entity", "Tasks", "Members".
 */
import * as z from 'zod/mini'

// A strict Content-Security-Policy forbids eval; Zod would otherwise try to compile its parsers.
z.config({ jitless: true })

const absentAsNull = <T extends z.core.$ZodType>(schema: T) => z._default(z.nullable(schema), null)

export const Image = z.looseObject({
  id: z.string(),
  name: absentAsNull(z.string()),
  /** Open set: unknown statuses are shown as they come. */
  status: z.string(),
  visibility: z.string(),
  protected: z._default(z.boolean(), false),
  os_hidden: z._default(z.boolean(), false),
  owner: absentAsNull(z.string()),
  tags: z._default(z.array(z.string()), []),
  /** Bytes stored; null before data arrives. */
  size: absentAsNull(z.number()),
  /** Bytes; null when the service does not know. */
  virtual_size: absentAsNull(z.number()),
  /** MD5, hex. */
  checksum: absentAsNull(z.string()),
  os_hash_algo: absentAsNull(z.string()),
  os_hash_value: absentAsNull(z.string()),
  disk_format: absentAsNull(z.string()),
  container_format: absentAsNull(z.string()),
  /** GiB. */
  min_disk: z._default(z.nullable(z.number()), 0),
  /** MiB. */
  min_ram: z._default(z.nullable(z.number()), 0),
  created_at: z.string(),
  updated_at: absentAsNull(z.string()),
  /** Comma-joined store ids; only on multi-store clouds and once data is there. */
  stores: z.optional(z.string()),
})
export type Image = z.infer<typeof Image>

export const ImagePage = z.object({
  images: z.array(Image),
  next: z.optional(z.string()),
})
export type ImagePage = z.infer<typeof ImagePage>
