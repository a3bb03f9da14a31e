import { exactBytes, formatBytes, unknownValue } from '#lib/units.ts'

import { Hint } from './tooltip.tsx'

export interface BytesProps {
  /** Null when the service does not know. */
  bytes: number | null
  isTabStop?: boolean
}

/** A size in binary units; the exact number of bytes on hover, focus and press. */
export function Bytes({ bytes, isTabStop = true }: BytesProps) {
  if (bytes === null) return <>{unknownValue}</>
  return (
    <Hint isTabStop={isTabStop} hint={exactBytes(bytes)} className="tabular-nums">
      {formatBytes(bytes)}
    </Hint>
  )
}
