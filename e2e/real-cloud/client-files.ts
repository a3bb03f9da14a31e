/** `clouds.yaml` files: one for the dashboard, without secrets, and one for command-line clients. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { APPLICATION_CREDENTIAL, CREDENTIALS } from './accounts.ts'
import { REGION } from './settings.ts'
import type { Settings } from './settings.ts'

/** The cloud's name in the dashboard's configuration. */
export const CLOUD_NAME = 'real'

const place = { region_name: REGION, interface: 'public', identity_api_version: 3, image_api_version: 2 }

export const clientFiles = ({ stateDir }: Settings) => ({
  /** What an operator gives the dashboard: no secrets in it. */
  cloudsYaml: join(stateDir, 'clouds.yaml'),
  /** For command-line clients: one entry per account and project, `producer` or `multi-consumer`, and `producer-app`. */
  clientsYaml: join(stateDir, 'clients.yaml'),
})

function clientEntries({ authUrl }: Settings): Record<string, object> {
  const domains = { user_domain_name: 'Default', project_domain_name: 'Default' }
  const entries = Object.values(CREDENTIALS).flatMap(({ username, password, grants }) =>
    grants.map(({ project }) => {
      const auth = { auth_url: authUrl, username, password, project_name: project, ...domains }
      return [grants.length === 1 ? username : `${username}-${project}`, { auth, ...place }] as const
    }),
  )
  return Object.fromEntries(entries)
}

/** Writes both files. @param credentialId of the producer's application credential */
export function writeClientFiles(settings: Settings, credentialId: string): void {
  const { cloudsYaml, clientsYaml } = clientFiles(settings)
  const { authUrl } = settings
  const application = {
    auth_type: 'v3applicationcredential',
    auth: {
      auth_url: authUrl,
      application_credential_id: credentialId,
      application_credential_secret: APPLICATION_CREDENTIAL.secret,
    },
    ...place,
  }
  writeFileSync(cloudsYaml, stringify({ clouds: { [CLOUD_NAME]: { auth: { auth_url: authUrl }, ...place } } }))
  writeFileSync(clientsYaml, stringify({ clouds: { ...clientEntries(settings), 'producer-app': application } }))
}
