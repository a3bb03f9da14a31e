/**
 * The type that an object gets when its sender names none, from its name. Source: "Create or replace object",
 * `Content-Type`; the service looks in Python's table, of which this is what people store.
 */
const TYPES: Readonly<Record<string, string>> = {
  bin: 'application/octet-stream',
  css: 'text/css',
  csv: 'text/csv',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  iso: 'application/x-iso9660-image',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  md: 'text/markdown',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  tar: 'application/x-tar',
  txt: 'text/plain',
  xml: 'application/xml',
  zip: 'application/zip',
}

/** Endings of an encoding: the type is that of what is inside. */
const ENCODED = /\.(gz|bz2|xz)$/i

export function guessedType(name: string): string {
  const extension = /[^/]\.([^./]+)$/.exec(name.replace(ENCODED, ''))?.[1]?.toLowerCase() ?? ''
  return TYPES[extension] ?? 'application/octet-stream'
}
