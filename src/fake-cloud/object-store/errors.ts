/**
 * How object storage says no: a scrap of HTML whatever `Accept` says, and for some rules one plain sentence.
 * Source: api §4 "Errors"; texts as a real Swift answers them.
 */
import { reasonOf } from '#fake-cloud/core/refusal.ts'

const SENTENCES: Record<number, string> = {
  202: 'The request is accepted for processing.',
  400: 'The server could not comply with the request since it is either malformed or otherwise incorrect.',
  401: 'This server could not verify that you are authorized to access the document you requested.',
  403: 'Access was denied to this resource.',
  404: 'The resource could not be found.',
  405: 'The method is not allowed for this resource.',
  409: 'There was a conflict when trying to complete your request.',
  411: 'Content-Length header required.',
  412: 'A precondition for this request was not met.',
  413: 'The body of your request was too large for this server.',
  416: 'The Range requested is not available.',
  422: 'Unable to process the contained instructions',
  499: 'The client was disconnected during request.',
}

const TITLES: Record<number, string> = { 202: 'Accepted', 499: 'Client Disconnect' }

/** The service's own page for a status. */
export const pageOf = (status: number): string =>
  `<html><h1>${TITLES[status] ?? reasonOf(status)}</h1><p>${SENTENCES[status] ?? ''}</p></html>`

/** A request that object storage turned down. */
export class StorageRefusal extends Error {
  readonly status: number
  /** Body; the service's page for the status when absent. */
  readonly body: string | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, more: { body?: string; headers?: Record<string, string> } = {}) {
    super(`Object storage answers ${status}`)
    this.status = status
    this.body = more.body
    this.headers = more.headers ?? {}
  }

  response(): Response {
    return new Response(this.body ?? pageOf(this.status), {
      status: this.status,
      statusText: TITLES[this.status] ?? reasonOf(this.status),
      headers: { 'content-type': 'text/html; charset=UTF-8', ...this.headers },
    })
  }
}

/** A refusal that is one plain sentence. */
export const sentence = (status: number, text: string): StorageRefusal =>
  new StorageRefusal(status, { body: text, headers: { 'content-type': 'text/plain' } })

export const notFound = (): StorageRefusal => new StorageRefusal(404)
