/**
 * A call of the Images API in the words of OpenStack's command-line clients. What they cannot say, or would say
 * otherwise than asked, is refused with the reason. Learned from python-openstackclient 6.0 and its library at work.
 */
import * as z from 'zod/mini'
import type { Command } from '#lib/equivalents.ts'
import { shellWord } from '#lib/shell-word.ts'
import { no } from '#lib/verdict.ts'
import type { CloudCall } from './acts.ts'
import { keyOf, type PatchOp } from './json-patch.ts'
import { option, setOptions, unsetOption, type Words } from './equivalents-options.ts'
import type { Image } from './schemas.ts'

interface CliContext {
  /** ID of the account or project that acts. */
  account: string
  before?: Image | undefined
}

/** @returns lines joined by `&&` where the client needs two */
export function cliCommand(call: CloudCall, context: CliContext): Command {
  const segments = call.path.split('/').slice(1).map(decodeURIComponent)
  const [resource, first = '', below, last = ''] = segments
  const asked = `${call.method} ${resource}${below === undefined ? '' : `/${below}`}`
  const openstack = (...words: string[]) => said([command('openstack', call, words)])
  const glance = (...words: string[]) => said([command('glance', call, words)])
  switch (asked) {
    case 'PATCH images':
      return patchCommand(call, first, context.before)
    case 'DELETE images':
      return openstack('image', 'delete', first)
    case 'POST images/actions':
      return openstack('image', 'set', last === 'deactivate' ? '--deactivate' : '--activate', first)
    case 'POST images/members': {
      const { member } = MemberBody.parse(call.body)
      return openstack('image', 'add', 'project', first, member)
    }
    case 'DELETE images/members':
      return openstack('image', 'remove', 'project', first, last)
    case 'PUT images/members': {
      // With --project the client would change the image's owner as well.
      if (last !== context.account) return no('The openstack client sets the answer of your own project only.')
      const { status } = StatusBody.parse(call.body)
      return openstack('image', 'set', answerOptions[status], first)
    }
    case 'POST images/import': {
      const parsed = CopyBody.safeParse(call.body)
      if (!parsed.success) return no('The command-line clients start such an import together with the image itself.')
      return glance('image-import', '--import-method', 'copy-image', '--stores', parsed.data.stores.join(','), first)
    }
    // Of the path /stores/{store}/{image}.
    case `DELETE stores/${below}`:
      return glance('stores-delete', '--store', first, below ?? '')
    case 'POST tasks': {
      const { type, input } = TaskBody.parse(call.body)
      return glance('task-create', '--type', type, '--input', JSON.stringify(input))
    }
    default:
      return no('The command-line clients have no command for this call.')
  }
}

const MemberBody = z.object({ member: z.string() })
const StatusBody = z.object({ status: z.enum(['accepted', 'rejected', 'pending']) })
const answerOptions = { accepted: '--accept', rejected: '--reject', pending: '--pending' }
const CopyBody = z.object({ method: z.object({ name: z.literal('copy-image') }), stores: z.array(z.string()) })
const TaskBody = z.object({ type: z.string(), input: z.unknown() })

const Patch = z.array(
  z.union([
    z.object({ op: z.enum(['add', 'replace']), path: z.string(), value: z.unknown() }),
    z.object({ op: z.literal('remove'), path: z.string() }),
  ]),
)

/** Setting and unsetting are two commands of the client. */
function patchCommand(call: CloudCall, imageId: string, before: Image | undefined): Command {
  const set: string[] = []
  const unset: string[] = []
  for (const step of Patch.parse(call.body)) {
    const words = wordsOf(step, before)
    if (!words.ok) return words
    set.push(...words.set)
    unset.push(...words.unset)
  }
  const lines = [
    ...(unset.length > 0 ? [command('openstack', call, ['image', 'unset', ...unset, imageId])] : []),
    ...(set.length > 0 ? [command('openstack', call, ['image', 'set', ...set, imageId])] : []),
  ]
  return lines.length === 0 ? no('There is nothing to change.') : said(lines)
}

function wordsOf(step: PatchOp, before: Image | undefined): Words {
  const key = keyOf(step.path)
  if (step.op === 'remove') return unsetOption(key)
  return key === 'tags' ? tagOptions(step.value, before) : setOptions(key, step.value)
}

/** The client adds and removes single tags. */
function tagOptions(value: unknown, before: Image | undefined): Words {
  if (!before)
    return no('The openstack client adds and removes single tags, and which the image had is not known here.')
  const wanted = z.array(z.string()).parse(value)
  const gone = before.tags.filter((tag) => !wanted.includes(tag))
  const unspeakable = gone.find((tag) => /[/?#]/.test(tag))
  if (unspeakable !== undefined) return no(`The openstack client cannot remove the tag ${unspeakable}.`)
  return {
    ok: true,
    set: wanted.filter((tag) => !before.tags.includes(tag)).flatMap((tag) => option('--tag', tag)),
    unset: gone.flatMap((tag) => option('--tag', tag)),
  }
}

const command = (program: string, { region }: CloudCall, words: readonly string[]) =>
  [program, '--os-region-name', region, ...words].map(shellWord).join(' ')

const said = (lines: readonly string[]): Command => {
  // Half a character of two: JSON can say it, a terminal cannot.
  if (!lines.every((line) => line.isWellFormed())) return no('The change holds text that no terminal can pass on.')
  return { ok: true, text: lines.join(' &&\n') }
}
