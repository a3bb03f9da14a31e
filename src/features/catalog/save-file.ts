import type { ExportFile } from './catalog-export.ts'

/** Hands a text to the browser as a download. */
export function saveFile({ name, type, text }: ExportFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has begun by then; the bytes would else stay in memory as long as the page.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
