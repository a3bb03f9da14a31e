/** Answers to the first questions of a page, which `public/start.js` asks while the app's code is on its way. */

declare global {
  /** By path below `/api/`; null where there is none or it is no 2xx: the app asks itself then. */
  var earlyAnswers: Record<string, Promise<Response | null>> | undefined
}

/** Milliseconds since the page began: whatever is taken up later was asked for too long ago. */
const FRESH = 10_000

/** The answer to a GET that was asked for early; null where there is none. Each is given once. */
export async function earlyAnswer(method: string, path: string, signal: AbortSignal): Promise<Response | null> {
  const answers = globalThis.earlyAnswers
  const answer = method === 'GET' ? answers?.[path] : undefined
  if (!answers || !answer) return null
  delete answers[path]
  if (performance.now() > FRESH) return null
  const aborted = new Promise<never>((_, reject) => {
    const fail = () => reject(new DOMException('Nobody waits for it any longer.', 'AbortError'))
    if (signal.aborted) fail()
    else signal.addEventListener('abort', fail, { once: true })
  })
  return Promise.race([answer, aborted])
}
