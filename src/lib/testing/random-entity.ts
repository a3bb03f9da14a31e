/** Random images of a reproducible run, with the names and values that break careless code. */

/** Numbers that are the same in every run. Source: mulberry32, of the public domain. */
export function randomFrom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const KEYS = [
  'os_distro',
  'a/b',
  'a~b',
  '~',
  '~1',
  '~0~1/',
  'key with spaces',
  'größe',
  '版本',
  '😀',
  '__proto__',
  'constructor',
  'toString',
  'Os_Distro',
  '"quoted"',
  'k'.repeat(255),
]
const VALUES = ['', 'debian', '~1/', ' padded ', 'null', '0', 'ü', '{"a":1}', 'line\nbreak', 'v'.repeat(255)]
const TAGS = ['gold', 'a/b', '', 'ünï', '😀', 't'.repeat(255)]

/** @param without keys and tags that the cloud at hand cannot hold */
export function randomEntity(
  random: (below: number) => number,
  without: ReadonlySet<string> = new Set(),
): Record<string, unknown> {
  const some = <T>(items: readonly T[], odds: number) => items.filter(() => random(odds) === 0)
  const properties = some(KEYS, 2)
    .filter((key) => !without.has(key))
    .map((key) => [key, VALUES[random(VALUES.length)]] as const)
  return {
    ...Object.fromEntries(properties),
    name: VALUES[random(VALUES.length)],
    min_disk: random(3),
    min_ram: random(3) * 512,
    protected: random(2) === 0,
    tags: some(TAGS, 2)
      .filter((tag) => !without.has(tag))
      .toSorted(() => random(3) - 1),
  }
}
