import type { Content } from './content.ts'

/** A body that is computed as it is read: nothing is made before the client has taken what came before. */
export function streamOf(content: Content, start = 0, end = content.length): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = content.read(start, end)
  return new ReadableStream(
    {
      pull(controller) {
        const next = pieces.next()
        if (next.done === true) controller.close()
        else controller.enqueue(next.value)
      },
      cancel() {
        pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
