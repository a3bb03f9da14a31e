/** A contract is a table of cases that hold on every cloud; this runs one table on the cloud of the run. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Answer } from './http.ts'
import { withNames } from './names.ts'
import { NOT_IN_FAKE_YET } from './not-in-fake-yet.ts'
import { type Caller, type CallerName, Stage } from './stage.ts'
import { openTarget, realCloudFile, type Target } from './target.ts'

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

function judge(answer: Answer, expected: Expected, source: string): void {
  const seen = `${source}\n${answer.status} ${answer.text.slice(0, 1000)}`
  expect(answer.status, seen).toBe(expected.status)
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    expect(answer.headers[name], `${source}: header ${name}`).toEqual(value ?? undefined)
  }
  if (expected.body !== undefined) expect(answer.body, seen).toEqual(expected.body)
  if (expected.has !== undefined) expect(answer.body, seen).toMatchObject(expected.has)
  if (expected.text !== undefined) expect(answer.text, source).toEqual(expected.text)
  // No service offers itself to browsers of other origins.
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
}

async function play({ as, act, expect: expected, source }: Case, stage: Stage, tableSource: string): Promise<void> {
  const outcome: Answer | Answer[] = await act(await stage.as(as), stage)
  const answers = [outcome].flat()
  const expectations = [expected].flat()
  expect(answers).toHaveLength(expectations.length)
  expectations.forEach((one, index) => {
    const answer = answers[index]
    if (answer) judge(withNames(answer, stage.names), one, source ?? tableSource)
  })
}

async function onOwnStage(target: Target, work: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = new Stage(target)
  try {
    await work(stage)
  } finally {
    await stage.clear()
  }
}

/** Registers the cases of a table as tests. */
export function contract({ title, source, isSequential = false, given, cases }: Contract): void {
  describe(title, () => {
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
    const run = (one: Case): Promise<void> =>
      given ? play(one, shared, source) : onOwnStage(target, (stage) => play(one, stage, source))

    if (realCloudFile() === undefined && NOT_IN_FAKE_YET.includes(title)) {
      // As soon as the fake can do all of it, this fails and the title has to leave the list.
      test(`${cases.length} cases wait for the fake`, async () => {
        const outcomes = await Promise.allSettled(cases.map(run))
        expect(outcomes.map(({ status }) => status)).toContain('rejected')
      })
      return
    }
    const register = isSequential ? test : test.concurrent
    for (const one of cases) register(`${one.as}: ${one.name}`, () => run(one))
  })
}
