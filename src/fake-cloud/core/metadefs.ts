/** Metadata definitions: which properties exist, what they mean and what they may hold. Shapes only. */

export interface PropertyDefinition {
  title: string
  description: string
  type: 'string' | 'integer' | 'number' | 'boolean' | 'array'
  enum?: readonly string[]
  minimum?: number
  maximum?: number
  default?: string | number | boolean
  items?: { type: 'string' }
  operators?: readonly string[]
}

export interface ObjectDefinition {
  name: string
  description?: string
  required: readonly string[]
  properties: Readonly<Record<string, object>>
}

export interface ResourceType {
  name: string
  /** Goes before every key of the namespace on such a resource. */
  prefix?: string
  properties_target?: string
}

export interface MetadefNamespace {
  namespace: string
  displayName?: string
  description?: string
  visibility: 'public' | 'private'
  protected: boolean
  /** Project that sees a private one. */
  owner: string
  resourceTypes: readonly ResourceType[]
  /** Property definitions; those made by hand may be of any shape. */
  properties: Readonly<Record<string, object>>
  objects: readonly ObjectDefinition[]
  tags: readonly string[]
  /** Milliseconds since the epoch; absent for those that came with the cloud. */
  changedAt?: number
}
