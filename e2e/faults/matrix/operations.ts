import type { Operation } from './operation.ts'
import { reads } from './reads.ts'
import { sessions } from './sessions.ts'
import { transfers } from './transfers.ts'
import { writes } from './writes.ts'

/** The rows of the table. */
export const operations: readonly Operation[] = [...sessions, ...reads, ...writes, ...transfers]
