/** What somebody at a terminal would type to send the same calls. Never holds a token. */
import type { Command, Equivalents } from '#lib/equivalents.ts'
import type { CloudCall } from './acts.ts'
import { cliCommand } from './equivalents-cli.ts'
import { curlCommand, tokenVariable } from './equivalents-curl.ts'
import type { Image } from './schemas.ts'
import type { SignedIn } from './session.ts'

/**
 * @param calls in the order they are sent; at least one
 * @param before the image as it was, where it is known: without it there is no command for a change of tags, because
 *   the client adds and removes single ones
 */
export function equivalentsOf(calls: readonly CloudCall[], session: SignedIn, before?: Image): Equivalents {
  const commands = calls.map((call) => cliCommand(call, { account: session.account.id, before }))
  const refused = commands.find(({ ok }) => !ok)
  const texts = commands.flatMap((command) => (command.ok ? [command.text] : []))
  const cli: Command = refused ?? { ok: true, text: texts.join(' &&\n') }
  const regions = [...new Set(calls.map(({ region }) => region))].join(', ')
  return {
    cli,
    curl: calls.map((call) => curlCommand(call, session.flavour)).join(' &&\n'),
    curlNeeds: `Set IMAGE_ENDPOINT to the Images API of ${regions} without its /v2, and ${tokenVariable(session.flavour)} to your token.`,
  }
}
