import type { Flavour } from './contract.ts'

/** What the cloud itself calls the thing that owns images: Rackspace accounts, Keystone projects. */
export const accountWord = (flavour: Flavour) => (flavour === 'rackspace' ? 'account' : 'project')
