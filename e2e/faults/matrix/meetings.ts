/** An operation meets every fault: on one page all that are told there, on another the end of the session. */
import { expect } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'

import { renewalDialog } from '../../sign-in-form.ts'
import { signInAs } from '../../support.ts'
import type { BrokenServer } from './broken-server.ts'
import type { Cell } from './cell.ts'
import { meet } from './cell.ts'
import type { Fault } from './faults.ts'
import { faults, sessionEnd, slow } from './faults.ts'
import type { Operation } from './operation.ts'
import { isRead } from './operation.ts'
import { Planting } from './planting.ts'
import { expectedOf } from './rules.ts'
import { waitsByTheClock } from './waits.ts'

export type Row = Record<string, Cell>

interface Stage {
  page: Page
  planting: Planting
}

/** A browser logs each answer of 4xx and 5xx, and each connection that fails. */
const EXPECTED_COMPLAINT = /^Failed to load resource: /

/** What goes wrong in the page beside what was planted. */
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED_COMPLAINT.test(message.text())) complaints.push(message.text())
  })
  return complaints
}

/** A page where the operation can be done. */
async function stageOf(context: BrowserContext, operation: Operation, broken: BrokenServer): Promise<Stage> {
  const page = await context.newPage()
  if (operation.isSignedOut) await context.clearCookies()
  else await signInAs(page, operation.cloud, operation.user)
  await waitsByTheClock(page)
  const planting = new Planting(page, operation, broken)
  await planting.begin()
  return { page, planting }
}

/** Those that end the act come last, each with something new to act on. */
const isEnding = (operation: Operation, fault: Fault) =>
  !operation.isQuiet && (expectedOf(operation, fault) !== 'told' || (operation.final?.includes(fault.name) ?? false))

export async function meetAll(context: BrowserContext, operation: Operation, broken: BrokenServer): Promise<Row> {
  const row: Row = {}
  const usable = faults.filter(
    (fault) => expectedOf(operation, fault) !== 'none' && (operation.only?.includes(fault.name) ?? true),
  )
  const told = usable.filter((fault) => !isEnding(operation, fault))
  const endings = usable.filter((fault) => isEnding(operation, fault))

  await onStage(context, operation, broken, async ({ page, planting }) => {
    await operation.open(page)
    let before = ''
    for (const [index, fault] of told.entries()) {
      const { text, ...cell } = await meet({
        page,
        operation,
        planting,
        fault,
        isAgain: index > 0 && !operation.isQuiet,
        before,
      })
      row[fault.name] = cell
      before = text
    }
    row[slow.name] = await meetSlow({ page, planting }, operation, told.length > 0 && !operation.isQuiet)
  })
  for (const fault of endings)
    await onStage(context, operation, broken, async ({ page, planting }) => {
      await operation.open(page)
      const { text: _nothing, ...cell } = await meet({ page, operation, planting, fault, isAgain: false, before: '' })
      row[fault.name] = cell
    })
  if (expectedOf(operation, sessionEnd) === 'none') return row
  await onStage(context, operation, broken, async (stage) => {
    await operation.open(stage.page)
    row[sessionEnd.name] = await meetSessionEnd(stage, operation)
  })
  return row
}

async function onStage(
  context: BrowserContext,
  operation: Operation,
  broken: BrokenServer,
  play: (stage: Stage) => Promise<void>,
): Promise<void> {
  const stage = await stageOf(context, operation, broken)
  const complaints = listen(stage.page)
  await play(stage)
  expect.soft(complaints, operation.name).toEqual([])
  await stage.page.close()
}

/** It waits without giving up, and the answer is taken when it comes: the way on from the failures before it. */
async function meetSlow({ page, planting }: Stage, operation: Operation, isAgain: boolean): Promise<Cell> {
  if (slow.way.kind !== 'slow') throw new Error('The slow fault is not slow.')
  await planting.plant(slow.way)
  await operation.act(page, isAgain)
  await expect.poll(() => planting.sent, { message: `${operation.name}, slow`, intervals: [20] }).toBe(1)
  await page.clock.fastForward(slow.way.milliseconds)
  expect.soft(planting.sent, `${operation.name}, slow: asked once`).toBe(1)
  const { sent } = planting
  await planting.lift()
  await operation.done(page)
  return { outcome: 'waited', sent }
}

/** The holder signs in again over the page, and what was asked is done. */
async function meetSessionEnd({ page, planting }: Stage, operation: Operation): Promise<Cell> {
  await planting.plant(sessionEnd.way)
  await operation.act(page, false)
  const expected = operation.but?.[sessionEnd.name]
  if (expected === undefined) {
    const dialog = renewalDialog(page)
    await expect(dialog, operation.name).toBeVisible()
    const { sent } = planting
    if (!isRead(operation)) expect.soft(sent, `${operation.name}, 401`).toBe(1)
    await planting.lift()
    await dialog.getByRole('button', { name: `Sign in as ${operation.user}` }).click()
    await operation.done(page)
    return { outcome: 'signed in', sent }
  }
  if (expected === 'told') await expect(operation.told?.(page) ?? page.getByRole('alert')).toBeVisible()
  else await operation.done(page)
  const { sent } = planting
  await planting.lift()
  return { outcome: expected, sent }
}
