/** How Keystone says no: JSON from its own routes, HTML for paths it does not have. Source: api §2.1 "Error body". */
import { reasonOf, type Refusal } from '#fake-cloud/core/refusal.ts'

const CLIENT_AT_FAULT =
  'The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.'

/** The sentence for a part that is missing. */
export const missing = (what: string, where: string) => `Expecting to find ${what} in ${where}. ${CLIENT_AT_FAULT}`

export const NO_IDENTITY = "'identity' is a required property"

/** One sentence for every wrong credential: it never says which part was wrong. */
export const UNAUTHENTICATED = 'The request you have made requires authentication.'

export function renderKeystoneRefusal(refusal: Refusal, authUrl: string): Response {
  const title = reasonOf(refusal.status)
  return Response.json(
    { error: { code: refusal.status, message: refusal.message, title } },
    {
      status: refusal.status,
      headers: {
        ...(refusal.status === 401 && { 'www-authenticate': `Keystone uri="${authUrl}"` }),
        ...refusal.headers,
      },
    },
  )
}

export const keystoneUnknownPath = (): Response =>
  new Response(
    '<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>\n',
    { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } },
  )

export const keystoneWrongMethod = (allowed: string[]): Response =>
  Response.json(
    { message: 'The method is not allowed for the requested URL.' },
    { status: 405, headers: { allow: ['OPTIONS', ...allowed].join(', ') } },
  )
