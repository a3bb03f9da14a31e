/**
 * MariaDB for Keystone and Glance (SQLite loses writes once a dozen requests write at a time). Reached by a unix
 * socket in a private folder only; durability is traded for speed, since the data can be made again.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import { SERVICE_ENV, runCommand } from './commands.ts'
import type { Processes } from './processes.ts'
import type { Settings } from './settings.ts'

export const DATABASE = 'mariadb'

type Schema = 'keystone' | 'glance'

/** SQLAlchemy URL of one service's schema. */
export const databaseUrl = ({ databaseSocket }: Settings, schema: Schema): string =>
  `mysql+pymysql://root@localhost/${schema}?unix_socket=${databaseSocket}&charset=utf8mb4`

/** Starts MariaDB, with empty schemas for the services when they are not there yet. */
export async function startDatabase(settings: Settings, processes: Processes): Promise<void> {
  const dataDir = join(settings.stateDir, 'mariadb')
  if (!existsSync(join(dataDir, 'mysql'))) {
    const args = ['--no-defaults', '--user=root', `--datadir=${dataDir}`, '--skip-test-db']
    await runCommand('mariadb-install-db', [...args, '--auth-root-authentication-method=normal'], {
      logFile: join(settings.logDir, 'mariadb-install.log'),
    })
  }
  mkdirSync(dirname(settings.databaseSocket), { recursive: true, mode: 0o700 })
  processes.start({
    name: DATABASE,
    command: 'mariadbd',
    args: [
      '--no-defaults',
      '--user=root',
      `--datadir=${dataDir}`,
      `--socket=${settings.databaseSocket}`,
      '--skip-networking',
      '--skip-name-resolve',
      '--max-connections=300',
      // What a Glance on MariaDB has: 3-byte characters at most, compared without regard to case.
      '--character-set-server=utf8mb3',
      '--collation-server=utf8mb3_general_ci',
      '--innodb-buffer-pool-size=256M',
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-doublewrite=0',
    ],
  })
  const isReady = () =>
    query(settings, 'mysql', ['SELECT 1']).then(
      () => true,
      () => false,
    )
  await processes.waitUntilReady(DATABASE, isReady)
  await query(settings, 'mysql', ['CREATE DATABASE IF NOT EXISTS keystone;', 'CREATE DATABASE IF NOT EXISTS glance;'])
}

export type SqlValue = string | number | boolean | Date | null

/** A value as MariaDB writes it in a statement. Dates are stored to the second, in UTC. */
export function sqlLiteral(value: SqlValue): string {
  if (value === null) return 'NULL'
  if (value instanceof Date) return `'${value.toISOString().slice(0, 19).replace('T', ' ')}'`
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
  return String(Number(value))
}

/** One INSERT with as many rows as given. */
export function insertStatement(table: string, columns: readonly string[], rows: SqlValue[][]): string {
  const tuples = rows.map((row) => `(${row.map(sqlLiteral).join(',')})`)
  return `INSERT INTO ${table} (${columns.join(',')}) VALUES ${tuples.join(',')};\n`
}

/**
 * Runs statements through Debian's own client, as one stream, so that a large seed needs little memory here.
 * @returns the rows that came back, as text columns (no column may hold a tab or a line break).
 */
export async function query(
  settings: Settings,
  schema: Schema | 'mysql',
  statements: Iterable<string>,
): Promise<string[][]> {
  const options = [
    '--no-defaults',
    '--batch',
    '--skip-column-names',
    '--binary-mode',
    '--default-character-set=utf8mb4',
  ]
  const client = spawn('/usr/bin/mariadb', [...options, `--socket=${settings.databaseSocket}`, schema], {
    env: SERVICE_ENV,
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    client.once('error', reject)
    client.once('close', resolve)
  })
  const [output, complaint, code] = await Promise.all([
    text(client.stdout),
    text(client.stderr),
    ended,
    // The client closes its end at the first bad statement: its own words tell more than the broken pipe.
    pipeline(Readable.from(statements), client.stdin).catch(() => undefined),
  ])
  if (code !== 0) throw new Error(`database: ${complaint.trim() || `client ended with ${code}`}`)
  return output === ''
    ? []
    : output
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t'))
}
