import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'

import { announce } from './announcer.tsx'
import { Button, IconButton } from './button.tsx'
import { writeClipboard } from './clipboard.ts'
import type { ControlSize } from './control-classes.ts'

type Outcome = 'idle' | 'copied' | 'refused'

export interface CopyButtonProps {
  text: string
  /** What is copied, in words: "image ID". Becomes "Copy image ID". */
  what: string
  /** Shows the words beside the icon. */
  isLabelled?: boolean
  size?: ControlSize
  className?: string
}

/** Puts text on the clipboard and says that it did, in place and to assistive technology. */
export function CopyButton({ text, what, isLabelled = false, size = 'sm', className = '' }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>('idle')

  useEffect(() => {
    if (outcome === 'idle') return
    const timer = setTimeout(() => setOutcome('idle'), 2_000)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = async () => {
    const copied = await writeClipboard(text)
    setOutcome(copied ? 'copied' : 'refused')
    announce(
      copied ? `Copied ${what}` : `The browser did not allow copying the ${what}. Select the text and copy it by hand.`,
    )
  }

  const icon =
    outcome === 'copied' ? (
      <Check aria-hidden className="text-ok" />
    ) : outcome === 'refused' ? (
      <X aria-hidden className="text-bad" />
    ) : (
      <Copy aria-hidden />
    )
  if (isLabelled) {
    return (
      <Button size={size} icon={icon} onPress={() => void copy()} className={className}>
        {outcome === 'copied' ? 'Copied' : `Copy ${what}`}
      </Button>
    )
  }
  return (
    <IconButton size={size} aria-label={`Copy ${what}`} onPress={() => void copy()} className={className}>
      {icon}
    </IconButton>
  )
}
