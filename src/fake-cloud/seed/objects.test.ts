/** What lies in the object storage of the demo clouds. */
import { describe, expect, test } from 'vitest'

import { createCloud, DEMO_CLOUD_NAMES } from '#fake-cloud/clouds.ts'
import { createClock } from '#fake-cloud/core/clock.ts'
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import { checkVhd } from '#fake-cloud/images/vhd-check.ts'
import { wholeOf } from '#fake-cloud/object-store/large-objects.ts'
import { LIMITS } from '#fake-cloud/object-store/info.ts'
import { TEST_START } from '#fake-cloud/test-client.ts'

const start = (name: (typeof DEMO_CLOUD_NAMES)[number]) =>
  createCloud(name, createClock({ start: TEST_START, stopped: true }))

const containersOf = (cloud: FakeCloud) =>
  [...cloud.regions.values()].flatMap((region) =>
    [...region.objectAccounts].flatMap(([account, { containers }]) =>
      [...containers.from()].map((container) => ({ region: region.name, account, container, containers })),
    ),
  )

describe.each(DEMO_CLOUD_NAMES)('%s', (name) => {
  test('is the same at every start', () => {
    const plain = () =>
      containersOf(start(name)).map(({ region, account, container }) => [
        region,
        account,
        container.name,
        [...container.objects.from()].map(({ content, ...row }) => ({ ...row, length: content.length })),
      ])
    expect(plain()).toEqual(plain())
  })

  test('nothing is from the future, no object is larger than one may be, no name longer', () => {
    for (const { container } of containersOf(start(name))) {
      expect(container.lastModified).toBeLessThanOrEqual(TEST_START)
      for (const row of container.objects.from()) {
        expect(row.lastModified).toBeLessThanOrEqual(TEST_START)
        expect(row.content.length).toBeLessThanOrEqual(LIMITS.max_file_size)
        expect(new TextEncoder().encode(row.name).length).toBeLessThanOrEqual(LIMITS.max_object_name_length)
      }
    }
  })

  test('has a disk for every verdict that a file can show, and good ones of both kinds', () => {
    const found = containersOf(start(name)).find(({ container }) => container.name === 'vhd-imports')!
    const account = { containers: found.containers, metadata: {} }
    const verdicts = [...found.container.objects.from()]
      .filter((row) => row.name.endsWith('.vhd'))
      .map((row) => checkVhd(wholeOf(account, row).content).failure)
    expect(new Set(verdicts)).toEqual(new Set([undefined, 111, 396, 413, 523, 609, 614, 721]))
    expect(verdicts.filter((failure) => failure === undefined)).toHaveLength(3)
  })

  test('has an empty container, one with more objects than a page, and segments behind a manifest', () => {
    const containers = containersOf(start(name))
    const most = (wanted: string) =>
      Math.max(...containers.flatMap(({ container }) => (container.name === wanted ? [container.objects.size] : [])))
    expect(most('empty')).toBe(0)
    expect(most('backups')).toBeGreaterThan(300)
    expect(most('exports')).toBeGreaterThan(10)
  })
})

test('tasks of the last two days are there on Rackspace, in every status but waiting', () => {
  const cloud = start('demo-rackspace')
  const tasks = cloud.regions.get('DFW')!.tasks.all(TEST_START)
  expect(new Set(tasks.map((task) => task.status))).toEqual(new Set(['processing', 'success', 'failure']))
  for (const task of tasks) expect(task.updatedAt).toBeLessThanOrEqual(TEST_START)
})
