import { matching, satisfying, without } from '#fake-cloud/contract/matchers.ts'
import type { ImageDraft } from '#fake-cloud/seed/make-image.ts'

import {
  ACCOUNTS,
  type RackspaceCase,
  rackspaceContract,
  type RackspaceStage,
  type User,
} from './rackspace-contract.ts'
import { exportOf, finished, IMPORT, task } from './task-acts.ts'

/** The mark of an image that may leave the cloud. Source: Cloud Images FAQ. */
const FREE = { 'com.rackspace__1__options': '0' }
const MISSING = '11111111-2222-4333-8444-555555555555'
const GIB = 2 ** 30

const exportable = (stage: RackspaceStage, draft: Partial<ImageDraft> = {}) =>
  stage.image({ properties: FREE, ...draft })

/** Makes a container, which is the producer's, and exports into it. */
async function exported(user: User, stage: RackspaceStage, image: string, container = 'outbox') {
  await user.files('PUT', `/${encodeURIComponent(container)}`)
  return finished(user, stage, exportOf(image, container))
}

const failed = (message: unknown, container = 'outbox', image = '{image}') => ({
  status: 200,
  body: task(exportOf(image, container), 'failure', { message, expires_at: '{seconds}' }),
})
/** The documents say that the task fails and not with which words. */
const SOME_REASON = matching(/^Error: /)

const stays = (name: string, draft: Partial<ImageDraft>): RackspaceCase => ({
  name: `${name} stays in the cloud`,
  as: 'producer',
  act: async (user, stage) => [
    await exported(user, stage, stage.image(draft)),
    await user.files('GET', '/outbox?format=json'),
  ],
  expect: [failed(SOME_REASON), { status: 200, body: [] }],
})

