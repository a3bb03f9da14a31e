import type { CloudChoice, DemoAccount, SignInMethod, SignInRequest } from '#lib/contract.ts'

/** Everything the form may hold, for all methods at once: switching method or cloud loses nothing. */
export interface SignInDraft {
  username: string
  password: string
  apiKey: string
  userDomain: string
  credentialId: string
  credentialSecret: string
}

export const emptyDraft: SignInDraft = {
  username: '',
  password: '',
  apiKey: '',
  userDomain: '',
  credentialId: '',
  credentialSecret: '',
}

/** The request for one method; fields of the others stay out of it. Secrets go exactly as typed, names trimmed. */
export function requestOf(cloud: CloudChoice, method: SignInMethod, draft: SignInDraft): SignInRequest {
  const username = draft.username.trim()
  switch (method) {
    case 'password': {
      const userDomain = draft.userDomain.trim()
      const isDomainAsked = cloud.flavour === 'openstack' && userDomain !== ''
      return { cloud: cloud.name, method, username, password: draft.password, ...(isDomainAsked && { userDomain }) }
    }
    case 'apiKey':
      return { cloud: cloud.name, method, username, apiKey: draft.apiKey.trim() }
    case 'applicationCredential':
      return { cloud: cloud.name, method, id: draft.credentialId.trim(), secret: draft.credentialSecret }
    default:
      return method satisfies never
  }
}

/** One click into a demo cloud. A Keystone account is signed in to the project its role is about. */
export const demoRequest = (cloud: CloudChoice, { username, password, account }: DemoAccount): SignInRequest => ({
  cloud: cloud.name,
  method: 'password',
  username,
  password,
  ...(cloud.flavour === 'openstack' && { project: account }),
})
