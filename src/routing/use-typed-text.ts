import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { type NavigateOptions, NavigationType, useLocation, useNavigation, useNavigationType } from 'react-router'

/** Quiet time after which typed text goes into the URL: a history entry per key would help nobody. */
const TYPING_PAUSE_MS = 250

/** Text ahead of the URL. It holds where it was typed, and along the steps we take from there ourselves. */
interface Typed {
  text: string
  /** Key of the history entry it was typed on. */
  on: string
  /** We have left that entry, or are about to: once gone it is the URL's own text that stands there. */
  isLeaving: boolean
  /** Tells our own steps by: kept in the history state. */
  id: number
}

const typingIn = (state: unknown) =>
  typeof state === 'object' && state !== null && 'typing' in state && typeof state.typing === 'number'
    ? state.typing
    : null

let lastId = 0

interface TypedTextOptions {
  /** The text as the URL has it. */
  inUrl: string
  /** Goes to the URL with this text, in the way of the options. */
  write: (text: string, options: NavigateOptions) => void
}

/**
 * A text of the page's URL that runs ahead of it while being typed. Back, Forward or a link end that: the URL then
 * speaks again.
 */
export function useTypedText({ inUrl, write }: TypedTextOptions) {
  const location = useLocation()
  const arrivedBy = useNavigationType()
  const isUnderWay = useNavigation().state !== 'idle'
  const [lastTyped, setTyped] = useState<Typed | null>(null)
  const isOurs = arrivedBy !== NavigationType.Pop && typingIn(location.state) === lastTyped?.id
  const isHere = lastTyped?.on === location.key && (isUnderWay || !lastTyped.isLeaving)
  const typed = isOurs || isHere ? lastTyped : null
  const isAhead = typed !== null && typed.text !== inUrl
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** The text of the last step of ours, which may still be on its way to the URL. */
  const written = useRef<string | null>(null)

  const writeTyped = ({ text, id }: Typed) => {
    clearTimeout(pause.current)
    written.current = text
    write(text, { replace: true, state: { typing: id } })
  }
  const onPause = useEffectEvent(writeTyped)
  useEffect(() => {
    // A step that is under way would be undone by one of ours: it goes first.
    if (!isAhead || isUnderWay) return
    pause.current = setTimeout(() => onPause(typed), TYPING_PAUSE_MS)
    return () => clearTimeout(pause.current)
  }, [typed, isAhead, isUnderWay])

  return {
    text: typed?.text ?? inUrl,
    type: (text: string) => {
      written.current = null
      if (!typed) lastId += 1
      setTyped(typed ? { ...typed, text } : { text, on: location.key, isLeaving: false, id: lastId })
    },
    /**
     * Takes the text along on a step of the caller's own, which Back undoes. It is ahead of the URL at once: a second
     * press may come before the step of the first is done.
     * @returns what to navigate with
     */
    step: (text: string): NavigateOptions => {
      clearTimeout(pause.current)
      written.current = text
      if (!typed) lastId += 1
      const id = typed?.id ?? lastId
      setTyped({ text, on: location.key, isLeaving: true, id })
      return { state: { typing: id } }
    },
    /**
     * Puts the text into the URL without waiting: the field is being left, perhaps by a press on a link. A pause that
     * ended while the next page loads would take that step back.
     */
    finish: () => {
      if (isAhead && written.current !== typed.text) writeTyped(typed)
    },
  }
}
