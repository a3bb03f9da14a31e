/**
 * Glance with two file stores, the interoperable imports, member tasks and Keystone's unified limits; and a second one
 * for the same images without limits: asking Keystone makes each new image ten times as dear, and most of the contract
 * is not about limits.
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SERVICE_USERS } from './accounts.ts'
import { cacheAddress } from './cache.ts'
import { runCommand } from './commands.ts'
import { databaseUrl } from './database.ts'
import { answers } from './http.ts'
import { ini } from './ini.ts'
import type { Sections } from './ini.ts'
import type { Processes } from './processes.ts'
import { REGION } from './settings.ts'
import type { Settings } from './settings.ts'

export const GLANCE = 'glance'
export const UNMETERED_GLANCE = 'glance-unmetered'

/** How many may hang on one image; fewer tags and members than upstream's 128, so that tests meet the end soon. */
export const IMAGE_LIMITS = { properties: 128, tags: 32, members: 32 }

/** Store name to folder, below the state folder. The first is the default store. */
export const storeDir = (settings: Settings, store: 'fast' | 'archive' | 'staging' | 'tasks'): string =>
  join(settings.stateDir, 'glance', store)

const glanceDir = ({ etcDir }: Settings) => join(etcDir, 'glance')
const configFile = (settings: Settings) => join(glanceDir(settings), 'glance-api.conf')
const unmeteredFile = (settings: Settings) => join(glanceDir(settings), 'unmetered.conf')

/** What a service needs to validate its callers' tokens. */
export function authTokenSection(
  settings: Settings,
  user: keyof typeof SERVICE_USERS,
): Record<string, string | number> {
  return {
    www_authenticate_uri: settings.authUrl.replace(/\/v3$/, ''),
    auth_url: settings.authUrl,
    auth_type: 'password',
    username: user,
    password: SERVICE_USERS[user].password,
    user_domain_name: 'Default',
    project_name: 'service',
    project_domain_name: 'Default',
    region_name: REGION,
    interface: 'public',
    memcached_servers: cacheAddress(settings),
    token_cache_time: settings.tokenCacheSeconds,
  }
}

const fileStore = (settings: Settings, store: 'fast' | 'archive' | 'staging' | 'tasks') => ({
  filesystem_store_datadir: storeDir(settings, store),
})

function glanceConf(settings: Settings, endpointId: string): Sections {
  return {
    DEFAULT: {
      bind_host: '127.0.0.1',
      bind_port: settings.ports.image,
      workers: 3,
      log_file: join(settings.logDir, 'glance-app.log'),
      public_endpoint: settings.imageUrl,
      worker_self_reference_url: settings.imageUrl,
      enabled_backends: 'fast:file, archive:file',
      enabled_import_methods: '[glance-direct,web-download,copy-image]',
      enforce_secure_rbac: true,
      limit_param_default: 25,
      api_limit_max: 1000,
      image_property_quota: IMAGE_LIMITS.properties,
      image_tag_quota: IMAGE_LIMITS.tags,
      image_member_quota: IMAGE_LIMITS.members,
      image_size_cap: 10 * 2 ** 30,
      use_keystone_limits: true,
    },
    database: { connection: databaseUrl(settings, 'glance'), max_pool_size: 5 },
    paste_deploy: { flavor: 'keystone', config_file: join(glanceDir(settings), 'glance-api-paste.ini') },
    oslo_policy: {
      policy_file: join(glanceDir(settings), 'policy.yaml'),
      enforce_new_defaults: true,
      enforce_scope: true,
    },
    keystone_authtoken: { ...authTokenSection(settings, 'glance'), service_token_roles_required: true },
    // Limits are read with a token for the whole system, not for a project.
    oslo_limit: {
      auth_url: settings.authUrl,
      auth_type: 'password',
      username: 'glance',
      password: SERVICE_USERS.glance.password,
      user_domain_name: 'Default',
      system_scope: 'all',
      endpoint_id: endpointId,
      region_name: REGION,
    },
    glance_store: { default_backend: 'fast' },
    fast: { ...fileStore(settings, 'fast'), filesystem_thin_provisioning: true, store_description: 'Fast local disk' },
    archive: {
      ...fileStore(settings, 'archive'),
      filesystem_thin_provisioning: true,
      store_description: 'Cheap archive',
    },
    os_glance_staging_store: fileStore(settings, 'staging'),
    os_glance_tasks_store: fileStore(settings, 'tasks'),
    task: { task_executor: 'taskflow', task_time_to_live: 48, work_dir: storeDir(settings, 'tasks') },
    taskflow_executor: { engine_mode: 'serial', max_workers: 4 },
    oslo_concurrency: { lock_path: join(settings.stateDir, 'glance', 'lock') },
    // Loopback is refused unless it is named, and naming a host refuses all others: no import leaves the machine.
    import_filtering_opts: { allowed_schemes: '[http,https]', allowed_hosts: '[127.0.0.1]', allowed_ports: '[]' },
  }
}

