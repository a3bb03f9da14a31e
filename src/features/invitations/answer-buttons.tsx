import { Check, Clock, X } from 'lucide-react'
import type { Answer } from '#api/members.ts'
import { no, type Verdict } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'

interface AnswerButtonsProps {
  /** What the answer is now; null where it differs among several. */
  answer: Answer | null
  verdict: Verdict
  isBusy: boolean
  onAnswer: (answer: Answer) => void
  size?: 'sm' | 'md'
}

/** The three answers; the one given already stays in its place, and says so. */
export function AnswerButtons({ answer, verdict, isBusy, onAnswer, size = 'md' }: AnswerButtonsProps) {
  const of = (given: Answer, reason: string) => ({
    size,
    verdict: verdict.ok && answer === given ? no(reason) : verdict,
    // Presses are ignored while an answer is under way; nothing else changes its look.
    onPress: () => {
      if (!isBusy) onAnswer(given)
    },
  })
  return (
    <div className="flex flex-wrap gap-2">
      <Button {...of('accepted', 'You have accepted it.')} variant="primary" icon={<Check aria-hidden />}>
        Accept
      </Button>
      <Button {...of('rejected', 'You have rejected it.')} icon={<X aria-hidden />}>
        Reject
      </Button>
      <Button {...of('pending', 'It waits for your answer.')} variant="ghost" icon={<Clock aria-hidden />}>
        Decide later
      </Button>
    </div>
  )
}
