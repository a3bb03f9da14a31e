/** A Rackspace Identity v2.0 of a few users: password, API key, passcode challenge, faults. */
import type { ServerResponse } from 'node:http'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import { openstackProfile } from './keystone.ts'
import { jsonOf, sendJson, startUpstream } from './upstream.ts'
import type { Upstream } from './upstream.ts'

export interface RackspaceIdentity extends Upstream {
  cloud: CloudProfile
  issued: string[]
  revoked: Set<string>
}

interface AuthBody {
  auth: {
    passwordCredentials?: { username: string; password: string }
    'RAX-KSKEY:apiKeyCredentials'?: { username: string; apiKey: string }
    'RAX-AUTH:passcodeCredentials'?: { passcode: string }
  }
}

const fault = (response: ServerResponse, status: number, name: string, message: string, headers = {}) =>
  sendJson(response, status, { [name]: { code: status, message } }, headers)

/** @param regions region name → image URL; every region also has object storage below the same URL */
export const startRackspaceIdentity = async (regions: Record<string, string>): Promise<RackspaceIdentity> => {
  const issued: string[] = []
  const revoked = new Set<string>()
  let challenges = 0

  const issue = (response: ServerResponse, username: string) => {
    const token = `AAB-${issued.length}-${username}`.padEnd(220, 'r')
    issued.push(token)
    const endpoints = Object.entries(regions)
    sendJson(response, 200, {
      access: {
        token: {
          id: token,
          expires: new Date(Date.now() + 86_400_000).toISOString().replace('Z', '-00:00'),
          ...(username !== 'tenantless' && { tenant: { id: '123456', name: '123456' } }),
        },
        user: {
          id: 172157,
          name: username,
          'RAX-AUTH:defaultRegion': 'IAD',
          'RAX-AUTH:domainId': '123456',
          roles: [
            { id: '3', name: 'identity:user-admin' },
            { id: '5', name: 'object-store:default', tenantId: 'Mosso_1' },
          ],
        },
        serviceCatalog: [
          {
            name: 'cloudFilesCDN',
            type: 'rax:object-cdn',
            endpoints: [{ region: 'DFW', publicURL: 'https://cdn.example.com' }],
          },
          { name: 'cloudMetrics', type: 'metrics', endpoints: [{ region: 'DFW' }] },
          {
            name: 'cloudImages',
            type: 'image',
            endpoints: endpoints.map(([region, url]) => ({ region, publicURL: `${url}/v2` })),
          },
          {
            name: 'cloudFiles',
            type: 'object-store',
            endpoints: endpoints.map(([region, url]) => ({
              region,
              publicURL: `${url}/v1/Mosso_1`,
              internalURL: 'https://snet',
            })),
          },
        ],
      },
    })
  }

  const upstream = await startUpstream(async (request, response) => {
    if (request.url !== '/v2.0/tokens') return fault(response, 404, 'itemNotFound', 'Not Found')
    if (request.method === 'DELETE') {
      revoked.add(String(request.headers['x-auth-token']))
      response.writeHead(204).end()
      return undefined
    }
    const { auth } = await jsonOf<AuthBody>(request)
    const challenge = () => {
      challenges += 1
      const header = { 'www-authenticate': `OS-MF sessionId='${'s'.repeat(300)}-${challenges}', factor='PASSCODE'` }
      return fault(response, 401, 'unauthorized', 'Additional authentication credentials required.', header)
    }
    const wrong = () => fault(response, 401, 'unauthorized', 'Unable to authenticate user with credentials provided.')
    const passcode = auth['RAX-AUTH:passcodeCredentials']?.passcode
    if (passcode !== undefined) {
      if (request.headers['x-sessionid'] !== `${'s'.repeat(300)}-${challenges}`) return wrong()
      if (passcode === '123456') return issue(response, 'mfa')
      return passcode === '000000' ? challenge() : wrong()
    }
    const key = auth['RAX-KSKEY:apiKeyCredentials']
    const password = auth.passwordCredentials
    if ((key?.apiKey ?? password?.password) !== 'right') return wrong()
    const username = key?.username ?? password?.username ?? ''
    if (username === 'disabled') return fault(response, 403, 'userDisabled', 'User is disabled')
    if (username === 'must-enrol')
      return fault(response, 403, 'forbidden', 'Multi-factor authentication must be set up.')
    if (username === 'limited') return fault(response, 413, 'overLimit', 'Slow down', { 'retry-after': '7' })
    if (username === 'mfa' && password) return challenge()
    return issue(response, username)
  })
  const cloud = openstackProfile(`${upstream.url}/v2.0/`, {
    name: 'rax',
    label: 'Rackspace',
    flavour: 'rackspace',
    methods: ['password', 'apiKey'],
  })
  return { ...upstream, cloud, issued, revoked }
}