/** What the second Glance has of its own; all else is read from the first one's file. */
const unmeteredConf = ({ logDir, ports, unmeteredImageUrl }: Settings): Sections => ({
  DEFAULT: {
    bind_port: ports.unmeteredImage,
    log_file: join(logDir, 'glance-unmetered-app.log'),
    public_endpoint: unmeteredImageUrl,
    worker_self_reference_url: unmeteredImageUrl,
    use_keystone_limits: false,
  },
})

/** Upstream keeps tasks for administrators; members may use them here, as on Rackspace. */
const POLICY = `"tasks_api_access": "role:admin or role:member"
"get_task": ""
"get_tasks": ""
"add_task": ""
"modify_task": ""
`

/** @param endpointId Keystone's id of the public image endpoint: limits are kept by endpoint. */
export function configureGlance(settings: Settings, endpointId: string): void {
  for (const store of ['fast', 'archive', 'staging', 'tasks'] as const)
    mkdirSync(storeDir(settings, store), { recursive: true })
  mkdirSync(join(settings.stateDir, 'glance', 'lock'), { recursive: true })
  mkdirSync(glanceDir(settings), { recursive: true })
  for (const file of ['glance-api-paste.ini', 'schema-image.json'])
    copyFileSync(join('/usr/share/glance-common', file), join(glanceDir(settings), file))
  writeFileSync(join(glanceDir(settings), 'policy.yaml'), POLICY)
  writeFileSync(configFile(settings), ini(glanceConf(settings, endpointId)))
  writeFileSync(unmeteredFile(settings), ini(unmeteredConf(settings)))
}

/** Tables and the metadata-definition catalog. Done once; needs the database. */
export async function prepareGlance(settings: Settings): Promise<void> {
  const logFile = join(settings.logDir, 'glance-setup.log')
  const manage = (...args: string[]) =>
    runCommand('glance-manage', ['--config-file', configFile(settings), 'db', ...args], { logFile })
  await manage('sync')
  await manage('load_metadefs', '/usr/share/glance-common/metadefs')
}

export async function startGlance(settings: Settings, processes: Processes): Promise<void> {
  processes.start({ name: GLANCE, command: 'glance-api', args: ['--config-file', configFile(settings)] })
  await processes.waitUntilReady(GLANCE, () => answers(`${settings.imageUrl}/healthcheck`))
}

export async function startUnmeteredGlance(settings: Settings, processes: Processes): Promise<void> {
  const args = ['--config-file', configFile(settings), '--config-file', unmeteredFile(settings)]
  processes.start({ name: UNMETERED_GLANCE, command: 'glance-api', args })
  await processes.waitUntilReady(UNMETERED_GLANCE, () => answers(`${settings.unmeteredImageUrl}/healthcheck`))
}
