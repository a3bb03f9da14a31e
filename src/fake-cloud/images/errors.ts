/**
 * How the image service says no. Source: api §0.1 "Glance error bodies" (WebOb's three renderings, chosen by Accept)
 * and, for Rackspace, the 2014 WebOb: HTML or plain text, never JSON.
 */
import type { Flavour } from '#lib/contract.ts'

import { preferred } from '#fake-cloud/core/accept.ts'
import { reasonOf, Refusal } from '#fake-cloud/core/refusal.ts'

/** What the service says when a request took it down. */
export const crash = () =>
  new Refusal(500, 'The server has either erred or is incapable of performing the requested operation.')

/** In 2014 Python left apostrophes alone. */
const escapeHtml2014 = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const escapeHtml = (text: string) => escapeHtml2014(text).replaceAll("'", '&#x27;')

/** WebOb's plain form loses whatever looks like a tag, part of a hostile name included. */
const stripTags = (text: string) =>
  text
    .replaceAll('\n', ' ')
    .replaceAll(/<br\s*\/?>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')

/** WebOb prints the explanation, then the detail, around markup that survives even in the JSON form. */
function bodyText({ status, message, detail, isBare }: Refusal, escape: (text: string) => string): string {
  if (isBare) return escape(message)
  // Two statuses have templates of their own.
  if (status === 405) return `${escape(message)} <br /><br />\n${escape(detail)}`
  if (status === 415) return `${escape(message)}\n<br /><br />\n${escape(detail)}`
  return `${escape(message)}<br /><br />\n${escape(detail)}\n\n`
}

function formatFor(accept: string | null, flavour: Flavour): 'html' | 'json' | 'plain' {
  if (flavour === 'rackspace') return /html|\*\/\*/.test(accept ?? '') ? 'html' : 'plain'
  const offer = preferred(accept ?? '', ['text/html', 'application/json'])
  if (offer === undefined) return 'plain'
  return offer === 'text/html' ? 'html' : 'json'
}

export function renderRefusal(refusal: Refusal, accept: string | null, flavour: Flavour): Response {
  const reason = reasonOf(refusal.status)
  const line = `${refusal.status} ${reason}`
  const respond = (body: string, type: string) =>
    new Response(body, {
      status: refusal.status,
      statusText: reason,
      headers: { 'content-type': type, ...refusal.headers },
    })

  switch (formatFor(accept, flavour)) {
    case 'json':
      return respond(
        JSON.stringify({ message: bodyText(refusal, String), code: line, title: reason }),
        'application/json',
      )
    case 'html':
      return respond(
        `<html>\n <head>\n  <title>${line}</title>\n </head>\n <body>\n  <h1>${line}</h1>\n  ${bodyText(refusal, flavour === 'rackspace' ? escapeHtml2014 : escapeHtml)}\n </body>\n</html>`,
        'text/html; charset=UTF-8',
      )
    default:
      return respond(`${line}\n\n${stripTags(bodyText(refusal, String))}`, 'text/plain; charset=UTF-8')
  }
}
