import type { Params } from 'react-router'

/** A part of the path that the route's pattern guarantees. */
export function param(params: Params, name: string): string {
  const value = params[name]
  if (value === undefined) throw new Error(`The route has no :${name}`)
  return value
}
