/** A contract is a table of cases that hold on every cloud; this runs one table on the cloud of the run. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Answer } from './http.ts'
import { type Names, withNames } from './names.ts'
import { type Caller, type CallerName, Stage } from './stage.ts'
import { openTarget, type Target } from './target.ts'

export interface Expected {
  status: number
  /** Header values by lower-case name; null: the header must be absent. */
  headers?: Readonly<Record<string, unknown>>
  /** The whole JSON body. */
  body?: unknown
  /** Part of the JSON body. */
  has?: object
  /** The whole body as text. */
  text?: unknown
}

/** One answer judged, or several, one after the other. */
type Judged<Act, Outcome> = { act: (caller: Caller, stage: Stage) => Promise<Act>; expect: Outcome }

export type Case = {
  name: string
  as: CallerName
  /** Section of the API documents, when it is another than the table's. */
  source?: string
} & (Judged<Answer, Expected> | Judged<Answer[], Expected[]>)

export interface Contract {
  title: string
  /** Section of the API documents that the cases come from. */
  source: string
  /** One case after the other, because they share what only one can have at a time: a quota. */
  isSequential?: boolean
  /** Prepares once what all cases only look at; they then share one stage. */
  given?: (stage: Stage) => Promise<void>
  cases: readonly Case[]
}

/** A busy real cloud may take seconds to make an image. */
const PREPARATION_MILLISECONDS = 180_000

function compare(answer: Answer, expected: Expected): void {
  expect(answer.status).toBe(expected.status)
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    expect({ [name]: answer.headers[name] }).toEqual({ [name]: value ?? undefined })
  }
  if (expected.body !== undefined) expect(answer.body).toEqual(expected.body)
  if (expected.has !== undefined) expect(answer.body).toMatchObject(expected.has)
  if (expected.text !== undefined) expect(answer.text).toEqual(expected.text)
  // No service offers itself to browsers of other origins.
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
}

const SHOWN_CHARACTERS = 1000

function judge(answer: Answer, expected: Expected, source: string): void {
  try {
    compare(answer, expected)
  } catch (error) {
    // Where the rule stands, and the whole answer: most failures are understood from these.
    if (error instanceof Error) {
      error.message = `${source}: ${error.message}\n${answer.status} ${answer.text.slice(0, SHOWN_CHARACTERS)}`
    }
    throw error
  }
}

/** Holds the answers of a case against what it expects, one by one. */
export function judgeAll(
  outcome: Answer | Answer[],
  expected: Expected | readonly Expected[],
  names: Names,
  source: string,
): void {
  const answers = [outcome].flat()
  const expectations = [expected].flat()
  expect(answers).toHaveLength(expectations.length)
  expectations.forEach((one, index) => {
    const answer = answers[index]
    if (answer) judge(withNames(answer, names), one, source)
  })
}

async function play({ as, act, expect: expected, source }: Case, stage: Stage, tableSource: string): Promise<void> {
  judgeAll(await act(await stage.as(as), stage), expected, stage.names, source ?? tableSource)
}

async function onOwnStage(target: Target, work: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = new Stage(target)
  try {
    await work(stage)
  } finally {
    await stage.clear()
  }
}

/** Registers cases as tests, side by side unless they are sequential. */
export function register<One extends { name: string; as: string }>(
  cases: readonly One[],
  isSequential: boolean,
  run: (one: One) => Promise<void>,
): void {
  const add = isSequential ? test : test.concurrent
  for (const one of cases) add(`${one.as}: ${one.name}`, () => run(one))
}

/** Registers a table for OpenStack: it runs on the cloud of this run, whichever that is. */
export function contract({ title, source, isSequential = false, given, cases }: Contract): void {
  describe(`OpenStack: ${title}`, () => {
    let target: Target
    let shared: Stage
    beforeAll(async () => {
      target = await openTarget()
      shared = new Stage(target)
      await given?.(shared)
    }, PREPARATION_MILLISECONDS)
    afterAll(async () => {
      await shared.clear()
      await target.close()
    }, PREPARATION_MILLISECONDS)

    register(cases, isSequential, (one) =>
      given ? play(one, shared, source) : onOwnStage(target, (stage) => play(one, stage, source)),
    )
  })
}
