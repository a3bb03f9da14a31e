/** A drawing for the sign-in page: a stack of plates, each an image, in parallel projection. Decoration only. */

interface Plate {
  name: string
  note: string
  isLit?: boolean
}

const plates: Plate[] = [
  { name: 'web-2026-11', note: 'snapshot, 4.2 GiB' },
  { name: 'debian-13-base', note: 'shared with 3 accounts', isLit: true },
  { name: 'ubuntu-24.04', note: 'standard' },
  { name: 'windows-2025', note: 'imported, checking' },
]

const CENTER = 200
const HALF_WIDTH = 170
const HALF_HEIGHT = 66
const THICKNESS = 12
const GAP = 94

/** Corners of a plate's top, from the back clockwise, as SVG points. */
const topOf = (y: number) =>
  `${CENTER},${y - HALF_HEIGHT} ${CENTER + HALF_WIDTH},${y} ${CENTER},${y + HALF_HEIGHT} ${CENTER - HALF_WIDTH},${y}`

const sidesOf = (y: number) =>
  `M${CENTER - HALF_WIDTH} ${y}v${THICKNESS}L${CENTER} ${y + HALF_HEIGHT + THICKNESS}L${CENTER + HALF_WIDTH} ${y + THICKNESS}V${y}L${CENTER} ${y + HALF_HEIGHT}z`

export function Platters({ className = '' }: { className?: string }) {
  return (
    <svg viewBox="0 0 620 440" aria-hidden className={className} strokeLinejoin="round">
      {plates
        .map((plate, index) => ({ ...plate, y: 72 + index * GAP }))
        .toReversed()
        .map(({ name, note, isLit = false, y }) => (
          <g key={name}>
            <path d={sidesOf(y)} className={isLit ? 'fill-accent stroke-accent' : 'fill-sunken stroke-line-strong'} />
            <polygon
              points={topOf(y)}
              className={isLit ? 'fill-accent-soft stroke-accent' : 'fill-surface stroke-line-strong'}
            />
            <ellipse
              cx={CENTER}
              cy={y}
              rx={HALF_WIDTH * 0.5}
              ry={HALF_HEIGHT * 0.5}
              fill="none"
              className={isLit ? 'stroke-accent' : 'stroke-line-strong'}
            />
            <ellipse
              cx={CENTER}
              cy={y}
              rx={HALF_WIDTH * 0.16}
              ry={HALF_HEIGHT * 0.16}
              className={isLit ? 'fill-accent' : 'fill-line-strong'}
            />
            <path
              d={`M${CENTER + HALF_WIDTH + 8} ${y + THICKNESS / 2}h38`}
              className={isLit ? 'stroke-accent' : 'stroke-line-strong'}
            />
            <text
              x={CENTER + HALF_WIDTH + 56}
              y={y + THICKNESS / 2 - 2}
              className={`font-mono text-sm ${isLit ? 'fill-ink' : 'fill-ink-2'}`}
            >
              {name}
            </text>
            <text x={CENTER + HALF_WIDTH + 56} y={y + THICKNESS / 2 + 16} className="fill-ink-3 text-xs">
              {note}
            </text>
          </g>
        ))}
    </svg>
  )
}
