/** Whether an act is possible, and if not, why, in words for the user. */
export type Verdict = { ok: true } | { ok: false; reason: string }

export const yes: Verdict = { ok: true }
export const no = (reason: string): Extract<Verdict, { ok: false }> => ({ ok: false, reason })
