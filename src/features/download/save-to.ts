/** The browser's own dialog for a new file, where there is one (Chromium, in secure contexts). */
import type { DownloadSink } from '#api/image-download.ts'

type Picker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>

/** Undefined where the browser cannot write files that a page streams. Not in TypeScript's library yet. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const picker = () => (window as { showSaveFilePicker?: Picker }).showSaveFilePicker

export const canSave = () => picker() !== undefined

/** Asks where to. @returns null when the user thought better of it */
export async function chooseFile(suggestedName: string): Promise<{ name: string; sink: DownloadSink } | null> {
  let handle: FileSystemFileHandle | undefined
  try {
    handle = await picker()?.({ suggestedName })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null
    throw error
  }
  if (!handle) return null
  const file = await handle.createWritable()
  return {
    name: handle.name,
    sink: { write: (bytes) => file.write(bytes), close: () => file.close(), abort: () => file.abort() },
  }
}
