/** Titles of contracts whose service the fake lacks as yet; they run on the real cloud only. */
export const NOT_IN_FAKE_YET: readonly string[] = []
