/** What somebody at a terminal would type for the same effect. */

/** A command, which may be several lines; or why there is none. */
export type Command = { ok: true; text: string } | { ok: false; reason: string }

export interface Equivalents {
  /** OpenStack's own command-line clients. */
  cli: Command
  curl: string
  /** What must be set before `curl` works, in a sentence. */
  curlNeeds: string
}
