/** Sharing. Source: api §3.10 "Members", §3.14 (Rackspace roles); texts and order of checks as a real Glance has them. */
import { isoSeconds } from '#fake-cloud/core/clock.ts'
import type { MemberRow, MemberStatus, RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle, Resource } from '#fake-cloud/core/router.ts'

import { isOwner, readableImage } from './access.ts'
import { isObject, noContent, readJson, refuseBody } from './body.ts'
import { type Caller, callerOf, requireRight } from './caller.ts'
import { crash } from './errors.ts'
import { LIMITS, overLimit } from './limits.ts'

const STATUSES: readonly MemberStatus[] = ['pending', 'accepted', 'rejected']

const memberEntity = (member: MemberRow) => ({
  member_id: member.memberId,
  image_id: member.imageId,
  status: member.status,
  created_at: isoSeconds(member.createdAt),
  updated_at: isoSeconds(member.updatedAt),
  schema: '/v2/schemas/member',
})

/** An image and who asks about its members. */
interface Subject {
  exchange: Exchange
  region: RegionTables
  caller: Caller
  image: ImageRow
}

/** @throws Refusal 404: the image is not for the caller to see */
function subjectOf(exchange: Exchange, region: RegionTables): Subject {
  const caller = callerOf(exchange)
  const id = exchange.params['imageId'] ?? ''
  try {
    return { exchange, region, caller, image: readableImage(exchange.cloud, region, caller, id) }
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(404, `Image ${id} not found.`)
    throw error
  }
}

/**
 * Whether the image can have members at all. Upstream: only a shared one, and reading a single member answers 404.
 * Rackspace: any but a public one; only its owner is told so. Source: api §3.10, §8 "Members of a public image".
 */
function requireShareable(
  { exchange, caller, image }: Subject,
  act: 'list' | 'create' | 'delete' | 'update' | 'show',
): void {
  if (exchange.cloud.flavour === 'rackspace') {
    if (image.visibility !== 'public') return
    if (!isOwner(caller, image)) throw new Refusal(404, `Image ${image.id} not found.`)
    throw new Refusal(403, 'Public images do not have members.')
  }
  if (image.visibility === 'shared') return
  if (act === 'show') throw new Refusal(404, 'Only shared images have members.')
  const reason = act === 'list' ? ': Only shared images have members.' : '.'
  throw new Refusal(403, `Not allowed to ${act} members for image ${image.id}${reason}`)
}

/** Owner and admin see every row, a member its own. */
const maySee = ({ caller, image }: Subject, memberId: string): boolean =>
  caller.isAdmin || isOwner(caller, image) || caller.projectId === memberId

/** The row named in the path, if the caller may know of it. @throws Refusal 404 */
function memberOf(subject: Subject): MemberRow {
  const { exchange, region, image } = subject
  const memberId = exchange.params['memberId'] ?? ''
  const member = region.members.get(image.id, memberId)
  if (!member || !maySee(subject, memberId)) {
    throw new Refusal(404, `${memberId} not found in the member list of the image ${image.id}.`)
  }
  return member
}

const listMembers =
  (region: RegionTables): Handle =>
  (exchange) => {
    const subject = subjectOf(exchange, region)
    requireRight(exchange, subject.caller.mayRead, 'get_members')
    requireShareable(subject, 'list')
    const members = region.members.ofImage(subject.image.id).filter((member) => maySee(subject, member.memberId))
    return Response.json({ members: members.map(memberEntity), schema: '/v2/schemas/members' })
  }

const showMember =
  (region: RegionTables): Handle =>
  (exchange) => {
    const subject = subjectOf(exchange, region)
    requireRight(exchange, subject.caller.mayRead, 'get_member')
    requireShareable(subject, 'show')
    return Response.json(memberEntity(memberOf(subject)))
  }

