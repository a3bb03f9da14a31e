/** Vitest's asymmetric matchers, typed `unknown`: as `any` they would switch type checks off around them. */
import { expect } from 'vitest'

export { containing, having, matching } from '#fake-cloud/test-matchers.ts'

/** A value that a question says yes to. @param what for the failure's message */
// Callers say what the value is: an answer's body has no type of its own.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export const satisfying = <Value>(what: string, question: (value: Value) => boolean): unknown =>
  expect.toSatisfy((value: Value) => question(value), what)

/** An object that lacks some keys. */
export const without = (...keys: string[]): unknown =>
  satisfying<object>(`an object without ${keys.join()}`, (value) => keys.every((key) => !(key in value)))
