/** How an act is told: done, with a way back where there is one; or failed, with the reason. */
import { ApiError } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import { type ActDone, performAct } from '#api/image-act-writes.ts'
import { actWords, type ImageAct } from '#api/image-acts.ts'
import { imageName } from '#api/image-facts.ts'
import type { WriteTarget } from '#api/image-writes.ts'
import type { Image } from '#api/schemas.ts'
import { notify } from '#ui/toast.ts'

/** Why it failed, with what to quote to the cloud's operators. */
export function failureWords(error: unknown): string {
  if (!(error instanceof ApiError)) throw error
  const { title, detail } = faultText(error, 'The change')
  return `${title}. ${detail}${error.requestId === null ? '' : ` Request ID ${error.requestId}`}`
}

/** Does the act and tells how it went. */
export async function actAndTell(target: WriteTarget, act: ImageAct, image: Image): Promise<void> {
  try {
    tellDone(await performAct(target, act), act, image)
  } catch (error) {
    notify({ tone: 'bad', title: `Not ${lower(actWords(act))}`, detail: failureWords(error) })
  }
}

export function tellDone({ undo }: ActDone, act: ImageAct, image: Image): void {
  notify({
    tone: 'ok',
    title: actWords(act),
    detail: act.kind === 'rename' ? act.name : (imageName(image) ?? image.id),
    ...(undo && { action: { label: 'Undo', onPress: () => void takeBackAndTell(undo, act) } }),
  })
}

async function takeBackAndTell(undo: NonNullable<ActDone['undo']>, act: ImageAct): Promise<void> {
  try {
    const { left } = await undo()
    if (left === 0) notify({ tone: 'ok', title: `Undone: ${lower(actWords(act))}` })
    else notify({ tone: 'warn', title: 'Not undone', detail: 'Somebody else has changed the same since.' })
  } catch (error) {
    notify({ tone: 'bad', title: 'Not undone', detail: failureWords(error) })
  }
}

const lower = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1)
