/** The data of images: what was uploaded or imported, and what waits to be imported. */
import type { Content } from '#fake-cloud/data/content.ts'
import type { Received } from '#fake-cloud/data/receive.ts'

export class ImageDataTable {
  /** By image id. Seeded images have none: their bytes are made up when somebody reads them. */
  readonly stored = new Map<string, Content>()
  /** Bytes that were staged, by image id. */
  readonly staged = new Map<string, Received>()

  forget(imageId: string): void {
    this.stored.delete(imageId)
    this.staged.delete(imageId)
  }
}
