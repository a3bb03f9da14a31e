/** Waits for what the service does with an image by itself. */
import { beginReading } from './image-readings.ts'
import { readImage, type WriteTarget } from './image-writes.ts'
import type { Image } from './schemas.ts'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5_000

/**
 * The image once it is as wanted, or as it is when patience ends. Looks often at first, then every five seconds.
 * @throws ApiError; the signal's reason
 */
export async function settledImage(
  target: WriteTarget,
  isSettled: (image: Image) => boolean,
  { signal, patienceMs = Number.POSITIVE_INFINITY }: { signal?: AbortSignal; patienceMs?: number } = {},
): Promise<Image> {
  const end = Date.now() + patienceMs
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    signal?.throwIfAborted()
    const spread = beginReading(target)
    const image = await readImage(target)
    if (isSettled(image) || Date.now() > end) {
      if (await spread(image)) return image
      // Overtaken by a write: what it left is looked at at once.
      continue
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
