/** One thing that the app asks its server for, as a person brings it about. */
import type { Locator, Page } from '@playwright/test'

import type { DemoCloud } from '../../demo-clouds.ts'

/**
 * What a fault comes to, by its column:
 * - `told`: a sentence near the act, and the act can be done again;
 * - `settled`: the answer was lost, a look at the service showed that it had done what was asked;
 * - `carried on`: the page does without that answer, and says nothing wrong;
 * - `waited`: the answer came late, and was taken;
 * - `signed in`: the holder signed in again over the page, and what was asked was done;
 * - `none`: the fault cannot happen to this operation.
 */
export type Outcome = 'told' | 'settled' | 'carried on' | 'waited' | 'signed in' | 'none'

export interface Operation {
  /** The row of the table. */
  name: string
  cloud: DemoCloud
  /** Who does it. */
  user: string
  /** The request; a pattern of its path and query below `/api/`. */
  method: string
  path: RegExp
  /** Where it is not what is to be expected of every operation. */
  but?: Partial<Record<string, Outcome>>
  /** Of a read, where there may be more than three. */
  mostTries?: number
  /** Faults that are told, and after which there is nothing left to act on. */
  final?: readonly string[]
  /** Faults that are a refusal, after which a write is made anew from what stands there then, once. */
  madeAnew?: readonly string[]
  /** Nobody is signed in: a 401 is a refusal like others. */
  isSignedOut?: boolean
  /** The page does without it, whatever the fault, and is opened anew for each. */
  isQuiet?: boolean
  /** Faults that are tried; one of each kind where a try takes long. */
  only?: readonly string[]
  /** Opens the page where the act is done, without doing it. */
  open: (page: Page) => Promise<void>
  /** Does it: the first time, and again after a failure by the way that the failure leaves. */
  act: (page: Page, isAgain: boolean) => Promise<void>
  /** Where the failure is told; an alert unless said otherwise. */
  told?: (page: Page) => Locator
  /** What was entered stands there still. */
  kept?: (page: Page) => Promise<void>
  /** It has worked. */
  done: (page: Page) => Promise<void>
}

export const isRead = ({ method }: Operation) => method === 'GET' || method === 'HEAD'
