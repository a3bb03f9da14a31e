import { notify } from './toast.ts'

/** @returns false where the clipboard is missing (plain http) or the browser refuses: an answer, not a crash */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Copies from a menu, whose item is gone by the time it is done: the result is told as a message. */
export async function copyAndTell(text: string, what: string): Promise<void> {
  const copied = await writeClipboard(text)
  if (copied) notify({ title: `Copied ${what}` })
  else
    notify({
      title: `The browser did not allow copying the ${what}`,
      detail: 'Select the text and copy it by hand.',
      tone: 'bad',
    })
}
