/** Reads the query of upstream's `GET /v2/images`. Source: api §3.4. */
import type { Order, SortDirection } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'

import { OPERATOR_FIELDS, operatorTest, timeTest } from './list-operators.ts'
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
  SORT_KEYS,
  tagTest,
  takeControls,
  totalOrder,
  type VisibilityScope,
} from './list-query.ts'

const PAGE = { normal: 25, most: 1000 }
const SCOPES: readonly VisibilityScope[] = ['public', 'private', 'shared', 'community', 'all']

/** Keys that are not filters and may repeat. */
const REPEATABLE = ['sort', 'sort_key', 'sort_dir', 'tag']
/** Fields the service sets itself, so that a filter on them is without effect. */
const WITHOUT_EFFECT: readonly string[] = ['visibility', 'os_hidden', 'deleted']

export function readUpstreamQuery(params: URLSearchParams): ListQuery {
  const order = parseOrder(params)
  const { taken, left } = takeControls(params)
  for (const key of REPEATABLE) left.delete(key)
  const limit = parseLimit(taken.get('limit'), PAGE)
  // Of a repeated filter only the last value counts.
  const last = new Map(left)
  refuseChangesSince(last.keys())
  const memberStatus = parseMemberStatus(taken.get('member_status'))
  const visibility = last.get('visibility')
  // Left empty it says nothing.
  const scope = parseScope(visibility === '' ? undefined : visibility, SCOPES)

  const tests: ImageTest[] = [isListable, hiddenTest(last.get('os_hidden') ?? 'false')]
  tests.push(...params.getAll('tag').map((tag) => tagTest(tag.trim())))
  for (const [key, value] of last) tests.push(...filterTest(key, value))
  return { limit, marker: taken.get('marker'), order, scope, memberStatus, tests }
}

function filterTest(key: string, value: string): ImageTest[] {
  if (key === 'visibility' && value === '') return [() => false]
  if (WITHOUT_EFFECT.includes(key)) return []
  if (key === 'protected') return [protectedTest(value)]
  if (key === 'created_at' || key === 'updated_at') return [timeTest(key, value)]
  if (key === 'os_hash_value') return [(image) => image.digests?.sha512 === value]
  if (key === 'os_hash_algo') return [(image) => image.digests !== null && value === 'sha512']
  if (OPERATOR_FIELDS.includes(key)) return [operatorTest(key, value)]
  return [plainTest(key, value)]
}

/** Hidden images are left out unless asked for, and then come alone. */
function hiddenTest(text: string): ImageTest {
  const value = text.toLowerCase()
  if (value !== 'true' && value !== 'false') {
    throw new Refusal(400, `Invalid value '${text}' for 'os_hidden' filter. Valid values are 'true' or 'false'.`)
  }
  return (image) => image.hidden === (value === 'true')
}

function parseOrder(params: URLSearchParams): Order {
  const sort = params.get('sort')
  const keys = params.getAll('sort_key')
  const directions = params.getAll('sort_dir')
  if (sort !== null) {
    if (keys.length + directions.length > 0) throw new Refusal(400, 'Old and new sorting syntax cannot be combined')
    return totalOrder(
      sort.split(',').map((step) => {
        const [key = '', direction = 'desc'] = step.trim().split(':')
        return orderStep(key, direction)
      }),
      'desc',
    )
  }
  const sortKeys = keys.length > 0 ? keys : ['created_at']
  const [first = 'desc'] = directions
  if (directions.length > 1 && directions.length !== sortKeys.length) {
    throw new Refusal(400, 'Number of sort dirs does not match the number of sort keys')
  }
  const order = sortKeys.map((key, index) =>
    orderStep(key, directions.length > 1 ? (directions[index] ?? first) : first),
  )
  return totalOrder(order, directions.length === 1 && isSortDirection(first) ? first : 'desc')
}

function orderStep(key: string, direction: string): readonly [Order[number][0], SortDirection] {
  if (!isSortKey(key)) {
    throw new Refusal(400, `Invalid sort key: ${key}. It must be one of the following: ${SORT_KEYS.join(', ')}.`)
  }
  if (!isSortDirection(direction)) throw new Refusal(400, `Invalid sort direction: ${direction}`)
  return [key, direction]
}
