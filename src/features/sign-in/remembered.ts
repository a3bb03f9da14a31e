import type { Session } from '#lib/contract.ts'

/**
 * Small conveniences kept in this browser between sign-ins: names only, never a secret. Storage that is blocked or
 * full costs the convenience and nothing else.
 */

const read = (key: string) => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

const write = (key: string, value: string) => {
  try {
    localStorage.setItem(key, value)
  } catch {
    // As said above.
  }
}

const CLOUD = 'sign-in.cloud'
const projectKey = ({ cloud, user }: Pick<Session, 'cloud' | 'user'>) => `sign-in.project:${cloud}:${user.id}`

export const lastCloud = () => read(CLOUD)
export const rememberCloud = (name: string) => write(CLOUD, name)

/** ID of the project this user worked in last, in this cloud. */
export const lastProject = (session: Pick<Session, 'cloud' | 'user'>) => read(projectKey(session))
export const rememberProject = (session: Pick<Session, 'cloud' | 'user'>, projectId: string) =>
  write(projectKey(session), projectId)
