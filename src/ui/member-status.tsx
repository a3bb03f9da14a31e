import { Badge, type Tone } from './badge.tsx'

const known = new Map<string, { words: string; tone: Tone }>([
  ['pending', { words: 'Pending', tone: 'warn' }],
  ['accepted', { words: 'Accepted', tone: 'ok' }],
  ['rejected', { words: 'Rejected', tone: 'neutral' }],
])

/** How somebody answered an offer; an answer not known here is shown as it came. */
export function MemberStatus({ status }: { status: string }) {
  const { words, tone } = known.get(status) ?? { words: status, tone: 'neutral' }
  return (
    <Badge variant="dot" tone={tone}>
      {words}
    </Badge>
  )
}
