import type { Operation } from './operation.ts'
import { reads } from './reads.ts'
import { writes } from './writes.ts'

export const operations: readonly Operation[] = [...reads, ...writes]
