/**
 * One cloud an operator can sign in to, as configured (`clouds.yaml`) or embedded (demo clouds).
 * Never holds a secret: credentials come from the sign-in form and end in the sealed cookie.
 */
import type { DemoAccount, Flavour, SignInMethod } from './contract.ts'

/** Which of a service's catalog URLs the server talks to. */
export type EndpointInterface = 'public' | 'internal' | 'admin'

export interface CloudTls {
  /** False accepts any certificate (`verify: false`); a choice for lab clouds only. */
  verify: boolean
  /** PEM file of the authorities to trust instead of the system's. */
  caFile?: string
  /** PEM files of a client certificate. */
  certFile?: string
  keyFile?: string
}

export interface CloudProfile {
  /** Key in `clouds.yaml`, unique, sent by the browser to choose the cloud. */
  name: string
  /** What people read. */
  label: string
  flavour: Flavour
  /** Identity base URL; a missing `/v3` (or `/v2.0`) and a trailing slash are tolerated. */
  authUrl: string
  methods: SignInMethod[]
  /** Only these regions are offered, in this order; absent: every region of the catalog. */
  regions?: string[]
  interface: EndpointInterface
  tls: CloudTls
  /** URLs used instead of the catalog's, from `image_endpoint_override` and `object_store_endpoint_override`. */
  endpointOverrides: { image?: string; objectStore?: string }
  /** Present on embedded clouds: accounts whose passwords are public by design. */
  demo?: { accounts: DemoAccount[] }
}
