/** What the demo clouds start with. */
import { describe, expect, test } from 'vitest'

import { createCloud, DEMO_CLOUD_NAMES, type DemoCloudName } from '#fake-cloud/clouds.ts'
import { createClock } from '#fake-cloud/core/clock.ts'
import { TEST_START } from '#fake-cloud/test-client.ts'

const stopped = () => createClock({ start: TEST_START, stopped: true })
const DAY = 24 * 3_600_000

const imagesOf = (name: DemoCloudName, region: string, images?: number) => {
  const cloud = createCloud(name, stopped(), images === undefined ? {} : { images })
  return [...(cloud.regions.get(region)?.images.all() ?? [])]
}

test.each(DEMO_CLOUD_NAMES)('%s is the same at every start', (name) => {
  const plain = () =>
    [...createCloud(name, stopped()).regions.values()].map((region) =>
      [...region.images.all()].map((image) => ({
        ...image,
        digests: image.digests && [image.digests.md5, image.digests.sha512],
      })),
    )
  expect(plain()).toEqual(plain())
})

test.each([
  ['demo-rackspace', 'DFW'],
  ['demo-openstack', 'RegionOne'],
] as const)('%s looks alive: newest minutes old, oldest over a year, nothing in the future', (name, region) => {
  const images = imagesOf(name, region)
  const ages = images.map((image) => TEST_START - image.createdAt).toSorted((a, b) => a - b)
  expect(ages[0]).toBeGreaterThan(0)
  expect(ages[0]).toBeLessThan(DAY / 24)
  expect(ages.at(-1)).toBeGreaterThan(365 * DAY)
  for (const image of images) {
    expect(image.updatedAt).toBeGreaterThanOrEqual(image.createdAt)
    expect(image.updatedAt).toBeLessThanOrEqual(TEST_START)
  }
})

describe('every situation a dashboard meets is there', () => {
  test.each([
    ['demo-rackspace', 'DFW', ['active', 'deactivated', 'killed', 'migrating', 'pending_delete', 'queued', 'saving']],
    [
      'demo-openstack',
      'RegionOne',
      ['active', 'deactivated', 'importing', 'killed', 'pending_delete', 'queued', 'saving', 'uploading'],
    ],
  ] as const)('%s has images in every status', (name, region, statuses) => {
    expect([...new Set(imagesOf(name, region).map((image) => image.status))].toSorted()).toEqual(statuses)
  })

  test.each([
    ['HTML', /<script>/],
    ['right-to-left', /\u202e/],
    ['255 characters', /^.{255}$/],
    ['white space', /^ {2}two {2}spaces\t/],
  ])('a name with %s', (_what, pattern) => {
    for (const [name, region] of [
      ['demo-rackspace', 'DFW'],
      ['demo-openstack', 'RegionOne'],
    ] as const) {
      expect(imagesOf(name, region).filter((image) => pattern.test(image.name ?? ''))).toHaveLength(1)
    }
  })

  test('a missing name, and an emoji where the database can hold it', () => {
    const isEmoji = (name: string | null) => /\p{Extended_Pictographic}/u.test(name ?? '')
    const [rackspace, openstack] = [imagesOf('demo-rackspace', 'DFW'), imagesOf('demo-openstack', 'RegionOne')]
    for (const images of [rackspace, openstack]) expect(images.filter((image) => image.name === null)).toHaveLength(1)
    expect(rackspace.filter((image) => isEmoji(image.name))).toHaveLength(1)
    expect(openstack.filter((image) => isEmoji(image.name))).toHaveLength(0)
  })
})

describe('scale', () => {
  test('the producer lists exactly as many images as asked for, each with an id of its own', () => {
    for (const [name, region] of [
      ['demo-rackspace', 'DFW'],
      ['demo-openstack', 'RegionOne'],
    ] as const) {
      const images = imagesOf(name, region, 2_000)
      expect(new Set(images.map((image) => image.id)).size).toBe(images.length)
      expect(images.length).toBeGreaterThan(2_000)
    }
  })

  test('a small number changes nothing', () => {
    expect(imagesOf('demo-openstack', 'RegionOne', 5)).toHaveLength(imagesOf('demo-openstack', 'RegionOne').length)
  })
})
