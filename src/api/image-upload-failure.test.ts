import { describe, expect, test } from 'vitest'
import { UnreadableFile } from '#lib/hash.ts'
import { ApiError, type Fault } from './errors.ts'
import { UploadProblem, uploadFailure } from './image-upload-failure.ts'

const of = (fault: Fault, status?: number) =>
  uploadFailure(new ApiError(fault, { ...(status !== undefined && { status }), requestId: 'req-1' }))

describe('why an upload failed', () => {
  test.each<[string, Fault, number | undefined, string, boolean]>([
    ['the session', { kind: 'signed-out' }, 401, 'Your session ended during the upload', true],
    ['a quota', { kind: 'over-limit', detail: 'Quota exceeded' }, 413, 'Over a limit of the cloud', true],
    ['another status', { kind: 'conflict', detail: 'not queued' }, 409, 'The image takes no data now', true],
    ['a deleted image', { kind: 'gone', detail: 'gone' }, 410, 'The image was deleted meanwhile', false],
    ['another format', { kind: 'invalid', detail: 'no qcow2' }, 415, 'The file is not what the image says', false],
    ['missing formats', { kind: 'invalid', detail: 'must be set' }, 400, 'The cloud did not accept the file', false],
    ['a role', { kind: 'forbidden', detail: 'no' }, 403, 'The cloud refused the upload', false],
    ['the network', { kind: 'unreachable' }, undefined, 'The connection broke off', true],
    ['the service', { kind: 'server', status: 503, detail: '' }, 503, 'The service failed', true],
    [
      'our limit',
      { kind: 'proxy', problem: 'body-too-large', detail: 'at most 1' },
      413,
      'The file is larger than this dashboard passes on',
      false,
    ],
    ['the way', { kind: 'proxy', problem: 'upstream-timeout', detail: 'silent' }, 504, 'The upload broke off', true],
  ])('%s', (_what, fault, status, title, canRetry) => {
    const failure = of(fault, status)
    expect(failure).toMatchObject({ title, canRetry, requestId: 'req-1' })
    expect(failure.detail).not.toBe('')
    expect(failure.nextStep).not.toBe('')
  })

  test('the cloud’s own words are kept', () => {
    expect(of({ kind: 'over-limit', detail: 'is over limit of 4 due to current usage 5' }, 413).detail).toContain(
      'limit of 4',
    )
    expect(of({ kind: 'invalid', detail: 'content does not match qcow2' }, 415).detail).toBe(
      'content does not match qcow2',
    )
  })

  test('the file itself, what we found out ourselves, and a fault of the program', () => {
    expect(uploadFailure(new UnreadableFile('NotReadableError'))).toMatchObject({
      title: 'The file could not be read',
      canRetry: false,
    })
    const own = new UploadProblem({ title: 'T', detail: 'D', nextStep: 'N', canRetry: true })
    expect(uploadFailure(own)).toEqual({ title: 'T', detail: 'D', nextStep: 'N', canRetry: true, requestId: null })
    expect(uploadFailure(new TypeError('oops'))).toMatchObject({ title: 'The upload stopped', detail: 'oops' })
  })
})
