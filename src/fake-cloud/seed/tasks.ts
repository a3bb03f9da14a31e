/** Imports and exports of the last two days on the Rackspace demo cloud: older ones are forgotten. Source: api §3.11. */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import { uuidOf } from '#fake-cloud/core/ids.ts'
import type { TaskRow } from '#fake-cloud/core/task-table.ts'
import { TASK_LIFE } from '#fake-cloud/images/task-run.ts'

import { RACKSPACE_ACCOUNTS } from './identity-rackspace.ts'
import { HOUR, MINUTE } from './make-image.ts'

/** What a seeded task says of itself. Times are milliseconds before the cloud's start. */
interface TaskDraft extends Pick<TaskRow, 'type' | 'input'> {
  key: string
  age: number
  /** How long it took; absent while it runs. */
  took?: number
  outcome?: { result: Record<string, unknown> } | { message: string }
}

const importOf = (file: string, name: string): Pick<TaskDraft, 'type' | 'input'> => ({
  type: 'import',
  input: { import_from: `vhd-imports/${file}`, image_properties: { name } },
})

const exportOf = (imageId: string, container = 'exports'): Pick<TaskDraft, 'type' | 'input'> => ({
  type: 'export',
  input: { image_uuid: imageId, receiving_swift_container: container },
})

const failure = (message: string) => ({ outcome: { message } })

/** @param idOf id of a seeded image by its key */
const drafts = (idOf: (key: string) => string): TaskDraft[] => {
  const exported = idOf('import vpn-concentrator 9')
  return [
    { key: 'export running', ...exportOf(idOf('import payments-appliance 4.2')), age: 11 * MINUTE },
    {
      key: 'import done',
      ...importOf('kiosk-2026.vhd', 'kiosk-2026'),
      age: 5 * HOUR + 20 * MINUTE,
      took: 19 * MINUTE,
      outcome: { result: { image_id: idOf('import kiosk-2026') } },
    },
    {
      key: 'import parent',
      ...importOf('app-server-delta.vhd', 'app-server'),
      age: 8 * HOUR,
      took: 4 * MINUTE,
      ...failure('Error: 721 - VHD has a parent disk'),
    },
    {
      key: 'import not a disk',
      ...importOf('holiday-photos.vhd', 'Holiday photos'),
      age: 20 * HOUR,
      took: 2 * MINUTE,
      ...failure('Error: 396 - Not a valid VHD'),
    },
    {
      key: 'import missing',
      ...importOf('no-such-file.vhd', 'Missing'),
      age: 21 * HOUR,
      took: MINUTE,
      ...failure('Error: Image not found for import. Possible invalid location'),
    },
    {
      key: 'export done',
      ...exportOf(exported),
      age: 26 * HOUR + 40 * MINUTE,
      took: 38 * MINUTE,
      outcome: { result: { export_location: `exports/${exported}.vhd` } },
    },
    {
      key: 'export again',
      ...exportOf(exported),
      age: 25 * HOUR,
      took: 3 * MINUTE,
      ...failure(`Swift already has an object with id '${exported}.vhd' in container 'exports'`),
    },
  ]
}

/** Fills the task list of the producer in the first region. */
export function seedTasks(cloud: FakeCloud, region: RegionTables): void {
  const start = cloud.clock.now()
  const moment = (age: number) => Math.floor((start - age) / 1000) * 1000
  const idOf = (key: string) => uuidOf(`${cloud.name} ${region.name} ${key}`)
  for (const { key, age, took, outcome, type, input } of drafts(idOf)) {
    const createdAt = moment(age)
    const endedAt = took === undefined ? null : createdAt + took
    region.tasks.put({
      id: idOf(`task ${key}`),
      type,
      input,
      status: statusOf(outcome),
      result: outcome && 'result' in outcome ? outcome.result : null,
      message: outcome && 'message' in outcome ? outcome.message : '',
      owner: RACKSPACE_ACCOUNTS.producer,
      createdAt,
      updatedAt: endedAt ?? createdAt + MINUTE,
      expiresAt: endedAt === null ? null : endedAt + TASK_LIFE,
      imageId: null,
      requestId: `req-${uuidOf(`task ${key}`)}`,
      userId: '172157',
    })
  }
}

function statusOf(outcome: TaskDraft['outcome']): TaskRow['status'] {
  if (!outcome) return 'processing'
  return 'result' in outcome ? 'success' : 'failure'
}
