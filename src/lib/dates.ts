/** Times as the cloud's services write them, and as people read them. */

const apiTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/i

/**
 * Milliseconds since 1970 of a time as any of the services writes it; null when it is not one.
 * Glance: `2026-01-01T10:00:00Z`; Keystone: microseconds and `Z`; Rackspace Identity: milliseconds or `-06:00`;
 * Swift and image tasks: microseconds and no zone, which means UTC.
 */
export const parseApiTime = (text: string | null): number | null => {
  const [, day, clock, fraction = '0', zone = 'Z'] = apiTime.exec(text ?? '') ?? []
  if (!day || !clock) return null
  // Engines agree only on milliseconds and on `±HH:MM`.
  const colonZone = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
  const time = Date.parse(`${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}${colonZone}`)
  return Number.isNaN(time) ? null : time
}

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * day],
  ['month', 30 * day],
  ['week', 7 * day],
  ['day', day],
  ['hour', hour],
  ['minute', minute],
]

const relativeFormat = new Intl.RelativeTimeFormat('en-GB', { style: 'short', numeric: 'always' })

/**
 * `3 hr ago`, `2 days ago`, `in 5 min`. Within a minute, either way, is `just now`: seconds would tick while being
 * read, and the cloud's clock is rarely exactly ours.
 * @param time milliseconds since 1970
 * @param now milliseconds since 1970
 */
export const relativeTime = (time: number, now: number) => {
  const away = time - now
  const [unit, length] = units.find(([, size]) => Math.abs(away) >= size) ?? []
  return unit && length ? relativeFormat.format(Math.trunc(away / length), unit) : 'just now'
}

/** `2026-01-31 10:00:00 UTC`. @param time milliseconds since 1970 */
export const absoluteUtc = (time: number) => `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`

const localFormats = new Map<string | undefined, Intl.DateTimeFormat>()

const localFormat = (timeZone: string | undefined) => {
  let format = localFormats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long', ...(timeZone && { timeZone }) })
    localFormats.set(timeZone, format)
  }
  return format
}

/**
 * `31 Jan 2026, 11:00:00 CET`, in the reader's own zone.
 * @param time milliseconds since 1970
 * @param timeZone IANA name, when it is not to be the reader's
 */
export const absoluteLocal = (time: number, timeZone?: string) => localFormat(timeZone).format(time)