/** Answers 200, not 201. */
const addMember =
  (region: RegionTables): Handle =>
  async (exchange) => {
    const memberId = readMemberId(await readJson(exchange))
    const { cloud } = exchange
    if (cloud.flavour === 'rackspace') requireRight(exchange, callerOf(exchange).mayAddMembers, 'add_member')
    const subject = subjectOf(exchange, region)
    const { caller, image } = subject
    requireShareable(subject, 'create')
    if (!caller.isAdmin && !isOwner(caller, image)) {
      // Source: api §7 "member POST by non-owner": Rackspace hides the image, upstream refuses the act.
      if (cloud.flavour === 'rackspace') throw new Refusal(404, `Image ${image.id} not found.`)
      requireRight(exchange, false, 'add_member')
    }
    requireRight(exchange, caller.mayAddMembers, 'add_member')
    if (region.members.get(image.id, memberId)) {
      throw new Refusal(409, `Member ${memberId} is duplicated for image ${image.id}`)
    }
    const count = region.members.ofImage(image.id).length + 1
    // Source: api §3.10: upstream stops at 128, Rackspace documents no limit.
    if (cloud.flavour === 'openstack' && count > LIMITS.members) throw new Refusal(413, overLimit('members', count))
    const now = cloud.clock.now()
    const member: MemberRow = { imageId: image.id, memberId, status: 'pending', createdAt: now, updatedAt: now }
    region.members.put(member)
    return Response.json(memberEntity(member))
  }

/** Any text is a project: nobody checks that it exists, and one the database cannot hold takes the server down. */
function readMemberId(body: unknown): string {
  if (!isObject(body)) throw new Refusal(400, 'Expected a member in the form: {"member": "image_id"}')
  const { member } = body
  if (member === undefined) throw new Refusal(400, 'Member to be added not specified')
  if (member === '' || member === null) throw new Refusal(400, "Member can't be empty")
  const memberId = typeof member === 'string' ? member : JSON.stringify(member)
  if (memberId.length > 255) {
    throw crash()
  }
  return memberId
}

/** Only the consumer answers; it may also take the answer back. */
const answerOffer =
  (region: RegionTables): Handle =>
  async (exchange) => {
    const status = readStatus(await readJson(exchange))
    const isRackspace = exchange.cloud.flavour === 'rackspace'
    if (isRackspace) requireRight(exchange, callerOf(exchange).mayWrite, 'modify_member')
    const subject = subjectOf(exchange, region)
    requireShareable(subject, 'update')
    // Source: api §3.10, PUT by the owner: 403, on a newer upstream 404 where there is no such row.
    if (isRackspace) requireRight(exchange, !isOwner(subject.caller, subject.image), 'modify_member')
    const member = memberOf(subject)
    const isConsumer = subject.caller.projectId === member.memberId && subject.caller.mayWrite
    requireRight(exchange, isConsumer || subject.caller.isAdmin, 'modify_member')
    const answered: MemberRow = { ...member, status, updatedAt: exchange.cloud.clock.now() }
    region.members.put(answered)
    return Response.json(memberEntity(answered))
  }

function readStatus(body: unknown): MemberStatus {
  if (!isObject(body)) throw new Refusal(400, 'Expected a status in the form: {"status": "status"}')
  if (body['status'] === undefined) throw new Refusal(400, 'Status not specified')
  const status = STATUSES.find((candidate) => candidate === body['status'])
  if (!status) throw new Refusal(400, 'Incorrect request: Status must be "pending", "accepted" or "rejected".')
  return status
}

/** The owner ends the sharing; a member cannot leave, only reject. */
const removeMember =
  (region: RegionTables): Handle =>
  async (exchange) => {
    await refuseBody(exchange)
    if (exchange.cloud.flavour === 'rackspace') {
      requireRight(exchange, callerOf(exchange).mayWrite, 'delete_member')
    }
    const subject = subjectOf(exchange, region)
    requireShareable(subject, 'delete')
    const member = memberOf(subject)
    const { caller, image } = subject
    requireRight(exchange, caller.isAdmin || (isOwner(caller, image) && caller.mayWrite), 'delete_member')
    region.members.remove(image.id, member.memberId)
    return noContent()
  }

export const memberResources = (region: RegionTables): Resource[] => [
  { path: '/v2/images/:imageId/members', verbs: { GET: listMembers(region), POST: addMember(region) } },
  {
    path: '/v2/images/:imageId/members/:memberId',
    verbs: { GET: showMember(region), PUT: answerOffer(region), DELETE: removeMember(region) },
  },
]
