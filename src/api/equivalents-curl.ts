/** A call of the Images API as curl sends it. */
import type { Flavour } from '#lib/contract.ts'
import { plainJson, shellWord } from '#lib/shell-word.ts'
import type { CloudCall } from './acts.ts'

/** Where people keep their token, by the habit of each cloud's own documentation. */
export const tokenVariable = (flavour: Flavour) => (flavour === 'rackspace' ? 'AUTH_TOKEN' : 'OS_TOKEN')

export function curlCommand({ method, path, contentType, body }: CloudCall, flavour: Flavour): string {
  const headers = [`"X-Auth-Token: $${tokenVariable(flavour)}"`]
  if (body !== undefined) headers.push(shellWord(`Content-Type: ${contentType ?? 'application/json'}`))
  return [
    // A refusal ends a chain of commands, and its reason is still shown.
    `curl -sS --fail-with-body -X ${method} "$IMAGE_ENDPOINT/v2${inDoubleQuotes(path)}"`,
    ...headers.map((header) => `-H ${header}`),
    // `-d` would read a file where the text begins with @.
    ...(body === undefined ? [] : [`--data-raw ${shellWord(plainJson(body))}`]),
  ].join(' \\\n  ')
}

/** What `encodeURIComponent` leaves and a shell or curl's own patterns would act on. */
const inDoubleQuotes = (path: string) =>
  path.replaceAll(/[!'()*$`"\\[\]{}]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
