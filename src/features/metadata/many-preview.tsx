/** What many properties at once would do to the image: each with what becomes of it, or why it cannot be. */
import { type FieldValue, isSameField, valueText } from '#api/image-values.ts'
import { no, yes } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { type AddProps, manyKeyProblem } from './add-props.ts'

interface ManyPreviewProps extends Pick<AddProps, 'edits' | 'context' | 'onAdd'> {
  properties: ReadonlyMap<string, string>
  /** Said where there is nothing to add. */
  nothing: string
}

export function ManyPreview({ edits, context, properties, nothing, onAdd }: ManyPreviewProps) {
  const rows = [...properties].map(([key, value]) => ({ key, value, problem: manyKeyProblem(key, { edits, context }) }))
  const fit = rows.filter(({ key, value, problem }) => problem === null && !isSameField(edits.values.get(key), value))
  return (
    <>
      {rows.length > 0 && (
        <ul aria-label="What will be added" className="max-h-64 overflow-auto rounded-md border border-line">
          {rows.map(({ key, value, problem }) => (
            <li key={key} className="border-b border-line px-3 py-1.5 last:border-b-0">
              <span className="font-mono text-xs break-all">
                <bdi>{key}</bdi> = <bdi>{value}</bdi>
              </span>
              <span className={`block text-xs ${problem === null ? 'text-ink-3' : 'text-bad'}`}>
                {problem ?? becomes(edits.values.get(key), value)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="flex justify-end">
        <Button
          variant="primary"
          verdict={fit.length > 0 ? yes : no(nothing)}
          onPress={() => onAdd(new Map(fit.map(({ key, value }) => [key, value])))}
        >
          {fit.length === 0 ? 'Add' : `Add ${fit.length === 1 ? '1 property' : `${fit.length} properties`}`}
        </Button>
      </div>
    </>
  )
}

const becomes = (before: FieldValue | undefined, value: string) =>
  before === undefined ? 'New' : before === value ? 'As it is already' : `Now ${valueText(before)}`
