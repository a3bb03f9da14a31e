/**
 * Makes images by the thousand: rows in Glance's tables and a sparse file of the right size in its default store.
 * They list, download (as zeros), share and delete like any other; their checksums are invented.
 */
import { createHash } from 'node:crypto'
import { closeSync, ftruncateSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CloudDescription } from '../description.ts'
import { insertStatement, query, sqlLiteral } from '../database.ts'
import type { SqlValue } from '../database.ts'
import { storeDir } from '../glance.ts'
import type { Settings } from '../settings.ts'
import type { ImageSpec } from './image-spec.ts'

/** Images of one transaction: bounded memory here, bounded statements there. */
const BATCH = 500

/** Tables that hang on `images`, before it: rows go in this order. */
const PARTS = ['image_members', 'image_properties', 'image_tags', 'image_locations'] as const
const STORES = ['fast', 'archive', 'staging', 'tasks'] as const

const digest = (algorithm: 'md5' | 'sha512', text: string) => createHash(algorithm).update(text).digest('hex')

/** Statements for a batch at a time, made as the client takes them. */
function* forBatches<T>(all: readonly T[], statementsFor: (batch: T[]) => string): Generator<string> {
  for (let start = 0; start < all.length; start += BATCH) yield statementsFor(all.slice(start, start + BATCH))
}

/** Columns and values of one row of `images`. */
function imageRow(spec: ImageSpec, owner: string): Record<string, SqlValue> {
  const stored = spec.size !== null
  return {
    id: spec.id,
    name: spec.name,
    owner,
    visibility: spec.visibility,
    status: spec.status,
    size: spec.size,
    virtual_size: spec.virtualSize,
    disk_format: spec.diskFormat,
    container_format: spec.containerFormat,
    min_disk: spec.minDisk,
    min_ram: spec.minRam,
    protected: spec.protected,
    os_hidden: spec.hidden,
    checksum: stored ? digest('md5', spec.id) : null,
    os_hash_algo: stored ? 'sha512' : null,
    os_hash_value: stored ? digest('sha512', spec.id) : null,
    created_at: spec.createdAt,
    updated_at: spec.updatedAt,
    deleted: false,
  }
}

function insertAll(table: string, rows: Record<string, SqlValue>[]): string {
  const [first] = rows
  return first
    ? insertStatement(
        table,
        Object.keys(first),
        rows.map((row) => Object.values(row)),
      )
    : ''
}

function insertBatch(settings: Settings, { projects }: CloudDescription, specs: ImageSpec[]): string {
  /** Rows of a table that hangs on `images`, with the columns they all have. */
  const partsOf = (rowsOf: (spec: ImageSpec) => Record<string, SqlValue>[]) =>
    specs.flatMap((spec) =>
      rowsOf(spec).map((row) => ({
        image_id: spec.id,
        ...row,
        created_at: spec.createdAt,
        updated_at: spec.updatedAt,
        deleted: false,
      })),
    )
  const path = (spec: ImageSpec) => `file://${join(storeDir(settings, 'fast'), spec.id)}`
  const location = (spec: ImageSpec) => ({ value: path(spec), meta_data: '{"store": "fast"}', status: 'active' })
  return [
    'START TRANSACTION;\n',
    insertAll(
      'images',
      specs.map((spec) => imageRow(spec, projects[spec.owner])),
    ),
    insertAll(
      'image_properties',
      partsOf((s) => Object.entries(s.properties).map(([name, value]) => ({ name, value }))),
    ),
    insertAll(
      'image_tags',
      partsOf((spec) => spec.tags.map((value) => ({ value }))),
    ),
    insertAll(
      'image_locations',
      partsOf((spec) => (spec.size === null ? [] : [location(spec)])),
    ),
    insertAll(
      'image_members',
      partsOf((spec) =>
        spec.members.map(({ project, status }) => ({
          member: typeof project === 'string' ? projects[project] : project.id,
          can_share: false,
          status,
        })),
      ),
    ),
    'COMMIT;\n',
  ].join('')
}

function makeSparseFile(file: string, bytes: number): void {
  const descriptor = openSync(file, 'w')
  ftruncateSync(descriptor, bytes)
  closeSync(descriptor)
}

export async function makeByDatabase(
  settings: Settings,
  cloud: CloudDescription,
  specs: readonly ImageSpec[],
): Promise<void> {
  for (const { id, size } of specs) if (size !== null) makeSparseFile(join(storeDir(settings, 'fast'), id), size)
  await query(
    settings,
    'glance',
    forBatches(specs, (batch) => insertBatch(settings, cloud, batch)),
  )
}

/** Ids of the images in the database; those deleted through the API keep theirs, and block them. */
export async function storedImageIds(settings: Settings): Promise<{ live: Set<string>; deleted: Set<string> }> {
  const rows = await query(settings, 'glance', ['SELECT id, deleted FROM images;'])
  const idsWhere = (flag: string) => new Set(rows.flatMap(([id, deleted]) => (id && deleted === flag ? [id] : [])))
  return { live: idsWhere('0'), deleted: idsWhere('1') }
}

/** Takes images out as if they had never been, with their data. */
export async function removeImages(settings: Settings, ids: readonly string[]): Promise<void> {
  const statements = forBatches(ids, (batch) => {
    const list = batch.map(sqlLiteral).join(',')
    const parts = PARTS.map((table) => `DELETE FROM ${table} WHERE image_id IN (${list});\n`)
    return `START TRANSACTION;\n${parts.join('')}DELETE FROM images WHERE id IN (${list});\nCOMMIT;\n`
  })
  await query(settings, 'glance', statements)
  for (const store of STORES) for (const id of ids) rmSync(join(storeDir(settings, store), id), { force: true })
}

export async function removeTasks(settings: Settings): Promise<void> {
  await query(settings, 'glance', ['DELETE FROM task_info;', 'DELETE FROM tasks;'])
}

/** Gives images made through the API the dates of their specification. */
export async function setDates(settings: Settings, specs: readonly ImageSpec[]): Promise<void> {
  const statements = specs.map(
    ({ id, createdAt, updatedAt }) =>
      `UPDATE images SET created_at = ${sqlLiteral(createdAt)}, updated_at = ${sqlLiteral(updatedAt)} ` +
      `WHERE id = ${sqlLiteral(id)};\n`,
  )
  await query(settings, 'glance', statements)
}
