/** The table's one CSS grid: how wide its columns are, and how wide they make the table. */

/** The narrow columns at both ends, for the tick box and for the row's menu. */
const EDGE = '2.25rem'

interface TrackOptions {
  /** Widths set by the user, in CSS pixels, by column. */
  widths: ReadonlyMap<string, number>
  hasSelection: boolean
  hasMenu: boolean
}

const userOrOwn = ({ id, width }: { id: string; width: string }, widths: ReadonlyMap<string, number>) => {
  const px = widths.get(id)
  return px === undefined ? width : `${px}px`
}

/** The tracks, from the inline start. A row without tick box or menu keeps a margin there. */
export function gridTracks(columns: readonly { id: string; width: string }[], options: TrackOptions): string[] {
  const own = columns.map((column) => userOrOwn(column, options.widths))
  const isElastic = own.some((track) => track.includes('fr'))
  return [
    options.hasSelection ? EDGE : '1rem',
    ...own,
    // With all widths set something must take what is left, or the menus would stand in the middle.
    isElastic ? (options.hasMenu ? EDGE : '1rem') : `minmax(${options.hasMenu ? EDGE : '1rem'}, 1fr)`,
  ]
}

/** The least that a table of these tracks needs, as a CSS length. */
export const leastWidth = (tracks: readonly string[]): string => `calc(${tracks.map(leastOf).join(' + ')})`

function leastOf(track: string): string {
  const least = /^minmax\(([^,]+),/.exec(track)?.[1]
  // `calc` takes no bare zero: the whole length would count for nothing.
  if (least !== undefined) return least === '0' ? '0px' : least
  return track.endsWith('fr') ? '0px' : track
}
