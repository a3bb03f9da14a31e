/** Keystone under uWSGI, the way Debian's package expects it to be served. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CREDENTIALS } from './accounts.ts'
import { cacheAddress } from './cache.ts'
import { runCommand } from './commands.ts'
import { databaseUrl } from './database.ts'
import { answers } from './http.ts'
import { ini } from './ini.ts'
import type { Sections } from './ini.ts'
import type { Processes } from './processes.ts'
import { REGION } from './settings.ts'
import type { Settings } from './settings.ts'

export const KEYSTONE = 'keystone'

const keystoneDir = ({ etcDir }: Settings) => join(etcDir, 'keystone')

function keystoneConf(settings: Settings): Sections {
  return {
    DEFAULT: {
      log_file: join(settings.logDir, 'keystone-app.log'),
      public_endpoint: settings.authUrl.replace(/\/v3$/, ''),
    },
    database: { connection: databaseUrl(settings, 'keystone'), max_pool_size: 5 },
    token: { provider: 'fernet', expiration: settings.tokenSeconds },
    fernet_tokens: { key_repository: join(keystoneDir(settings), 'fernet-keys') },
    credential: { key_repository: join(keystoneDir(settings), 'credential-keys') },
    cache: { enabled: true, backend: 'oslo_cache.memcache_pool', memcache_servers: cacheAddress(settings) },
    // The least bcrypt takes (12 by default): tests sign in often, and the passwords are public.
    identity: { password_hash_rounds: 4 },
  }
}

function uwsgiConf(settings: Settings): Sections {
  return {
    uwsgi: {
      plugins: 'python3',
      'http-socket': `127.0.0.1:${settings.ports.identity}`,
      'wsgi-file': '/usr/bin/keystone-wsgi-public',
      env: `OS_KEYSTONE_CONFIG_DIR=${keystoneDir(settings)}`,
      master: true,
      // No threads: Keystone loads its policy at first use, and a second thread then meets a half-loaded one (403).
      processes: 4,
      // Each worker loads Keystone itself: after a fork of a loaded one, a worker's first refusal is sometimes never sent.
      'lazy-apps': true,
      'die-on-term': true,
      'no-orphans': true,
      'buffer-size': 65_535,
      'disable-logging': true,
      // http-socket closes after each answer without saying so; a client that pools connections then meets dead ones.
      'add-header': 'Connection: close',
    },
  }
}

export function configureKeystone(settings: Settings): void {
  mkdirSync(keystoneDir(settings), { recursive: true })
  writeFileSync(join(keystoneDir(settings), 'keystone.conf'), ini(keystoneConf(settings)))
  writeFileSync(join(keystoneDir(settings), 'uwsgi.ini'), ini(uwsgiConf(settings)))
}

/** Tables, token keys, the first administrator and project. Done once; needs the database. */
export async function prepareKeystone(settings: Settings): Promise<void> {
  const logFile = join(settings.logDir, 'keystone-setup.log')
  const config = ['--config-file', join(keystoneDir(settings), 'keystone.conf')]
  const manage = (...args: string[]) => runCommand('keystone-manage', [...config, ...args], { logFile })
  const owner = ['--keystone-user', 'root', '--keystone-group', 'root']
  await manage('db_sync')
  if (!existsSync(join(keystoneDir(settings), 'fernet-keys'))) await manage('fernet_setup', ...owner)
  if (!existsSync(join(keystoneDir(settings), 'credential-keys'))) await manage('credential_setup', ...owner)
  const { username, password } = CREDENTIALS.admin
  const admin = ['--bootstrap-username', username, '--bootstrap-password', password]
  const place = ['--bootstrap-project-name', username, '--bootstrap-region-id', REGION]
  const urls = ['public', 'internal', 'admin'].flatMap((name) => [`--bootstrap-${name}-url`, settings.authUrl])
  await manage('bootstrap', ...admin, ...place, ...urls)
}

export async function startKeystone(settings: Settings, processes: Processes): Promise<void> {
  processes.start({ name: KEYSTONE, command: 'uwsgi', args: ['--ini', join(keystoneDir(settings), 'uwsgi.ini')] })
  await processes.waitUntilReady(KEYSTONE, () => answers(settings.authUrl))
}
