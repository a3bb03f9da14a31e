/** Why an upload failed, and what to do next. Source: "Image data and import", errors of each call. */
import { UnreadableFile } from '#lib/hash.ts'
import { ApiError } from './errors.ts'
import { faultText } from './fault-text.ts'

export interface UploadFailure {
  title: string
  /** Why, with the cloud's own words where it said any. */
  detail: string
  /** What helps. */
  nextStep: string
  /** Whether the same file can be sent again as it is. */
  canRetry: boolean
  requestId: string | null
}

/** A failure that we found ourselves, told in our own words. */
export class UploadProblem extends Error {
  override readonly name = 'UploadProblem'
  readonly failure: UploadFailure

  constructor(failure: Omit<UploadFailure, 'requestId'> & { requestId?: string | null }) {
    super(failure.title)
    this.failure = { requestId: null, ...failure }
  }
}

const AGAIN = 'Try again: nothing of it was used, and the same record takes it.'

/** @param error whatever ended the upload; failures of the program itself are told as such */
export function uploadFailure(error: unknown): UploadFailure {
  if (error instanceof UploadProblem) return error.failure
  if (error instanceof UnreadableFile) {
    return {
      title: 'The file could not be read',
      detail: 'It was changed, moved or unplugged while it was being sent.',
      nextStep: 'Choose the file again.',
      canRetry: false,
      requestId: null,
    }
  }
  if (error instanceof ApiError) {
    const told = known(error)
    return { ...told, detail: told.detail || faultText(error, 'The upload').detail, requestId: error.requestId }
  }
  const detail = error instanceof Error ? error.message : String(error)
  return { title: 'The upload stopped', detail, nextStep: AGAIN, canRetry: true, requestId: null }
}

type Known = Omit<UploadFailure, 'requestId'>

function known(error: ApiError): Known {
  const { fault, status } = error
  switch (fault.kind) {
    case 'signed-out':
    case 'session-refused':
      return {
        title: 'Your session ended during the upload',
        detail: 'The cloud takes data only while you are signed in.',
        nextStep: 'Sign in again, then retry.',
        canRetry: true,
      }
    case 'over-limit':
      return {
        title: 'Over a limit of the cloud',
        detail: /quota|limit/i.test(fault.detail) ? '' : `The cloud takes no more data. ${fault.detail}`.trim(),
        nextStep: 'Delete images that are not needed, or ask for a larger quota; then retry.',
        canRetry: true,
      }
    case 'conflict':
      return {
        title: 'The image takes no data now',
        detail: fault.detail,
        nextStep: 'It may have received data from elsewhere: open the image and look.',
        canRetry: true,
      }
    case 'gone':
    case 'missing':
      return {
        title: 'The image was deleted meanwhile',
        detail: fault.detail,
        nextStep: 'Begin again with a new image.',
        canRetry: false,
      }
    case 'forbidden':
      return {
        title: 'The cloud refused the upload',
        detail: fault.detail,
        nextStep: 'Ask an administrator of the account for the right to upload images.',
        canRetry: false,
      }
    case 'invalid':
      return {
        title: status === 415 ? 'The file is not what the image says' : 'The cloud did not accept the file',
        detail: fault.detail,
        nextStep: 'Delete the record and begin again with the right disk format.',
        canRetry: false,
      }
    case 'proxy':
      return {
        title:
          fault.problem === 'body-too-large'
            ? 'The file is larger than this dashboard passes on'
            : 'The upload broke off',
        detail: fault.detail,
        nextStep: fault.problem === 'body-too-large' ? 'Use the command line for this file.' : AGAIN,
        canRetry: fault.problem !== 'body-too-large',
      }
    case 'unreachable':
    case 'cut-off':
    case 'timeout':
      return {
        title: 'The connection broke off',
        detail: 'The dashboard’s server stopped answering before the file was stored.',
        nextStep: AGAIN,
        canRetry: true,
      }
    default:
      return { title: 'The service failed', detail: '', nextStep: AGAIN, canRetry: true }
  }
}
