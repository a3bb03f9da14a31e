import type { Operation } from './operation.ts'
import { reads } from './reads.ts'

export const operations: readonly Operation[] = [...reads]
