/** The shapes a number or a date may be asked for in: equal, compared, or between two ends. */

export type Operator = '>' | '>=' | '<' | '<='

export type Comparison =
  | { kind: 'equal'; operand: string }
  | { kind: 'compare'; operator: Operator; operand: string }
  /** Both ends are included; an open one is null. */
  | { kind: 'between'; from: string | null; to: string | null }

const operators: readonly Operator[] = ['>=', '<=', '>', '<']

/** How a value reads; null when nothing stands where an operand should. */
export const comparisonOf = (text: string): Comparison | null => {
  const operator = operators.find((sign) => text.startsWith(sign))
  if (operator) {
    const operand = text.slice(operator.length).trim()
    return operand === '' ? null : { kind: 'compare', operator, operand }
  }
  const dots = text.indexOf('..')
  if (dots !== -1) {
    const from = text.slice(0, dots).trim()
    const to = text.slice(dots + 2).trim()
    return from === '' && to === '' ? null : { kind: 'between', from: from || null, to: to || null }
  }
  const operand = text.trim()
  return operand === '' ? null : { kind: 'equal', operand }
}
