/**
 * Time inside the fake cloud. Everything that depends on time (token expiry, task progress, seeded dates) reads this
 * clock and never the machine's, so a test can turn it and a demo can run on it.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Moves time forward by so many milliseconds; due acts run at the next `settle`. */
  turn(milliseconds: number): void
  /** Registers an act for a moment; it runs when time has reached it and the cloud is asked something. */
  at(moment: number, act: () => void): void
  /** Runs every act that is due, in order of time. The router calls it before each request. */
  settle(): void
}

export interface ClockOptions {
  /** Moment the clock starts from, milliseconds since the epoch; default: the machine's now. */
  start?: number
  /** A stopped clock moves by `turn` alone. */
  stopped?: boolean
}

export function createClock({ start = Date.now(), stopped = false }: ClockOptions = {}): Clock {
  const startedAt = performance.now()
  let turned = 0
  let due: { moment: number; act: () => void }[] = []

  const now = () => start + turned + (stopped ? 0 : Math.floor(performance.now() - startedAt))

  return {
    now,
    turn(milliseconds) {
      turned += milliseconds
    },
    at(moment, act) {
      due.push({ moment, act })
      due.sort((a, b) => a.moment - b.moment)
    },
    settle() {
      // An act may register a later one that is due already: look again until nothing is.
      for (let next = due[0]; next !== undefined && next.moment <= now(); next = due[0]) {
        due = due.slice(1)
        next.act()
      }
    },
  }
}

/** `2026-01-01T09:00:00Z`, as Glance writes times. */
export const isoSeconds = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`

/** `2026-01-01T09:00:00.000000Z`, as Keystone writes times. */
export const isoMicroseconds = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}.000000Z`

/** `2026-01-01T09:00:00.123Z`, as Rackspace Identity writes times. */
export const isoMilliseconds = (moment: number) => new Date(moment).toISOString()

/** `2014-01-15T16:41:49.390270`: Swift listings and image tasks name no zone and mean UTC. */
export const isoNaive = (moment: number) => `${new Date(moment).toISOString().slice(0, 23)}000`
