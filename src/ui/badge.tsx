import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'ok' | 'busy' | 'warn' | 'bad' | 'accent'

const soft: Record<Tone, string> = {
  neutral: 'bg-hover text-ink-2',
  ok: 'bg-ok-soft text-ok',
  busy: 'bg-busy-soft text-busy',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  accent: 'bg-accent-soft text-accent',
}

const dots: Record<Tone, string> = {
  neutral: 'bg-ink-3',
  ok: 'bg-ok',
  busy: 'bg-busy',
  warn: 'bg-warn',
  bad: 'bg-bad',
  accent: 'bg-accent',
}

/** Around the dot of what goes on right now. It stands still: one that breathed would have the page drawn anew all day. */
const halos: Record<Tone, string> = {
  neutral: 'ring-3 ring-hover',
  ok: 'ring-3 ring-ok-soft',
  busy: 'ring-3 ring-busy-soft',
  warn: 'ring-3 ring-warn-soft',
  bad: 'ring-3 ring-bad-soft',
  accent: 'ring-3 ring-accent-soft',
}

export interface BadgeProps {
  tone?: Tone
  /**
   * `soft`: text on a tinted ground. `dot`: plain text after a coloured dot, for columns where twenty tinted badges
   * under each other would shout. `outline`: a thin line, for kinds rather than states.
   */
  variant?: 'soft' | 'dot' | 'outline'
  /** The dot has a halo: something is going on right now. */
  isLive?: boolean
  icon?: ReactNode
  children: ReactNode
}

/** A word of state. The word carries the meaning; colour only helps. */
export function Badge({ tone = 'neutral', variant = 'soft', isLive = false, icon, children }: BadgeProps) {
  if (variant === 'dot') {
    return (
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-ink-2">
        <span aria-hidden className={`size-2 shrink-0 rounded-full ${dots[tone]} ${isLive ? halos[tone] : ''}`} />
        {children}
      </span>
    )
  }
  const look = variant === 'outline' ? 'ring-1 ring-inset ring-line-strong text-ink-2' : soft[tone]
  return (
    <span
      className={`inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3 ${look}`}
    >
      {icon}
      {children}
    </span>
  )
}

/** A small number beside a link or a tab: how many wait there. */
export function Count({
  value,
  label,
  tone = 'neutral',
}: {
  value: number
  label: string
  tone?: 'neutral' | 'accent'
}) {
  return (
    <span
      className={`inline-flex h-4 min-w-4 items-center justify-center rounded-full px-1 text-2xs font-medium tabular-nums ${soft[tone]}`}
    >
      <span aria-hidden>{value > 999 ? '999+' : value}</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}
