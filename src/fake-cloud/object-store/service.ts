/**
 * Object storage of one region. It finds its own way through the path, since a router would decode and tidy up object
 * names, and it streams bodies both ways. Source: api §4.
 */
import { http, type RequestHandler } from 'msw'

import { type FakeCloud, servicePaths } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import { hexOf } from '#fake-cloud/core/ids.ts'
import { emptyAccount } from '#fake-cloud/core/object-tables.ts'

import { admit } from './access.ts'
import { headAccount, listContainers, postAccount } from './account.ts'
import { deleteContainer, headContainer, listObjects, postContainer, putContainer } from './container.ts'
import { notFound, StorageRefusal } from './errors.ts'
import { capabilities } from './info.ts'
import { readObject } from './object-read.ts'
import { deleteObject, postObject, putObject } from './object-write.ts'
import type { StorageExchange, StorageHandle } from './storage-exchange.ts'

const ACCOUNT = { POST: postAccount, HEAD: headAccount, GET: listContainers }
const CONTAINER = {
  DELETE: deleteContainer,
  POST: postContainer,
  HEAD: headContainer,
  GET: listObjects,
  PUT: putContainer,
}
const OBJECT = { DELETE: deleteObject, POST: postObject, HEAD: readObject, GET: readObject, PUT: putObject }

/** Answers every request to the object storage of a region; a request elsewhere is not its business. */
export interface StorageService {
  /** Absolute URL all its paths start with. */
  base: string
  answer: (request: Request) => Promise<Response>
}

export function storageService(cloud: FakeCloud, region: RegionTables): StorageService {
  const base = `${cloud.baseUrl}${servicePaths.objectStore(region.name)}`
  const identityUrl = `${cloud.baseUrl}${servicePaths.identity}`
  const { pathname } = new URL(base)

  const serve = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const path = url.pathname.slice(pathname.length)
    if (path === '/info') return capabilities()
    const exchange = exchangeOf(cloud, region, request, path)
    if (request.method !== 'OPTIONS') admit(exchange, identityUrl)
    // An account comes into being when it is first used.
    region.objectAccounts.set(exchange.accountName, exchange.account)
    return handleOf(exchange)(exchange)
  }

  return {
    base,
    async answer(request) {
      cloud.clock.settle()
      const requestId = cloud.nextRequestId()
      let response: Response
      try {
        response = await serve(request)
      } catch (error) {
        if (!(error instanceof StorageRefusal)) throw error
        response = error.response()
      }
      const seconds = Math.floor(cloud.clock.now() / 1000).toString(16)
      const transaction = `tx${hexOf(requestId, 21)}-${seconds.padStart(10, '0')}`
      response.headers.set('x-trans-id', transaction)
      response.headers.set('x-openstack-request-id', transaction)
      return response
    },
  }
}

export const storageHandlers = ({ base, answer }: StorageService): RequestHandler[] => [
  http.all(`${base}/*`, ({ request }) => answer(request)),
  http.all(base, ({ request }) => answer(request)),
]

/** Takes the path apart: `/v1/account[/container[/object]]`. @throws StorageRefusal 400, 404, 412 */
function exchangeOf(cloud: FakeCloud, region: RegionTables, request: Request, path: string): StorageExchange {
  const [, version = '', rawAccount = '', rawContainer = '', ...rawObject] = path.split('/')
  if (version !== 'v1' && version !== '') throw new StorageRefusal(400)
  if (rawAccount === '') throw notFound()
  const accountName = decoded(rawAccount)
  const containerName = decoded(rawContainer)
  const objectName = decoded(rawObject.join('/'))
  if (containerName === '' && objectName !== '') throw notFound()
  // A slash inside the container's segment divides like any other.
  const [container = '', ...more] = containerName.split('/')
  const object = [...more, ...(objectName === '' ? [] : [objectName])].join('/')
  return {
    cloud,
    region,
    request,
    query: new URL(request.url).searchParams,
    account: region.objectAccounts.get(accountName) ?? emptyAccount(),
    accountName,
    ...(container !== '' && { containerName: container }),
    ...(object !== '' && { objectName: object }),
  }
}

function decoded(raw: string): string {
  let text = ''
  try {
    text = decodeURIComponent(raw)
  } catch {
    throw new StorageRefusal(412, { body: 'Invalid UTF8 or contains NULL' })
  }
  if (text.includes('\0')) throw new StorageRefusal(412, { body: 'Invalid UTF8 or contains NULL' })
  return text
}

function handleOf({ request, containerName, objectName }: StorageExchange): StorageHandle {
  let verbs: Record<string, StorageHandle> = OBJECT
  if (containerName === undefined) verbs = ACCOUNT
  else if (objectName === undefined) verbs = CONTAINER
  const allow = ['OPTIONS', ...Object.keys(verbs)].join(', ')
  // No CORS: a preflight learns the methods and nothing else. Source: api §0 "CORS".
  if (request.method === 'OPTIONS') {
    return () => new Response(null, { headers: { 'content-type': 'text/html; charset=UTF-8', allow } })
  }
  const handle = verbs[request.method]
  if (!handle) throw new StorageRefusal(405, { headers: { allow } })
  return handle
}
