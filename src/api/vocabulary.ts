/**
 * What properties mean, which values they have and how they are grouped: from the cloud's metadata definitions, or from
 * the properties every cloud of this kind knows.
 */

/** Image properties are stored as text; the type says how to edit it. */
export type PropertyType = 'string' | 'integer' | 'number' | 'boolean' | 'list'

export interface PropertyMeaning {
  key: string
  title: string
  description: string
  type: PropertyType
  /** Values to offer; the service takes any other too. */
  choices: readonly string[]
  minimum?: number | undefined
  maximum?: number | undefined
  /** What it is when the property is not set. */
  usual?: string | undefined
}

export interface PropertyGroup {
  id: string
  title: string
  description: string
  properties: readonly PropertyMeaning[]
}

export interface Vocabulary {
  groups: readonly PropertyGroup[]
  /** Tags that the cloud's definitions suggest. */
  tags: readonly string[]
  byKey: ReadonlyMap<string, PropertyMeaning>
}

/** The first group to explain a key wins. Groups without properties are left out. */
export function makeVocabulary(groups: readonly PropertyGroup[], tags: readonly string[] = []): Vocabulary {
  const byKey = new Map<string, PropertyMeaning>()
  const kept = groups
    .map((group) => {
      const properties = group.properties.filter(({ key }) => !byKey.has(key))
      for (const property of properties) byKey.set(property.key, property)
      return { ...group, properties }
    })
    .filter(({ properties }) => properties.length > 0)
  return { groups: kept, tags: [...new Set(tags)], byKey }
}

/** What is unusual about a text of a property that has a meaning; null: nothing. The service takes it all the same. */
export function meaningCaution(text: string, { type, choices, minimum, maximum }: PropertyMeaning): string | null {
  if (text === '') return null
  if (type === 'integer' || type === 'number') {
    const value = Number(text)
    if (text.trim() === '' || !Number.isFinite(value) || (type === 'integer' && !Number.isInteger(value)))
      return `Usually a ${type === 'integer' ? 'whole number' : 'number'}.`
    if (minimum !== undefined && value < minimum) return `Usually ${minimum} or more.`
    if (maximum !== undefined && value > maximum) return `Usually ${maximum} or less.`
  }
  if (type === 'boolean' && !/^(true|false|yes|no|1|0)$/i.test(text)) return 'Usually true or false.'
  if (choices.length === 0 || type === 'boolean') return null
  const texts = type === 'list' ? listItems(text) : [text]
  const strange = texts.find((one) => !choices.includes(one))
  return strange === undefined ? null : `“${strange}” is none of the values the cloud describes.`
}

/** The items of a property that is a list: joined by commas, as images can only hold text. */
export const listItems = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
