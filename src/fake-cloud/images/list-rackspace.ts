/**
 * Reads the query of Rackspace's `GET /v2/images`: the 2014 service, without operators, hidden images or `sort`.
 * Source: api §3.4 "RAX/G14 has no operators", §8 "Repeated sort_key/limit", "visibility=private".
 */
import { Refusal } from '#fake-cloud/core/refusal.ts'

import {
  type ImageTest,
  isListable,
  isSortDirection,
  isSortKey,
  type ListQuery,
  parseLimit,
  parseMemberStatus,
  parseScope,
  plainTest,
  protectedTest,
  refuseChangesSince,
  tagTest,
  takeControls,
  totalOrder,
  type VisibilityScope,
} from './list-query.ts'

/** Source: api §3.4, row `limit`; §7 "limit on RAX". */
const PAGE = { normal: 100, most: 100 }
const SCOPES: readonly VisibilityScope[] = ['public', 'private', 'shared']

export function readRackspaceQuery(params: URLSearchParams): ListQuery {
  const { taken, left } = takeControls(params, ['sort_key', 'sort_dir', 'visibility'])
  const limit = parseLimit(taken.get('limit'), PAGE)
  const marker = taken.get('marker')
  const sortKey = taken.get('sort_key') ?? 'created_at'
  const direction = taken.get('sort_dir') ?? 'desc'
  const memberStatus = parseMemberStatus(taken.get('member_status'))
  if (!isSortKey(sortKey)) throw new Refusal(400, 'Sort key supplied was not valid.')
  if (!isSortDirection(direction)) throw new Refusal(400, `Invalid sort direction: ${direction}`)
  const tags = left.getAll('tag')
  left.delete('tag')
  const scope = parseScope(taken.get('visibility'), SCOPES)
  refuseChangesSince(left.keys())

  const tests: ImageTest[] = [isListable, (image) => !image.hidden, ...tags.map(tagTest)]
  for (const [key, value] of new Map(left)) tests.push(filterTest(key, value))
  return { limit, marker, order: totalOrder([[sortKey, direction]], direction), scope, memberStatus, tests }
}

function filterTest(key: string, value: string): ImageTest {
  return key === 'protected' ? protectedTest(value) : plainTest(key, value)
}
