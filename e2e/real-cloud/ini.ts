/** Text of the INI dialect that oslo.config, paste, Swift and uWSGI share. */

type Value = string | number | boolean

export type Sections = Record<string, Record<string, Value>>

/** One `[section]` per key, one `name = value` line per entry, in the order given. */
export function ini(sections: Sections): string {
  return Object.entries(sections)
    .map(([section, entries]) => {
      const lines = Object.entries(entries).map(([name, value]) => `${name} = ${String(value)}`)
      return `[${section}]\n${lines.join('\n')}\n`
    })
    .join('\n')
}
