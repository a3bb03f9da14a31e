import prettyBytes from 'pretty-bytes'

/** What stands in a cell when the service does not know the value. */
export const unknownValue = '—'

const countFormat = new Intl.NumberFormat('en')

const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value)

/** Whole numbers with thousands separators: `12,345`. */
export const formatCount = (count: number) => countFormat.format(count)

/** Bytes in binary units, three significant digits: `2.25 GiB`. */
export const formatBytes = (bytes: number | null) =>
  isKnown(bytes) ? prettyBytes(bytes, { binary: true, locale: 'en' }) : unknownValue

/** The same bytes to the last one, for hover, focus and copying: `1,234,567 bytes`. */
export const exactBytes = (bytes: number | null) =>
  isKnown(bytes) ? `${formatCount(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}` : unknownValue
