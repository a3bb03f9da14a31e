/** What the palette offers, as data: pages, what can be done where one is, and images. */
import type { ReactNode } from 'react'

import { imageName } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'

export interface Command {
  /** Unique among all that can be shown at once. */
  id: string
  group: string
  label: string
  detail?: string
  icon: ReactNode
  /** Keys that do the same. */
  keys?: readonly string[]
  /** Further words it is found by. */
  words?: string
  /** Why it cannot be done; it stays in sight. */
  refusal?: string
  run: () => void
}

/** An image with the list it was found in. */
export interface Found {
  region: string
  image: Image
}

const wordsOf = (q: string) => q.toLowerCase().split(/\s+/).filter(Boolean)

/** Those that hold every word, in their order; where a word begins one in the label first. */
export function matchingCommands(commands: readonly Command[], q: string): Command[] {
  const words = wordsOf(q)
  const rank = ({ label }: Command) => (label.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1)
  return commands
    .filter(({ label, group, words: more = '' }) => {
      const text = `${label} ${group} ${more}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .toSorted((a, b) => rank(a) - rank(b))
}

export const MOST_IMAGES = 8

/**
 * Images whose name or ID holds every word: names that begin so first, then the newest. All are counted, few returned.
 */
export function matchingImages(
  lists: readonly { region: string; images: readonly Image[] }[],
  q: string,
): { found: Found[]; count: number } {
  const words = wordsOf(q)
  const start = q.trim().toLowerCase()
  const hits: { rank: number; at: string; found: Found }[] = []
  if (words.length === 0) return { found: [], count: 0 }
  for (const { region, images } of lists)
    for (const image of images) {
      const name = (imageName(image) ?? '').toLowerCase()
      const text = `${name}\n${image.id.toLowerCase()}`
      if (!words.every((word) => text.includes(word))) continue
      const rank = name === start || image.id === start ? 0 : name.startsWith(start) ? 1 : 2
      hits.push({ rank, at: image.updated_at ?? image.created_at, found: { region, image } })
    }
  const sorted = hits.toSorted((a, b) => a.rank - b.rank || b.at.localeCompare(a.at))
  return { found: sorted.slice(0, MOST_IMAGES).map(({ found }) => found), count: hits.length }
}

/** Commands by their groups, each group once, in the order in which it first comes. */
export function grouped(commands: readonly Command[]): { title: string; commands: Command[] }[] {
  const groups = new Map<string, Command[]>()
  for (const command of commands) {
    const group = groups.get(command.group)
    if (group) group.push(command)
    else groups.set(command.group, [command])
  }
  return [...groups].map(([title, members]) => ({ title, commands: members }))
}
