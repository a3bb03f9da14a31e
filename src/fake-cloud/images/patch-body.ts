/** Reads a PATCH: media types, operations, pointers. Source: api §3.7 "PATCH"; texts as a real Glance has them. */
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange } from '#fake-cloud/core/router.ts'

import { isObject, readJson } from './body.ts'
import { crash } from './errors.ts'
import { isReserved, READ_ONLY } from './fields.ts'

export interface PatchOperation {
  op: 'add' | 'remove' | 'replace'
  /** Name of the field or property, decoded. */
  name: string
  value: unknown
}

const OPERATIONS = ['add', 'remove', 'replace'] as const
const V20 = 'application/openstack-images-v2.0-json-patch'
const V21 = 'application/openstack-images-v2.1-json-patch'

/** @returns the operations, and whether the old media type was used, whose `add` never overwrites */
export async function readPatch(exchange: Exchange): Promise<{ operations: PatchOperation[]; isOldForm: boolean }> {
  const type = exchange.request.headers.get('content-type') ?? ''
  if (type !== V20 && type !== V21) {
    throw new Refusal(415, `The request media type ${type} is not supported by this server.`, {
      headers: { 'accept-patch': `${V20}, ${V21}` },
    })
  }
  const body = await readJson(exchange)
  if (!Array.isArray(body)) throw new Refusal(400, 'Request body must be a JSON array of operation objects.')
  const isOldForm = type === V20
  return { operations: body.map((change: unknown) => readOperation(change, isOldForm)), isOldForm }
}

function readOperation(change: unknown, isOldForm: boolean): PatchOperation {
  if (!isObject(change)) throw new Refusal(400, 'Operations must be JSON objects.')
  const { op, path } = isOldForm ? oldTarget(change) : newTarget(change)
  const value = change['value']
  if (op !== 'remove' && value === undefined) {
    throw new Refusal(400, `Operation "${op}" requires a member named "value".`)
  }
  const name = readPointer(path, op)
  if (name === 'locations') refuseLocations(value)
  if (READ_ONLY.includes(name) || ['id', 'os_hash_algo', 'os_hash_value'].includes(name)) {
    throw new Refusal(403, `Attribute '${name}' is read-only.`)
  }
  if (isReserved(name)) throw new Refusal(403, `Attribute '${name}' is reserved.`)
  return { op, name, value }
}

/** Locations are the operator's; this cloud does not show them. */
function refuseLocations(value: unknown): never {
  if (Array.isArray(value) && value.length === 0) {
    throw new Refusal(403, 'Access was denied to this resource.', { detail: 'Cannot set locations to empty list.' })
  }
  throw new Refusal(403, "It's not allowed to update locations if locations are invisible.")
}

interface Target {
  op: PatchOperation['op']
  path: string
}

function newTarget(change: Record<string, unknown>): Target {
  const choices = `It must be one of the following: ${OPERATIONS.join(', ')}.`
  if (change['op'] === undefined) throw new Refusal(400, `Unable to find \`op\` in JSON Schema change. ${choices}`)
  const op = OPERATIONS.find((candidate) => candidate === change['op'])
  if (!op) throw new Refusal(400, `Invalid operation: \`${printed(change['op'])}\`. ${choices}`)
  const path = change['path']
  if (path === undefined) throw new Refusal(400, "Unable to find 'path' in JSON Schema change")
  if (typeof path !== 'string') throw crash()
  return { op, path }
}

/** An operation's name as it was sent. */
const printed = (op: unknown): string => (typeof op === 'string' ? op : JSON.stringify(op))

/** The draft-4 form: the operation's name is the key of the pointer. */
function oldTarget(change: Record<string, unknown>): Target {
  const [op, ...others] = OPERATIONS.filter((candidate) => change[candidate] !== undefined)
  if (!op || others.length > 0) {
    throw new Refusal(400, 'Operation objects must contain exactly one member named "add", "remove", or "replace".')
  }
  const path = change[op]
  if (typeof path !== 'string') throw crash()
  return { op, path }
}

/** One token, decoded. A doubled slash in front is forgiven, and `/` alone names the property without a name. */
function readPointer(pointer: string, op: PatchOperation['op']): string {
  if (!pointer.startsWith('/')) throw new Refusal(400, `Pointer \`${pointer}\` does not start with "/".`)
  const rest = pointer.replace(/^\/+/, '')
  if (rest.includes('//')) throw new Refusal(400, `Pointer \`${pointer}\` contains adjacent "/".`)
  if (rest.endsWith('/')) throw new Refusal(400, `Pointer \`${pointer}\` end with "/".`)
  if (/~(?![01])/.test(rest)) {
    throw new Refusal(400, `Pointer \`${pointer}\` contains "~" not part of a recognized escape sequence.`)
  }
  const tokens = rest.split('/').map((token) => token.trim().replaceAll('~1', '/').replaceAll('~0', '~'))
  const [name = '', ...deeper] = tokens
  if (
    deeper.length > (name === 'locations' ? 1 : 0) ||
    (name === 'locations' && deeper.length === 0 && op !== 'replace')
  ) {
    throw new Refusal(400, `Invalid JSON pointer for this resource: '${pointer}'`)
  }
  return name
}
