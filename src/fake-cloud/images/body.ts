/** Bodies of requests and of answers without one. Source: api §0 "Bodies on GET/DELETE/PUT-tag", §0.1 on 204. */
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange } from '#fake-cloud/core/router.ts'

/** The JSON of a body that has to be there. @throws Refusal 400 */
export async function readJson({ request }: Exchange): Promise<unknown> {
  const text = await request.text()
  if (text === '') throw new Refusal(400, 'Body expected in request.')
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, 'Malformed JSON in request body.')
  }
}

/** @throws Refusal 400 when a call that takes no body gets one */
export async function refuseBody({ request }: Exchange): Promise<void> {
  // A GET request of the fetch API holds no body: its length is all that is left of it.
  const announced = request.method === 'GET' && Number(request.headers.get('content-length') ?? 0) > 0
  if (announced || (await request.text()) !== '') throw new Refusal(400, 'A body is not expected with this request.')
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Done, and nothing to say: 204 under an HTML content type. */
export const noContent = (): Response =>
  new Response(null, { status: 204, headers: { 'content-type': 'text/html; charset=UTF-8' } })
