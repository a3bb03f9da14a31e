/**
 * Finds and reads the ecosystem's own configuration: `clouds.yaml`, `secure.yaml`, `clouds-public.yaml`.
 * Source: openstacksdk "Configuring OpenStack SDK Applications" (files, search order, profiles).
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isMap, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import { cloudProfile } from './cloud-entry.ts'
import { ConfigError } from './config.ts'
import type { Environment } from './environment.ts'
import { homeFolder, variable } from './environment.ts'

/** A parsed file that can say where a key stands. */
export class YamlFile {
  readonly path: string
  readonly #document: Document
  readonly #lines: LineCounter

  /** @throws ConfigError with file and line when the text is not YAML. */
  constructor(path: string, text: string) {
    this.path = path
    this.#lines = new LineCounter()
    this.#document = parseDocument(text, { lineCounter: this.#lines })
    const [error] = this.#document.errors
    if (error) {
      const line = error.linePos?.[0].line ?? 1
      throw new ConfigError([`${path}:${line}: this is not valid YAML: ${error.message.split('\n')[0]}`])
    }
  }

  /** The plain value at a path of keys. */
  value(keys: readonly string[]): unknown {
    const node: unknown = keys.length === 0 ? this.#document.contents : this.#document.getIn(keys, true)
    return isNode(node) ? node.toJS(this.#document) : undefined
  }

  has(keys: readonly string[]): boolean {
    return this.#document.hasIn(keys)
  }

  /** `clouds.yaml:12: clouds.prod.region_name`: the line of the key, else of its nearest parent. */
  where(keys: readonly string[]): string {
    for (let depth = keys.length; depth > 0; depth -= 1) {
      const parent: unknown =
        depth === 1 ? this.#document.contents : this.#document.getIn(keys.slice(0, depth - 1), true)
      if (!isMap(parent)) continue
      const pair = parent.items.find(({ key }) => isNode(key) && String(key.toJS(this.#document)) === keys[depth - 1])
      if (isNode(pair?.key) && pair.key.range) {
        return `${this.path}:${this.#lines.linePos(pair.key.range[0]).line}: ${keys.join('.')}`
      }
    }
    return `${this.path}: ${keys.join('.')}`
  }
}

interface PlacedNode {
  toJS(document: Document): unknown
  range?: [number, number, number] | null
}
const isNode = (value: unknown): value is PlacedNode => typeof value === 'object' && value !== null && 'toJS' in value

export interface CloudsConfig {
  clouds: CloudProfile[]
  /** Sentences for the log: secrets that were found and left unread. */
  warnings: string[]
  /** The file read; undefined when there is none. */
  path: string | undefined
}

interface Surroundings {
  environment: Environment
  workingDirectory: string
}

/** First existing file of a kind. A path given by environment variable must exist: a typo must not pick another cloud. */
const locate = (kind: string, override: string, { environment, workingDirectory }: Surroundings) => {
  const named = variable(environment, override)
  if (named) {
    const path = resolve(workingDirectory, named)
    if (existsSync(path)) return path
    throw new ConfigError([
      `${override} names ${path}, which does not exist. Example: ${override}=/etc/openstack/${kind}.yaml`,
    ])
  }
  const folders = [
    workingDirectory,
    join(variable(environment, 'XDG_CONFIG_HOME') ?? join(homeFolder(environment), '.config'), 'openstack'),
    '/etc/openstack',
  ]
  return folders
    .flatMap((folder) => ['yaml', 'yml', 'json'].map((end) => join(folder, `${kind}.${end}`)))
    .find(existsSync)
}

const open = (path: string | undefined): YamlFile | undefined => {
  if (path === undefined) return undefined
  try {
    return new YamlFile(path, readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError([`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`])
  }
}

/**
 * The configured clouds, in file order.
 * @throws ConfigError listing every problem as `file:line: key ...`.
 */
export const readClouds = (surroundings: Surroundings): CloudsConfig => {
  const clouds = open(locate('clouds', 'OS_CLIENT_CONFIG_FILE', surroundings))
  if (!clouds) return { clouds: [], warnings: [], path: undefined }
  const secure = open(locate('secure', 'OS_CLIENT_SECURE_FILE', surroundings))
  const vendors = open(locate('clouds-public', 'OS_CLIENT_VENDOR_FILE', surroundings))

  const entries = clouds.value(['clouds'])
  if (entries === undefined || entries === null) return { clouds: [], warnings: [], path: clouds.path }
  if (typeof entries !== 'object' || Array.isArray(entries)) {
    throw new ConfigError([
      `${clouds.where(['clouds'])} must be a map of cloud names. Example: clouds: { prod: { ... } }`,
    ])
  }
  const problems: string[] = []
  const warnings: string[] = []
  const profiles = Object.keys(entries).flatMap((name) => {
    const result = cloudProfile(name, { clouds, secure, vendors })
    problems.push(...result.problems)
    warnings.push(...result.warnings)
    return result.profile ? [result.profile] : []
  })
  if (problems.length > 0) throw new ConfigError(problems)
  return { clouds: profiles, warnings, path: clouds.path }
}
