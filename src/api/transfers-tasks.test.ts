import { describe, expect, test } from 'vitest'
import type { Task } from './task-shape.ts'
import { makeTransfer } from './transfers.ts'
import { taskIdOf, taskImageId, transferOfTask, withTask } from './transfers-tasks.ts'

const about = { id: 'own', region: 'r', kind: 'import', name: 'web', source: null } as const

const task = (method: Record<string, unknown>, fields: Partial<Task> = {}): Task => ({
  id: 't',
  type: 'api_image_import',
  status: 'success',
  created_at: '2026-11-24T13:20:44Z',
  updated_at: '2026-11-24T13:20:45Z',
  input: { image_id: 'i', import_req: { method }, backend: ['fast'] },
  image_id: 'i',
  ...fields,
})

describe('imports of an upstream cloud that were begun elsewhere', () => {
  test.each([
    [{ name: 'web-download', uri: 'http://h/x' }, 'import', { from: 'url', url: 'http://h/x', stores: ['fast'] }],
    [{ name: 'copy-image' }, 'copy', { from: 'store', stores: ['fast'] }],
    [{ name: 'glance-direct' }, 'import', null],
  ])('%j is one of kind %s', (method, kind, source) => {
    const transfer = transferOfTask(task(method), 'r', 'web')
    expect(transfer).toMatchObject({ kind, source, name: 'web', imageId: 'i', phase: 'done', isAnnounced: true })
  })

  test('one of this browser goes on until its image says that it has ended: only then is the image free', () => {
    const own = makeTransfer({ ...about, follows: 'image', imageId: 'i' })
    const failure = task({ name: 'web-download' }, { status: 'failure' })
    expect(withTask(own, failure)).toMatchObject({ phase: 'waiting', endedAt: null, task: failure })
  })

  test('their image says how far they are, whatever their task says later', () => {
    const transfer = transferOfTask(task({ name: 'web-download' }, { status: 'processing' }), 'r', null)
    expect(transfer).toMatchObject({ follows: 'image', phase: 'running', endedAt: null })
    expect(withTask(transfer, task({ name: 'web-download' }))).toMatchObject({ phase: 'running' })
  })
})

test('a task is found by the transfer that stands for it, and by the image’s that it was made for', () => {
  const made = task({ name: 'web-download' })
  expect(taskIdOf({ taskId: null, task: made })).toBe('t')
  expect(taskIdOf({ taskId: 'own', task: null })).toBe('own')
  expect(taskIdOf({ taskId: null, task: null })).toBeNull()
  expect(taskImageId({ ...made, input: { image_uuid: 'e' }, image_id: undefined })).toBe('e')
})
