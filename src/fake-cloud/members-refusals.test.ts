/**
 * Every call about members, tried by every persona on an image of each relation to it: what the cloud answers, and the
 * sentence a person reads for it. The rights are those of the documents; no refusal is left without words.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { ApiError, faultOf } from '#api/errors.ts'
import { type MemberAct, memberFailure } from '#api/members-failure.ts'

import type { DemoCloudName } from './clouds.ts'
import type { RunningFakeCloud } from './node.ts'
import { type Answer, type ImageClient, imagesAs, startStopped } from './test-client.ts'

let fake: RunningFakeCloud
beforeAll(async () => {
  fake = await startStopped()
})
afterAll(() => fake.close())

const JSON_BODY = { 'content-type': 'application/json' }
const NEW_MEMBER = '4242424242'

interface Offered {
  id: string
  /** The one it is shared with and the one that shares it. */
  consumer: string
  producer: string
}

type Call = 'list' | 'show own' | 'show another' | 'add' | 'add again' | 'answer' | 'answer for another' | 'remove'
const calls: readonly Call[] = [
  'list',
  'show own',
  'show another',
  'add',
  'add again',
  'answer',
  'answer for another',
  'remove',
]

function send(client: ImageClient, call: Call, own: string, { id, consumer, producer }: Offered): Promise<Answer> {
  const members = `/v2/images/${id}/members`
  const another = own === consumer ? producer : consumer
  const add = (member: string) => client.call('POST', members, JSON_BODY, JSON.stringify({ member }))
  const answer = (member: string) => client.call('PUT', `${members}/${member}`, JSON_BODY, '{"status":"accepted"}')
  switch (call) {
    case 'list':
      return client.get(members)
    case 'show own':
      return client.get(`${members}/${own}`)
    case 'show another':
      return client.get(`${members}/${another}`)
    case 'add':
      return add(NEW_MEMBER)
    case 'add again':
      return add(consumer)
    case 'answer':
      return answer(own)
    case 'answer for another':
      return answer(another)
    case 'remove':
      return client.call('DELETE', `${members}/${consumer}`)
    default:
      return call satisfies never
  }
}

const actOf: Record<Call, MemberAct> = {
  list: 'list',
  'show own': 'list',
  'show another': 'list',
  add: 'add',
  'add again': 'add',
  answer: 'answer',
  'answer for another': 'answer',
  remove: 'remove',
}

/** Own account of a persona: whoever is not the consumer or the producer has nothing to do with the image. */
const standing: Record<string, 'producer' | 'consumer' | 'stranger'> = {
  producer: 'producer',
  observer: 'producer',
  creator: 'producer',
  'images-admin': 'producer',
  consumer: 'consumer',
  partner: 'stranger',
  admin: 'stranger',
}

async function imageNamed(client: ImageClient, name: string) {
  const image = (await client.page('?limit=100')).images.find((one) => one.name === name)
  if (!image?.owner) throw new Error(`The seed has no ${name}.`)
  return { id: image.id, owner: image.owner }
}

/** The producer's image that the consumer alone was offered, in clouds as they began. */
async function offeredImage(cloud: DemoCloudName): Promise<Offered> {
  fake.reset()
  const producer = await imagesAs(fake, cloud, 'producer')
  const { id, owner } = await imageNamed(producer, 'customer-portal 12.0')
  const partner = await imageNamed(producer, 'partner-loadbalancer')
  await producer.call('DELETE', `/v2/images/${id}/members/${partner.owner}`)
  return { id, producer: owner, consumer: (await imageNamed(producer, 'consumer-feedback-bot')).owner }
}

/** What each persona is answered, in the order of `calls`; a user that the cloud does not have is left out. */
const matrix: [DemoCloudName, string, number[]][] = [
  ['demo-openstack', 'producer', [200, 404, 200, 200, 409, 404, 403, 204]],
  ['demo-openstack', 'observer', [200, 404, 200, 403, 403, 404, 403, 403]],
  ['demo-openstack', 'consumer', [200, 200, 404, 403, 403, 200, 404, 403]],
  ['demo-openstack', 'partner', [404, 404, 404, 404, 404, 404, 404, 404]],
  ['demo-openstack', 'admin', [200, 404, 200, 200, 409, 404, 200, 204]],
  ['demo-rackspace', 'producer', [200, 404, 200, 200, 409, 403, 403, 204]],
  ['demo-rackspace', 'observer', [200, 404, 200, 403, 403, 403, 403, 403]],
  ['demo-rackspace', 'creator', [200, 404, 200, 200, 409, 403, 403, 403]],
  ['demo-rackspace', 'images-admin', [200, 404, 200, 200, 409, 403, 403, 204]],
  ['demo-rackspace', 'consumer', [200, 200, 404, 404, 404, 200, 404, 403]],
  ['demo-rackspace', 'partner', [404, 404, 404, 404, 404, 404, 404, 404]],
]

/** How the sentence for a refusal begins. */
const words: Record<MemberAct, Record<number, RegExp>> = {
  list: { 404: /^The image was not found: it was deleted, or is not shared with this / },
  add: {
    403: /^Your role, another owner (project|account) or the image’s visibility does not allow sharing it\./,
    404: /^The image was not found, or this (project|account) may not share it\.$/,
    409: /^This (project|account) is a member already\.$/,
  },
  answer: {
    403: /^Only the (project|account) that the image is shared with can answer, with a role that may change images\./,
    404: /^The image is not shared with this (project|account) any more, or was deleted\.$/,
  },
  remove: {
    403: /^Only the image’s owner can take the sharing back, with a role that may change images\./,
    404: /^The image was not found: it was deleted, or belongs to another (project|account)\.$/,
  },
}

test.each(matrix)('%s, %s: %j', async (cloud, persona, statuses) => {
  const flavour = cloud === 'demo-rackspace' ? 'rackspace' : 'openstack'
  const answered: number[] = []
  for (const call of calls) {
    const offered = await offeredImage(cloud)
    const client = await imagesAs(fake, cloud, persona)
    const party = standing[persona]
    const own = party === 'consumer' || party === 'producer' ? offered[party] : 'nobody'
    const { status, headers, text } = await send(client, call, own, offered)
    answered.push(status)
    if (status < 400) continue
    const act = actOf[call]
    const told = memberFailure(new ApiError(faultOf(status, headers, text)), act, flavour)
    expect(told, `${call}: ${status}`).toMatch(words[act][status] ?? /no words/)
  }
  expect(answered).toEqual(statuses)
})
