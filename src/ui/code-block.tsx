import { WrapText } from 'lucide-react'
import { useState } from 'react'
import { ToggleButton } from 'react-aria-components'

import { controlClasses } from './control-classes.ts'
import { CopyButton } from './copy-button.tsx'
import { jsonTokens, type JsonTokenKind } from './json-tokens.ts'
import { Tip } from './tooltip.tsx'

const colours: Record<JsonTokenKind, string> = {
  key: 'text-accent',
  string: 'text-ok',
  number: 'text-busy',
  word: 'text-warn',
  plain: 'text-ink-3',
}

export interface CodeBlockProps {
  /** Names the block, and what its button copies: "image JSON". */
  label: string
  /** Shown as indented JSON; a string is shown as it is. */
  value: unknown
}

/** JSON or plain text in a fixed-width font, with line numbers, wrapping on request, and copying. */
export function CodeBlock({ label, value }: CodeBlockProps) {
  const [isWrapped, setWrapped] = useState(true)
  const isJson = typeof value !== 'string'
  const text = isJson ? (JSON.stringify(value, null, 2) ?? '') : value
  return (
    <figure aria-label={label} className="overflow-hidden rounded-lg border border-line bg-surface">
      <figcaption className="flex h-9 items-center gap-1 border-b border-line pr-1.5 pl-3 text-xs text-ink-3">
        <span className="flex-1 truncate">{label}</span>
        <Tip tip={isWrapped ? 'Long lines wrap' : 'Long lines run on'}>
          <ToggleButton
            aria-label="Wrap long lines"
            isSelected={isWrapped}
            onChange={setWrapped}
            className={`${controlClasses({ variant: 'ghost', size: 'sm', isSquare: true })} data-selected:bg-hover data-selected:text-ink`}
          >
            <WrapText aria-hidden />
          </ToggleButton>
        </Tip>
        <CopyButton text={text} what={label} />
      </figcaption>
      <div
        role="region"
        aria-label={`${label}, text`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[70vh] overflow-auto -outline-offset-2"
      >
        <pre
          className={`py-2 font-mono text-xs leading-5 ${isWrapped ? 'break-all whitespace-pre-wrap' : 'w-max whitespace-pre'}`}
        >
          <code>
            {text.split('\n').map((line, at) => (
              <span key={at} className="grid grid-cols-[3.25rem_1fr] hover:bg-hover">
                <span aria-hidden className="pr-4 text-right text-ink-3 select-none">
                  {at + 1}
                </span>
                <span className="pr-4">
                  {isJson
                    ? jsonTokens(line).map((token, part) => (
                        <span key={part} className={colours[token.kind]}>
                          {token.text}
                        </span>
                      ))
                    : line}
                  {'\n'}
                </span>
              </span>
            ))}
          </code>
        </pre>
      </div>
    </figure>
  )
}
