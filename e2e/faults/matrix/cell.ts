/** One fault met by one operation: what it comes to, and that nothing else goes wrong. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import type { Fault } from './faults.ts'
import type { Operation, Outcome } from './operation.ts'
import { isRead } from './operation.ts'
import type { Planting } from './planting.ts'
import { expectedOf } from './rules.ts'

/** How often a read is tried in all. */
const MOST_READS = 3
/** As long as a call of the app waits for an answer. */
const PATIENCE_MS = 120_000
/** The page's time that passes between two looks: pauses between tries end soon. */
const STEP_MS = 1_500
const LOOKS = 200

export interface Cell {
  outcome: Outcome
  /** Requests that it took. */
  sent: number
}

/** What a person is told must be for people. */
function expectSentence(text: string, where: string): void {
  expect.soft(text, where).toMatch(/[\p{L}’]+ [\p{L}’]+ [\p{L}’]+/u)
  expect.soft(text, where).not.toMatch(/\[object |undefined|NaN|<\/?[a-z]+>|\bat .*\.[jt]s\b|Error:|\{"/i)
}

const toldBy = (page: Page, operation: Operation): Locator => operation.told?.(page) ?? page.getByRole('alert')

/** What is told now; empty while nothing is. */
async function textOf(told: Locator): Promise<string> {
  const texts = await told.allInnerTexts()
  return texts.join('\n').trim()
}

/** Lets the page's time pass until something else is told than before. */
async function untilTold({ page, operation, planting, fault, before }: Meeting, where: string): Promise<string> {
  const told = toldBy(page, operation)
  for (let look = 0; look < LOOKS; look += 1) {
    const text = await textOf(told)
    // What stands there before anything was sent is of the fault before this one.
    const wasAsked = planting.sent > 0 || fault.way.kind === 'offline'
    if (wasAsked && text !== '' && text !== before) return text
    await page.clock.runFor(STEP_MS)
  }
  throw new Error(`${where}: nothing was told. Before it stood there: ${before}`)
}

/** A read is tried again some times, a write is sent once: without a network perhaps not even that, for it reads first. */
function expectTries(operation: Operation, fault: Fault, sent: number, where: string): void {
  if (isRead(operation)) expect.soft(sent, `${where}: tries`).toBeLessThanOrEqual(operation.mostTries ?? MOST_READS)
  else if (operation.madeAnew?.includes(fault.name)) expect.soft(sent, `${where}: sent, and made anew`).toBe(2)
  else if (fault.way.kind === 'offline') expect.soft(sent, `${where}: a write is not kept`).toBeLessThanOrEqual(1)
  else expect.soft(sent, `${where}: a write is sent once`).toBe(1)
}

export interface Meeting {
  page: Page
  operation: Operation
  planting: Planting
  fault: Fault
  /** Whether the act has failed on this page already. */
  isAgain: boolean
  /** What the failure before this one said. */
  before: string
}

/** @returns what is told at the end, for the next cell to tell its own words from */
export async function meet(meeting: Meeting): Promise<Cell & { text: string }> {
  const { page, operation, planting, fault, isAgain } = meeting
  const where = `${operation.name}, ${fault.name}`
  const outcome = expectedOf(operation, fault)
  await planting.plant(fault.way)
  await operation.act(page, isAgain)
  if (fault.way.kind === 'silence') {
    await expect.poll(() => planting.sent, { message: where, intervals: [20] }).toBe(1)
    await page.clock.fastForward(PATIENCE_MS + 1_000)
  }
  let text = ''
  if (outcome === 'told') {
    text = await untilTold(meeting, where)
    expectSentence(text, where)
    await operation.kept?.(page)
  } else await operation.done(page)
  const { sent } = planting
  expectTries(operation, fault, sent, where)
  await planting.lift()
  return { outcome, sent, text }
}
