/** Named seed data that stays broken, whatever is done: what a dashboard has to tell people about. */
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { RunningFakeCloud } from './node.ts'
import { imagesAs, startStopped } from './test-client.ts'

const WEEK = 7 * 24 * 3_600_000

let fake: RunningFakeCloud
beforeAll(async () => {
  fake = await startStopped()
})
afterAll(() => fake.close())

test.each([
  ['demo-openstack', 'forgotten-import', 'importing'],
  ['demo-openstack', 'nightly-appliance (saving)', 'saving'],
  ['demo-openstack', 'staged-not-imported', 'uploading'],
] as const)('%s: %s is %s for ever', async (cloud, name, status) => {
  const query = `?name=${encodeURIComponent(name)}`
  const seen = async () => (await (await imagesAs(fake, cloud, 'producer')).page(query)).images
  expect(await seen()).toMatchObject([{ status }])
  fake.turnClock(WEEK)
  expect(await seen()).toMatchObject([{ status }])
})
