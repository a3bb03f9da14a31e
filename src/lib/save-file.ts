/** A text to keep as a file. */
export interface TextFile {
  name: string
  /** Media type. */
  type: string
  text: string
}

/** Hands a text to the browser as a download. */
export function saveFile({ name, type, text }: TextFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has begun by then; the bytes would else stay in memory as long as the page.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
