/** What the tests need to know about a cloud that was brought up. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { APPLICATION_CREDENTIAL, CREDENTIALS } from './accounts.ts'
import type { Account, AccountName, ProjectName } from './accounts.ts'
import { CatalogIds } from './catalog.ts'
import { CLOUD_NAME, clientFiles, writeClientFiles } from './client-files.ts'
import { REGION } from './settings.ts'
import type { Settings } from './settings.ts'

export interface CloudDescription {
  /** Its name in `cloudsYaml`. */
  name: string
  region: string
  /** Keystone v3, with its version path. */
  authUrl: string
  /** Glance, without a version path. */
  imageUrl: string
  /** The same images, without limits of projects. */
  unmeteredImageUrl: string
  /** Swift, without account path. */
  objectStoreUrl: string
  /** For the dashboard: no secrets in it. */
  cloudsYaml: string
  /** For command-line clients: an entry per account. */
  clientsYaml: string
  accounts: Record<AccountName, Account>
  projects: Record<ProjectName, string>
  /** Application credential of the producer. */
  credential: { id: string; secret: string }
}

const idsFile = ({ stateDir }: Settings) => join(stateDir, 'ids.json')

const description = (settings: Settings, ids: CatalogIds): CloudDescription => ({
  name: CLOUD_NAME,
  region: REGION,
  authUrl: settings.authUrl,
  imageUrl: settings.imageUrl,
  unmeteredImageUrl: settings.unmeteredImageUrl,
  objectStoreUrl: settings.objectStoreUrl,
  ...clientFiles(settings),
  accounts: CREDENTIALS,
  projects: ids.projects,
  credential: { id: ids.applicationCredential, secret: APPLICATION_CREDENTIAL.secret },
})

/** Writes down what Keystone named the things in it, and the files for clients. */
export function recordCloud(settings: Settings, ids: CatalogIds): void {
  writeClientFiles(settings, ids.applicationCredential)
  writeFileSync(idsFile(settings), JSON.stringify(ids))
}

/** The cloud of the state folder, running or not; undefined when none was ever brought up there. */
export function readCloud(settings: Settings): CloudDescription | undefined {
  const file = idsFile(settings)
  return existsSync(file) ? description(settings, CatalogIds.parse(JSON.parse(readFileSync(file, 'utf8')))) : undefined
}
