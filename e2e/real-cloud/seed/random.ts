/** Choices that look random and are the same at every run: everything follows from a seed text. */
import { createCipheriv, createHash } from 'node:crypto'

export interface Dice {
  /** A whole number, both ends included. */
  between: (least: number, most: number) => number
  chance: (probability: number) => boolean
  pick: <T>(choices: readonly T[]) => T
  /** `count` different ones, in the order of `choices`. */
  some: <T>(choices: readonly T[], count: number) => T[]
  /** 32 hex digits: a project or user id. */
  hexId: () => string
}

/** Mulberry32: small, quick, and good enough to make variety. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function diceFrom(seed: string): Dice {
  const next = mulberry32(createHash('sha256').update(seed).digest().readUInt32BE())
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    between,
    chance: (probability) => next() < probability,
    pick: (choices) => {
      const choice = choices[between(0, choices.length - 1)]
      if (choice === undefined) throw new Error('nothing to pick from')
      return choice
    },
    some: (choices, count) => {
      const ranked = choices.map((choice, index) => ({ choice, index, rank: next() }))
      const chosen = ranked.toSorted((a, b) => a.rank - b.rank).slice(0, count)
      return chosen.toSorted((a, b) => a.index - b.index).map(({ choice }) => choice)
    },
    hexId: () => Array.from({ length: 4 }, () => between(0, 0xffffffff).toString(16).padStart(8, '0')).join(''),
  }
}

/** Version 5 UUID of a name in this seed's own namespace. */
export function uuidOf(name: string): string {
  const digest = createHash('sha1').update(`cloud-images-seed:${name}`).digest()
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  const hex = digest.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** Bytes that compress as badly as a real disk's. */
export function noise(seed: string, bytes: number): Buffer {
  const key = createHash('sha256').update(seed).digest()
  return createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16)).update(Buffer.alloc(bytes))
}
