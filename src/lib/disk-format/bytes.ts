/** Numbers and texts out of bytes that may be cut off anywhere: what is not there reads as 0 or as an empty text. */

const has = (view: DataView, at: number, length: number) => at >= 0 && at + length <= view.byteLength

export const u8 = (view: DataView, at: number) => (has(view, at, 1) ? view.getUint8(at) : 0)
export const u16le = (view: DataView, at: number) => (has(view, at, 2) ? view.getUint16(at, true) : 0)
export const u32le = (view: DataView, at: number) => (has(view, at, 4) ? view.getUint32(at, true) : 0)
export const u32be = (view: DataView, at: number) => (has(view, at, 4) ? view.getUint32(at) : 0)

/** 64 bits as a number: past 2^53 the last digits are lost, which no size in a sound file reaches. */
export const u64le = (view: DataView, at: number) => (has(view, at, 8) ? Number(view.getBigUint64(at, true)) : 0)
export const u64be = (view: DataView, at: number) => (has(view, at, 8) ? Number(view.getBigUint64(at)) : 0)

/** Bytes as Latin-1 text, up to `length` of them. */
export function textAt(view: DataView, at: number, length: number): string {
  let text = ''
  const end = Math.min(at + length, view.byteLength)
  for (let index = at; index < end; index += 1) text += String.fromCharCode(view.getUint8(index))
  return text
}

/** UTF-8, up to the first zero byte. Bytes that are none become U+FFFD. */
export function utf8At(view: DataView, at: number, length: number): string {
  const from = Math.min(at, view.byteLength)
  const bytes = new Uint8Array(view.buffer, view.byteOffset + from, Math.min(length, view.byteLength - from))
  const end = bytes.indexOf(0)
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end))
}

/** UTF-16 big-endian, up to the first zero unit. */
export function utf16beAt(view: DataView, at: number, length: number): string {
  let text = ''
  for (let index = at; has(view, index, 2) && index < at + length; index += 2) {
    const unit = view.getUint16(index)
    if (unit === 0) break
    text += String.fromCharCode(unit)
  }
  return text
}

export const startsWith = (view: DataView, at: number, text: string) => textAt(view, at, text.length) === text

const hexAt = (view: DataView, at: number, length: number) =>
  Array.from({ length }, (_, index) =>
    u8(view, at + index)
      .toString(16)
      .padStart(2, '0'),
  ).join('')

export function isZero(view: DataView, at: number, length: number): boolean {
  for (let index = at; index < at + length; index += 1) if (u8(view, index) !== 0) return false
  return true
}

const dashed = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5')

/** A UUID stored in the order it is written in. */
export const uuidAt = (view: DataView, at: number) => dashed(hexAt(view, at, 16))

/** A GUID as Microsoft stores it: the first three groups little-endian. */
export const guidAt = (view: DataView, at: number) =>
  dashed(
    u32le(view, at).toString(16).padStart(8, '0') +
      u16le(view, at + 4)
        .toString(16)
        .padStart(4, '0') +
      u16le(view, at + 6)
        .toString(16)
        .padStart(4, '0') +
      hexAt(view, at + 8, 8),
  )
