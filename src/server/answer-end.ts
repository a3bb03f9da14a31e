import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export interface EndedAnswer {
  request: FastifyRequest
  reply: FastifyReply
  /** The browser went away before the end. */
  isBrokenOff: boolean
}

/** Adds a callback that runs once per request, when its answer has ended. */
export type OnAnswerEnd = (callback: (answer: EndedAnswer) => void) => void

/** Fastify's own `onResponse` says nothing of answers that were broken off. One listener serves all callbacks. */
export const registerAnswerEnd = (app: FastifyInstance): OnAnswerEnd => {
  const callbacks: Parameters<OnAnswerEnd>[0][] = []
  app.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => {
      const answer = { request, reply, isBrokenOff: !reply.raw.writableFinished }
      for (const callback of callbacks) callback(answer)
    })
    done()
  })
  return (callback) => callbacks.push(callback)
}
