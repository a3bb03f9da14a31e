/** Headers that stay with an account, a container or an object. Source: api §4; limits as `/info` names them. */
import type { Metadata } from '#fake-cloud/core/object-tables.ts'

import { sentence } from './errors.ts'
import { LIMITS } from './info.ts'

export type Holder = 'account' | 'container' | 'object'

/** Headers other than `X-…-Meta-…` that are kept. */
const KEPT: Record<Holder, readonly string[]> = {
  account: [],
  container: ['x-container-read', 'x-container-write', 'x-versions-location', 'x-history-location'],
  object: ['content-encoding', 'content-disposition', 'content-language', 'cache-control'],
}

/** Metadata a request carries. @throws StorageRefusal 400 past a limit */
export function metadataIn(headers: Headers, holder: Holder): Metadata {
  const prefix = `x-${holder}-meta-`
  const metadata: Record<string, string> = {}
  for (const [name, value] of headers) {
    if (name.startsWith(prefix)) check(name, prefix, value)
    if (name.startsWith(prefix) || KEPT[holder].includes(name)) metadata[name] = value
  }
  if (Object.keys(metadata).length > LIMITS.max_meta_count) {
    throw sentence(400, `Too many metadata items; max ${LIMITS.max_meta_count}`)
  }
  return metadata
}

function check(name: string, prefix: string, value: string): void {
  const key = name.slice(prefix.length)
  if (key === '') throw sentence(400, 'Metadata name cannot be empty')
  if (key.length > LIMITS.max_meta_name_length) throw sentence(400, `Metadata name too long: ${name}`)
  if (value.length > LIMITS.max_meta_value_length) {
    throw sentence(400, `Metadata value longer than ${LIMITS.max_meta_value_length}: ${name}`)
  }
}

/**
 * Accounts and containers keep what is not named again; an empty value, or `X-Remove-…`, drops an entry.
 * (An object's POST replaces everything instead.)
 */
export function mergedMetadata(before: Metadata, headers: Headers, holder: Holder): Metadata {
  const merged = { ...before, ...metadataIn(headers, holder) }
  const removed = [...headers.keys()]
    .filter((name) => name.startsWith(`x-remove-${holder}-`))
    .map((name) => name.replace('x-remove-', 'x-'))
  return Object.fromEntries(Object.entries(merged).filter(([name, value]) => value !== '' && !removed.includes(name)))
}
