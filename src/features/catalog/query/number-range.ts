/** Numbers and sizes: `2GiB`, `>500MB`, `1..4`. */
import { comparisonOf, type Operator } from './comparison.ts'

export interface NumberRange {
  low: number
  isLowIncluded: boolean
  high: number
  isHighIncluded: boolean
  /** For people: `over 2 GiB`. */
  words: string
}

interface Amount {
  value: number
  words: string
}

const operatorWords: Readonly<Record<Operator, string>> = {
  '>': 'over',
  '>=': 'at least',
  '<': 'under',
  '<=': 'at most',
}

const from = (low: number, isLowIncluded: boolean, words: string): NumberRange => ({
  low,
  isLowIncluded,
  high: Infinity,
  isHighIncluded: true,
  words,
})

const upTo = (high: number, isHighIncluded: boolean, words: string): NumberRange => ({
  low: -Infinity,
  isLowIncluded: true,
  high,
  isHighIncluded,
  words,
})

const rangeOf = (text: string, amountOf: (text: string) => Amount | null): NumberRange | null => {
  const comparison = comparisonOf(text)
  if (!comparison) return null
  if (comparison.kind === 'between') {
    const low = comparison.from === null ? null : amountOf(comparison.from)
    const high = comparison.to === null ? null : amountOf(comparison.to)
    if ((comparison.from !== null && !low) || (comparison.to !== null && !high)) return null
    if (low && !high) return from(low.value, true, `at least ${low.words}`)
    if (high && !low) return upTo(high.value, true, `at most ${high.words}`)
    if (!low || !high) return null
    const words = `${low.words} to ${high.words}`
    return { low: low.value, isLowIncluded: true, high: high.value, isHighIncluded: true, words }
  }
  const amount = amountOf(comparison.operand)
  if (!amount) return null
  const { value } = amount
  if (comparison.kind === 'equal') {
    return { low: value, isLowIncluded: true, high: value, isHighIncluded: true, words: amount.words }
  }
  const words = `${operatorWords[comparison.operator]} ${amount.words}`
  const isIncluded = comparison.operator.endsWith('=')
  return comparison.operator.startsWith('>') ? from(value, isIncluded, words) : upTo(value, isIncluded, words)
}

export const isInRange = ({ low, isLowIncluded, high, isHighIncluded }: NumberRange, value: number) =>
  (isLowIncluded ? value >= low : value > low) && (isHighIncluded ? value <= high : value < high)

const plainNumber = /^[+-]?\d{1,300}(?:\.\d{1,300})?$/

/** A number as a property holds it, `24.04` or `-1`; null when the text is none. */
export const numberOf = (text: string): number | null => (plainNumber.test(text) ? Number(text) : null)

/** Numbers compared or between two ends; null when a number is missing, as in any other text. */
export const numberRange = (text: string): NumberRange | null =>
  rangeOf(text, (operand) => {
    const value = numberOf(operand)
    return value === null ? null : { value, words: operand }
  })

/** Bytes in a unit, by its lower-case name. A letter alone is binary, as in `qemu-img` and `ls`. */
const units = new Map([['b', { bytes: 1, words: 'B' }]])
for (const [at, letter] of ['K', 'M', 'G', 'T', 'P'].entries()) {
  const binary = { bytes: 1024 ** (at + 1), words: `${letter}iB` }
  units.set(letter.toLowerCase(), binary)
  units.set(`${letter.toLowerCase()}ib`, binary)
  units.set(`${letter.toLowerCase()}b`, { bytes: 1000 ** (at + 1), words: `${letter}B` })
}

const sizeText = /^(\d{1,30}(?:\.\d{1,30})?)\s*([a-z]{0,3})$/i

/**
 * Sizes in bytes, compared or between two ends; null when they are none.
 * @param plainUnit bytes a number without a unit counts, as for `min_disk`, which is in GiB
 */
export const sizeRange = (text: string, plainUnit: number): NumberRange | null =>
  rangeOf(text, (operand) => {
    const [, digits, unitName = ''] = sizeText.exec(operand) ?? []
    if (digits === undefined) return null
    const named = units.get(unitName.toLowerCase())
    const unit = unitName === '' ? [...units.values()].find(({ bytes }) => bytes === plainUnit) : named
    return unit ? { value: Number(digits) * unit.bytes, words: `${digits} ${unit.words}` } : null
  })