rackspaceContract({
  title: 'export task',
  source: 'Task to export image',
  cases: [
    {
      name: 'the image lies in the container under its id',
      as: 'producer',
      act: (user, stage) => exported(user, stage, exportable(stage)),
      expect: {
        status: 200,
        body: task(exportOf('{image}', 'outbox'), 'success', {
          result: { export_location: 'outbox/{image}.vhd' },
          expires_at: '{seconds}',
        }),
      },
    },
    {
      name: 'as a manifest of no bytes and numbered segments, which read as one disk',
      as: 'producer',
      act: async (user, stage) => {
        const id = exportable(stage, { size: 2 * GIB })
        await exported(user, stage, id)
        return [
          await user.files('GET', '/outbox?format=json'),
          await user.files('HEAD', `/outbox/${id}.vhd`),
          await user.files('GET', `/outbox/${id}.vhd`, { headers: { range: 'bytes=-512' } }),
        ]
      },
      expect: [
        {
          status: 200,
          body: satisfying<{ name: string; bytes: number }[]>(
            'a manifest and its segments',
            ([manifest, ...segments]) =>
              manifest?.name === '{image}.vhd' &&
              manifest.bytes === 0 &&
              segments.length > 1 &&
              segments.every(({ name }, index) => name === `{image}.vhd-${String(index + 1).padStart(5, '0')}`) &&
              segments.reduce((sum, { bytes }) => sum + bytes, 0) === 2 * GIB,
          ),
        },
        {
          status: 200,
          headers: {
            'content-length': String(2 * GIB),
            'x-object-manifest': 'outbox/{image}.vhd-',
            etag: matching(/^"[\da-f]{32}"$/),
          },
        },
        { status: 206, text: matching(/^conectix/) },
      ],
    },
    {
      name: 'the image is left without a mark of it',
      as: 'producer',
      source: 'Identifying Rackspace standard images',
      act: async (user, stage) => {
        const id = exportable(stage, { properties: { ...FREE, image_type: 'snapshot' } })
        await exported(user, stage, id)
        return user.images('GET', `/v2/images/${id}`)
      },
      expect: { status: 200, has: { status: 'active', image_type: 'snapshot' }, body: without('export_location') },
    },
    {
      name: 'what was exported can be imported',
      as: 'producer',
      source: 'Task to import image',
      act: async (user, stage) => {
        const id = exportable(stage)
        await exported(user, stage, id)
        return finished(user, stage, { ...IMPORT, input: { ...IMPORT.input, import_from: `outbox/${id}.vhd` } })
      },
      expect: { status: 200, has: { status: 'success' } },
    },
    {
      name: 'an object of that name is in the way, and stays as it is',
      as: 'producer',
      act: async (user, stage) => {
        const id = exportable(stage)
        await user.files('PUT', '/outbox')
        await user.files('PUT', `/outbox/${id}.vhd`, { body: 'hello' })
        return [await exported(user, stage, id), await user.files('GET', `/outbox/${id}.vhd`)]
      },
      expect: [
        failed("Swift already has an object with id '{image}.vhd' in container 'outbox'"),
        { status: 200, text: 'hello' },
      ],
    },
    {
      name: 'a second export meets the first one',
      as: 'producer',
      act: async (user, stage) => {
        const id = exportable(stage)
        await exported(user, stage, id)
        return exported(user, stage, id)
      },
      expect: failed("Swift already has an object with id '{image}.vhd' in container 'outbox'"),
    },
    {
      name: 'a container that is not there, and is not made',
      as: 'producer',
      act: async (user, stage) => [
        await finished(user, stage, exportOf(exportable(stage), 'no-such-container')),
        await user.files('HEAD', '/no-such-container'),
      ],
      expect: [failed(SOME_REASON, 'no-such-container'), { status: 404 }],
    },
    ...['out.box', 'out?box'].map((container): RackspaceCase => ({
      name: `a container may be called ${container}, and not for exports`,
      as: 'producer',
      act: async (user, stage) => [
        await exported(user, stage, exportable(stage), container),
        await user.files('GET', `/${encodeURIComponent(container)}?format=json`),
      ],
      expect: [failed(SOME_REASON, container), { status: 200, body: [] }],
    })),
    {
      name: 'a slash in the name of a container leads nowhere',
      as: 'producer',
      act: async (user, stage) => {
        await user.files('PUT', '/out')
        return finished(user, stage, exportOf(exportable(stage), 'out/box'))
      },
      expect: failed(SOME_REASON, 'out/box'),
    },
    stays('a public image of Rackspace’s', { owner: '688', visibility: 'public', properties: FREE }),
    stays('an image that was shared in', {
      owner: ACCOUNTS.partner,
      members: { [ACCOUNTS.producer]: 'accepted' },
      properties: FREE,
    }),
    stays('a private image of others', { owner: ACCOUNTS.partner, properties: FREE }),
    stays('a licensed image', { properties: { 'com.rackspace__1__options': '4' } }),
    stays('an image without the mark of a free one', { properties: {} }),
    stays('a deactivated image', { status: 'deactivated', properties: FREE }),
    stays('an image without data', { status: 'queued', size: null, properties: FREE }),
    {
      name: 'an image that never was',
      as: 'producer',
      act: (user, stage) => exported(user, stage, MISSING),
      expect: failed(SOME_REASON, 'outbox', MISSING),
    },
    {
      name: 'an image of another region',
      as: 'producer',
      source: 'Regions',
      act: async (user, stage) => {
        const { text } = await stage.inRegion('IAD', user, 'GET', '/v2/images?owner=728391&limit=1')
        return exported(user, stage, /"id":"([^"]+)"/.exec(text)?.[1] ?? '')
      },
      expect: { status: 200, has: { status: 'failure' } },
    },
    ...(
      [
        ['no image', { receiving_swift_container: 'outbox' }],
        ['no container', { image_uuid: MISSING }],
      ] as const
    ).map(([name, input]): RackspaceCase => ({
      name: `${name} named: the task is taken and fails`,
      as: 'producer',
      act: (user, stage) => finished(user, stage, { type: 'export', input }),
      expect: { status: 200, has: { status: 'failure', message: SOME_REASON } },
    })),
  ],
})
