import type { WriteTarget } from '#api/image-writes.ts'
import type { Image } from '#api/schemas.ts'

/** What every dialog about one act is given. It is there only while it is open. */
export interface ActDialogProps {
  target: WriteTarget
  image: Image
  onClose: () => void
}
