/** The session as components see it: given by the session gate, so below the gate it is never missing. */
import { createContext, useContext } from 'react'
import type { SignedIn } from './session.ts'

export const SessionContext = createContext<SignedIn | null>(null)

/** Who is signed in. Only for what stands behind the session gate. */
export function useSession(): SignedIn {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession is for pages behind the session gate.')
  return session
}
