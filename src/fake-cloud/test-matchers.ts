/** Vitest's asymmetric matchers, typed `unknown`: as `any` they would switch type checks off around them. */
import { expect } from 'vitest'

export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)
export const containing = (text: string): unknown => expect.stringContaining(text)
export const including = (items: unknown[]): unknown => expect.arrayContaining(items)
export const having = (part: object): unknown => expect.objectContaining(part)
