/** One log line per write: who did what to which target, and how it ended. Reads leave none. */
import type { FastifyRequest } from 'fastify'
import type { Account } from '#lib/contract.ts'
import type { OnAnswerEnd } from './answer-end.ts'
import type { SessionData } from './session-cookie.ts'

export interface AuditEntry {
  who: Account
  account: Account | null
  region: string | null
  /** HTTP method of a proxied write, or sign-in, sign-out, switch-project. */
  verb: string
  /** Path below the service without query, or the cloud's name. */
  target: string
}

export interface Audit {
  /** Remembers what a request is about; the line is written once its answer has ended, also when that ended early. */
  note(request: FastifyRequest, entry: AuditEntry): void
  /** The cloud's own ID of the request, once known. */
  upstreamId(request: FastifyRequest, id: string): void
  ofSession(data: SessionData): Pick<AuditEntry, 'who' | 'account'>
}

export const createAudit = (onAnswerEnd: OnAnswerEnd): Audit => {
  const entries = new WeakMap<FastifyRequest, AuditEntry & { upstreamRequestId?: string }>()

  onAnswerEnd(({ request, reply, isBrokenOff }) => {
    const entry = entries.get(request)
    if (!entry) return
    const ended = { status: reply.statusCode, ms: Math.round(reply.elapsedTime), ...(isBrokenOff && { aborted: true }) }
    request.log.info({ audit: { ...entry, ...ended } }, 'audit')
  })

  return {
    note(request, entry) {
      entries.set(request, entry)
    },
    upstreamId(request, id) {
      const entry = entries.get(request)
      if (entry) entry.upstreamRequestId = id
    },
    ofSession: (data) => ({
      who: { id: data.u[0], name: data.u[1] },
      account: data.a && { id: data.a[0], name: data.a[1] },
    }),
  }
}
